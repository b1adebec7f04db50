#!/bin/sh
# Installs a release archive of Crossfire, once for each checksum, and prints its folder:
#   install-crossfire.sh ARCHIVE SHA256 FOLDER
# ARCHIVE is the path or the http(s) address of crossfire-VERSION.zip; curl takes a login for it from ~/.netrc.
set -eu

fail() {
    printf 'install-crossfire: %s\n' "$1" >&2
    exit 4
}

[ $# -eq 3 ] || fail "expected ARCHIVE SHA256 FOLDER, found $# arguments"
archive=$1
folder=$3
[ -n "$archive" ] || fail "no archive is named; expected the path or the address of crossfire-VERSION.zip"
[ -n "$folder" ] || fail "no folder is named; expected where Crossfire is to be installed"
sum=$(printf '%s' "$2" | tr A-F a-f)
case $sum in *[!0-9a-f]*) sum= ;; esac
[ ${#sum} -eq 64 ] || fail "'$2' is invalid as a checksum; expected 64 hexadecimal digits, as sha256sum prints them"

checksum() {
    if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -c 1-64
}

unpack() {
    if command -v unzip >/dev/null; then
        unzip -q "$1" -d "$2"
    elif command -v jar >/dev/null; then
        (cd "$2" && jar xf "$1")
    else
        fail "there is neither unzip nor jar on the PATH; install one of them"
    fi
}

home=$folder/$sum
if [ ! -f "$home/crossfire" ]; then
    mkdir -p "$folder" || fail "$folder cannot be made"
    folder=$(cd "$folder" && pwd)
    home=$folder/$sum
    work=$(mktemp -d "$folder/.unfinished.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    trap 'exit 4' INT TERM HUP
    zip=$work/crossfire.zip
    case $archive in
        http://* | https://*)
            curl --fail --silent --show-error --location --netrc-optional --retry 3 --max-time 900 \
                --output "$zip" "$archive" || fail "$archive cannot be downloaded"
            ;;
        *)
            [ -f "$archive" ] || fail "$archive does not exist; expected the path or the address of crossfire-VERSION.zip"
            cp "$archive" "$zip"
            ;;
    esac
    found=$(checksum "$zip")
    [ "$found" = "$sum" ] || fail "$archive has the checksum $found; expected $sum"
    mkdir "$work/content"
    unpack "$zip" "$work/content" >&2
    set -- "$work"/content/*
    [ $# -eq 1 ] && [ -f "$1/crossfire" ] || fail "$archive is no release archive of Crossfire"
    chmod +x "$1/crossfire"
    # Another job may have installed the same meanwhile.
    [ -e "$home" ] || mv "$1" "$home" || fail "$home cannot be written"
fi
printf '%s\n' "$home"
