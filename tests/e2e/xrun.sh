#!/usr/bin/env bash
# xrun.sh COMMAND…: runs COMMAND on an X server of its own, which ends with it.
set -u
fifo=$(mktemp)
exec 7<>"$fifo"
Xvfb -displayfd 7 -screen 0 "${XRUN_SCREEN:-1400x900x24}" -nolisten tcp >/dev/null 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null; rm -f "$fifo"' EXIT
for _ in $(seq 100); do
  display=$(cat "$fifo")
  [ -n "$display" ] && break
  sleep 0.1
done
if [ -z "$display" ]; then
  echo "the X server did not start (is xvfb installed?)" >&2
  exit 1
fi
DISPLAY=":$display" "$@"
