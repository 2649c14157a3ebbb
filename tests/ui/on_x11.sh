#!/usr/bin/env bash
# on_x11.sh PROGRAM…: runs window tests one after the other on an X server of their own, without a window manager, so
# that keys, clicks and the focus take the way that they take on a desktop. 77 where there is no Xvfb.
set -euo pipefail
command -v Xvfb >/dev/null || { echo "SKIP: Xvfb is not installed" >&2; exit 77; }

folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
mkfifo "$folder/display"
Xvfb -displayfd 3 -screen 0 1920x1200x24 -nolisten tcp 3>"$folder/display" 2>"$folder/log" &
server=$!
read -r -t 30 number <"$folder/display" || { cat "$folder/log" >&2; exit 1; }

for program in "$@"; do
    # Each has its own home: what one window journals or remembers must not reach another.
    home="$folder/${program##*/}"
    mkdir "$home"
    DISPLAY=":$number" QT_QPA_PLATFORM=xcb HOME="$home" XDG_STATE_HOME="$home/state" XDG_CONFIG_HOME="$home/config" \
        "$program"
done
