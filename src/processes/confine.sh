#!/bin/sh
# Starts a command with as little of this machine within its reach as the system allows, under the same
# process id. Usage: confine.sh MODE COUNT PATH... COMMAND ARGUMENT...
#   MODE bare   no network, no processes to talk to, and a file system that holds the COUNT paths, read-only
#   MODE plain  the limits alone
# File descriptor 4 of the command is its own /proc/self/status, which it could not open any more.
set -e
mode=$1
shift
if [ -r /proc/self/status ]; then exec 4</proc/self/status; fi
# No core dumps, and no bytes written to any file.
ulimit -c 0
ulimit -f 0
# V8 reserves about 20 GiB of addresses that it never touches; nothing has a use for much more.
ulimit -v 134217728 2>/dev/null || true

if [ "$mode" = plain ]; then
  shift "$(($1 + 1))"
  exec env -i LANG=C.UTF-8 TZ=UTC "$@"
fi

# /proc is a folder that every Linux has and that nothing here needs: the new root is built over it.
# The last unshare gives up all that root may do inside, so that none of this can be undone.
exec unshare --user --map-root-user --net --ipc --uts --mount sh -ec '
  mount -t tmpfs -o mode=755,size=1m none /proc
  count=$1
  shift
  while [ "$count" -gt 0 ]; do
    if [ -L "$1" ]; then
      mkdir -p "/proc${1%/*}"
      ln -s "$(readlink "$1")" "/proc$1"
    elif [ -d "$1" ]; then
      mkdir -p "/proc$1"
      mount --bind -o ro "$1" "/proc$1"
    elif [ -e "$1" ]; then
      mkdir -p "/proc${1%/*}"
      : > "/proc$1"
      mount --bind -o ro "$1" "/proc$1"
    fi
    shift
    count=$((count - 1))
  done
  cd /proc
  mkdir .old
  pivot_root . .old
  cd /
  mount -t tmpfs -o mode=0 none /.old
  mount -o remount,ro /
  exec unshare --user env -i LANG=C.UTF-8 TZ=UTC "$@"
' sh "$@"
