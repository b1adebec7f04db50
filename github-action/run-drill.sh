#!/bin/sh
# Becomes 'crossfire run' with what the variables SCENARIO, OUT, ENVIRONMENT and OPTIONS (a word on each line) say.
set -eu
set -- run "$SCENARIO" --out "$OUT" --quiet --format github
[ -z "${ENVIRONMENT:-}" ] || set -- "$@" --env "$ENVIRONMENT"
while IFS= read -r word; do
    [ -z "$word" ] || set -- "$@" "$word"
done <<END
${OPTIONS:-}
END
exec "$CROSSFIRE_HOME/crossfire" "$@"
