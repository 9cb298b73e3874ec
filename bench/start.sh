#!/usr/bin/env bash
# Prints how long the window takes to appear, a few times, each with a home of its own:
#
#     bash bench/start.sh [PROGRAM [TIMES]]
#
# Needs xvfb, xdotool and dbus. PROGRAM is target/release/tacenda-desktop, or one that was installed.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
program=$(realpath "${1:-$root/target/release/tacenda-desktop}")
times=${2:-5}

once() {
  local home window begun
  home=$(mktemp -d)
  begun=$(date +%s%N)
  HOME=$home XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config \
    dbus-run-session -- "$program" "$root/samples/consulting-agreement.pdf" >/dev/null 2>&1 &
  for _ in $(seq 500); do
    window=$(xdotool search --onlyvisible --class tacenda 2>/dev/null | head -1)
    [ -n "$window" ] && break
    sleep 0.02
  done
  if [ -n "$window" ]; then
    echo "visible after $((($(date +%s%N) - begun) / 1000000)) ms"
  else
    echo "not visible after 10 s"
  fi
  pkill -x "$(basename "$program")"
  wait
  rm -rf "$home"
}

if [ "${TACENDA_START:-}" = inside ]; then
  for _ in $(seq "$times"); do once; done
else
  TACENDA_START=inside exec bash "$root/tests/e2e/xrun.sh" bash "$0" "$program" "$times"
fi
