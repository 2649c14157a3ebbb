#!/bin/sh
# Fails where a source is not as clang-format writes it; `./dev format` mends that.
# usage: source_format.sh SOURCE_TREE CLANG_FORMAT
set -eu
cd "$1"
find app core tests ui -name '*.cpp' -o -name '*.h' | sort | xargs -P 2 -n 40 "$2" --dry-run --Werror
