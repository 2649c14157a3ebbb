# What ./dev can do, one function a command. Sourced by ./dev after toolbox.sh.

default_preset() { if [ "${CI:-}" = true ]; then echo ci; else echo dev; fi; }

dev_help()
{
    cat <<'END'
./dev run [PATH]              build, then open PATH (default: the example) in the window,
                              or print its audit where there is no display
./dev test [CTEST ARGUMENTS]  build, then run every test headless (-R NAME, -L LABEL, …)
./dev build [--preset P]      build only; presets: dev, release, asan, tsan, fuzz, ci
./dev exec COMMAND…           run a command with the built programs on its PATH
./dev shell                   a shell in the same place
./dev bench [ARGUMENTS]       build the release preset and run the benchmarks
./dev format | lint           clang-format | clang-tidy over the sources
./dev setup | clean           only prepare this machine | remove the build folder
END
}

# The bash grammar of tree-sitter, as locked in packaging/toolbox/npm: sources only, nothing is run.
grammar_setup()
{
    local lock="$top/packaging/toolbox/npm/package-lock.json" folder="$top/build/npm"
    if [ -e "$folder/.complete" ] && cmp -s "$lock" "$folder/package-lock.json"; then return; fi
    say "fetching the bash grammar (npm)"
    rm -rf "$folder"
    mkdir -p "$folder"
    cp "$top/packaging/toolbox/npm/package.json" "$lock" "$folder/"
    inside npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --omit=dev --loglevel=error \
        --fetch-retries=2 --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000 >"$folder/npm.log" 2>&1 ||
        die "npm could not fetch tree-sitter-bash: $(failure_reason "$folder/npm.log") (log: $folder/npm.log)"
    touch "$folder/.complete"
}

dev_setup()
{
    place_setup
    # One cache serves only one folder: a precompiled header names its files by their full paths. Without this sloppiness ccache
    # passes over everything that uses one.
    export CCACHE_DEPEND=1
    export CCACHE_SLOPPINESS=pch_defines,time_macros
    grammar_setup
}

# build_preset PRESET [TARGET…]
build_preset()
{
    local preset=$1 folder="$top/build/$1"
    shift
    cd "$top"
    if [ ! -e "$folder/build.ninja" ]; then inside cmake --preset "$preset" >&2; fi
    inside cmake --build "$folder" ${1:+--target "$@"} >&2
}

dev_build()
{
    local preset
    preset=$(default_preset)
    if [ "${1:-}" = --preset ]; then preset=${2:?--preset needs a name}; shift 2; fi
    dev_setup
    build_preset "$preset" "$@"
}

dev_test()
{
    local preset
    preset=$(default_preset)
    dev_setup
    build_preset "$preset"
    inside env -u DISPLAY -u WAYLAND_DISPLAY ctest --preset "$preset" "$@"
}

built_path() { printf '%s' "$top/build/$(default_preset)/bin"; }

with_built_path() { inside env PATH="$(built_path):/usr/lib/ccache:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin" "$@"; }

dev_exec()
{
    [ $# -gt 0 ] || die "exec needs a command"
    local here=$PWD
    dev_setup
    # What can be called by name; the tests are no part of it.
    [ -x "$(built_path)/pinwheel" ] ||
        build_preset "$(default_preset)" pinwheel pinwheel-pdf pinwheel-workbench pinwheel-probe
    cd "$here"
    with_built_path "$@"
}

dev_shell() { dev_exec bash; }

dev_run()
{
    local here=$PWD path=${1:-$top/resources/examples/cuda-worker}
    dev_setup
    build_preset "$(default_preset)" pinwheel pinwheel-workbench
    cd "$here"
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        with_built_path pinwheel-workbench "$path"
    else
        say "no display: printing the audit (with DISPLAY or WAYLAND_DISPLAY set, this opens the window)"
        with_built_path pinwheel audit "$path" || [ $? -eq 1 ]
    fi
}

sources() { git -C "$top" ls-files --cached --others --exclude-standard '*.cpp' '*.h'; }

dev_format()
{
    dev_setup
    cd "$top"
    sources | inside xargs clang-format-19 -i
}

dev_lint()
{
    dev_setup
    build_preset dev
    cd "$top"
    { [ $# -gt 0 ] && printf '%s\n' "$@" || sources | grep '\.cpp$' | grep -v '^tests/'; } |
        inside xargs -P "$(nproc)" -n 4 clang-tidy-19 -p build/dev --quiet
}

dev_bench()
{
    dev_setup
    build_preset release
    inside "$top/build/release/bin/pinwheel-bench" "$@"
    # The window needs a screen; Xvfb writes the number of its display once it listens.
    inside sh -c 'display=$(mktemp); Xvfb -displayfd 3 -screen 0 1920x1200x24 3>"$display" 2>/dev/null & server=$!
        while [ ! -s "$display" ] && kill -0 $server; do sleep 0.1; done
        DISPLAY=:$(cat "$display") "$0"; kill $server' "$top/build/release/bin/pinwheel-window-bench"
}

dev_clean() { rm -rf "$top/build"; }
