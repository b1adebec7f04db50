# Runs "$@" and outlives neither it nor the supervisor: descriptor 3 is a pipe that ends when the supervisor does.
# The first argument is the log; the child's process id is printed once.
# No other user can read what it and its child write.
umask 077
log=$1
shift
exec 3<&0
"$@" </dev/null >>"$log" 2>&1 3<&- &
child=$!
echo $child
{
  trap '' TERM INT HUP
  while read -r _ <&3; do :; done
  # Frozen first, so that it forks no more while its descendants are listed; they go first, because orphans are not found.
  kill -STOP $child 2>/dev/null
  kids=$(ps -A -o pid= -o ppid= | awk -v top=$child '
    { parent[$1] = $2 }
    END {
      for (p in parent) {
        a = p
        for (n = 0; n < 64 && a != top && (a in parent); n++) a = parent[a]
        if (a == top && p != top) print p
      }
    }')
  kill -9 $kids 2>/dev/null
  kill -9 $child 2>/dev/null
} &
watch=$!
exec 3<&-
trap '' TERM INT HUP
wait $child
code=$?
kill -9 $watch 2>/dev/null
exit $code
