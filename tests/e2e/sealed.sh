#!/usr/bin/env bash
# sealed.sh COMMAND… : runs COMMAND in a network namespace of its own and fails if anything in it
# sent a packet that was not for this machine.
#
# The namespace has the loopback interface and one interface that leads nowhere and holds the
# default route: whatever tries to leave goes there and is counted. Needs root, or user namespaces.
set -euo pipefail

inside() {
  ip link set lo up
  ip link add way-out type dummy 2>/dev/null || ip tuntap add dev way-out mode tun
  # Addresses that only this namespace knows; without one the route would be refused.
  ip addr add 192.0.2.1/24 dev way-out
  sysctl -qw net.ipv6.conf.way-out.disable_ipv6=1 2>/dev/null || true
  ip link set way-out up
  ip route add default dev way-out
  local code=0
  "$@" || code=$?
  local sent
  # Columns of /proc/net/dev behind the name: 8 of receiving, then sent bytes, packets, errors, drops.
  sent=$(awk '$1 == "way-out:" { print $11 + $13 }' /proc/net/dev)
  echo "packets that tried to leave: $sent"
  if [ "$sent" != 0 ]; then
    echo "failed: the command tried to reach another machine" >&2
    exit 99
  fi
  exit "$code"
}

if [ "${1:-}" = --inside ]; then
  shift
  inside "$@"
fi

if [ "$(id -u)" = 0 ]; then
  exec unshare --net "$0" --inside "$@"
fi
exec unshare --user --map-root-user --net "$0" --inside "$@"
