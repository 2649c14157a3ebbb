# The place where Pinwheel is built: the system itself where its packages suffice, else the toolbox.
#
# A toolbox is a Debian 13 root folder in the user's cache, made once by mmdebstrap and entered with
# bubblewrap. Nothing on the host changes but the two programs that make and enter it.
# Sourced by ./dev, which sets `top` (the source tree).

toolbox_release=trixie
toolbox_list="$top/packaging/toolbox/packages.txt"
toolbox_cache="${XDG_CACHE_HOME:-$HOME/.cache}/pinwheel"

say() { printf '\033[1mdev:\033[0m %s\n' "$*" >&2; }
die() { printf 'dev: %s\n' "$*" >&2; exit 1; }

toolbox_packages() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$toolbox_list"; }

toolbox_root()
{
    printf '%s/toolbox-%s' "$toolbox_cache" "$( (echo "$toolbox_release"; toolbox_packages) | sha256sum | cut -c1-12)"
}

as_root()
{
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else die "'$*' needs root: install sudo or run it as root"
    fi
}

# True where the system's own packages are new enough to build natively.
native_is_possible()
{
    [ "${PINWHEEL_TOOLBOX:-auto}" != always ] || return 1
    command -v apt-cache >/dev/null || return 1
    local package version
    for package in libkf6syntaxhighlighting-dev libqscintilla2-qt6-dev libtree-sitter-dev; do
        [ -n "$(apt-cache policy "$package" 2>/dev/null | sed -n 's/^  Candidate: //p' | grep -v '(none)')" ] || return 1
    done
    version=$(apt-cache policy qt6-base-dev | sed -n 's/^  Candidate: //p')
    dpkg --compare-versions "${version:-0}" ge 6.6
}

# The host's apt sources, one "deb …" line each, with its release name exchanged for the toolbox's.
toolbox_sources()
{
    local host_release
    host_release=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
    [ "$(. /etc/os-release && printf '%s' "$ID")" = debian ] || return 1
    # The whole folder is searched: a machine may have sources.list, sources.list.d, or both.
    find /etc/apt -type f \( -path /etc/apt/sources.list -o -path '/etc/apt/sources.list.d/*.list' \
        -o -path '/etc/apt/sources.list.d/*.sources' \) |
        sort | xargs awk -v host="$host_release" -v release="$toolbox_release" '
        function emit(uris, suites, components,    u, s, i, j, n, m, t) {
            n = split(uris, u, " "); m = split(suites, s, " ")
            for (i = 1; i <= n; i++) for (j = 1; j <= m; j++) {
                t = s[j]
                if (t != host && index(t, host "-") != 1 && index(t, host "/") != 1) continue
                sub(host, release, t)
                print "deb " u[i] " " t " " components
            }
        }
        function flush() { if (types ~ /deb( |$)/) emit(uris, suites, components); types = uris = suites = components = "" }
        FNR == 1 { flush() }
        /^deb / { line = $0; sub(/\[[^]]*\] */, "", line); n = split(line, f, " "); c = ""
                  for (i = 4; i <= n; i++) c = c " " f[i]; emit(f[2], f[3], c); next }
        /^[[:space:]]*$/ { flush(); next }
        /^Types:/ { sub(/^[^:]*: */, ""); types = $0 }
        /^URIs:/ { sub(/^[^:]*: */, ""); uris = $0 }
        /^Suites:/ { sub(/^[^:]*: */, ""); suites = $0 }
        /^Components:/ { sub(/^[^:]*: */, ""); components = $0 }
        END { flush() }' | sort -u
}

toolbox_install_makers()
{
    local missing=""
    command -v mmdebstrap >/dev/null || missing="mmdebstrap"
    command -v bwrap >/dev/null || missing="$missing bubblewrap"
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null || die "install $missing by hand, then call again (no apt-get here)"
    say "installing $missing"
    as_root apt-get update -qq || die "apt-get update failed: is there a network?"
    # shellcheck disable=SC2086 # two names at the most
    as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
        die "could not install $missing"
}

toolbox_make()
{
    local root sources partial free_kib
    root=$(toolbox_root)
    [ ! -e "$root/.complete" ] || return 0
    mkdir -p "$toolbox_cache" || die "cannot write to $toolbox_cache"
    exec 9>"$toolbox_cache/lock"
    command -v flock >/dev/null && flock 9
    if [ -e "$root/.complete" ]; then exec 9>&-; return 0; fi

    free_kib=$(df -Pk "$toolbox_cache" | awk 'NR == 2 {print $4}')
    [ "$free_kib" -gt 4000000 ] || die "the toolbox needs 4 GB in $toolbox_cache; only $((free_kib / 1000)) MB are free"
    toolbox_install_makers
    sources=$(toolbox_sources) && [ -n "$sources" ] ||
        die "no Debian apt source found to make a toolbox from (see packaging/toolbox/README.md)"

    say "making the toolbox (Debian 13 with the packages of packaging/toolbox/packages.txt), about two minutes"
    rm -rf "$toolbox_cache"/toolbox-*.partial.*
    partial="$root.partial.$$"
    mkdir -p "$partial"
    trap 'rm -rf "$partial"' EXIT
    trap 'exit 130' INT TERM
    # As a tar stream, so that every file ends up owned by the caller and nothing needs root to remove.
    (set -o pipefail
     mmdebstrap --variant=minbase --include="$(toolbox_packages | paste -sd,)" \
         --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
         --aptopt='Acquire::Retries "3"' \
         --customize-hook='mkdir -p "$1/etc/ssl/certs"; touch "$1/etc/resolv.conf" "$1/etc/npmrc" "$1/etc/machine-id" "$1/etc/hosts"' \
         "$toolbox_release" - - <<<"$sources" 2>"$toolbox_cache/toolbox.log" |
         tar -x -C "$partial" --no-same-owner --exclude='./dev/*') ||
        { grep '^E:' "$toolbox_cache/toolbox.log" | head -n 5 | cut -c1-200 >&2
          die "making the toolbox failed; the usual reasons are a network or a full disk (log: $toolbox_cache/toolbox.log)"; }
    touch "$partial/.complete"
    mv "$partial" "$root"
    trap - EXIT INT TERM
    exec 9>&-
    # Older toolboxes of this tree are of no use any more.
    find "$toolbox_cache" -maxdepth 1 -name 'toolbox-*' ! -path "$root" -mtime +30 -exec rm -rf {} +
    say "the toolbox is ready: $root"
}

# toolbox_enter COMMAND…: runs it inside, in the present folder, with the user's files at their own paths.
toolbox_enter()
{
    local root folder args
    root=$(toolbox_root)
    args=(--ro-bind "$root/usr" /usr --ro-bind "$root/etc" /etc --bind "$root/var" /var
          --symlink usr/bin /bin --symlink usr/sbin /sbin --symlink usr/lib /lib --symlink usr/lib64 /lib64
          --dev /dev --proc /proc --ro-bind /sys /sys --bind /tmp /tmp
          --dev-bind-try /dev/dri /dev/dri --bind-try /dev/shm /dev/shm
          --bind-try "/run/user/$(id -u)" "/run/user/$(id -u)"
          --ro-bind-try /usr/share/fonts /usr/local/share/fonts
          --die-with-parent --chdir "$PWD" --setenv PINWHEEL_INSIDE 1
          --setenv CCACHE_DEPEND 1 --setenv CCACHE_MAXSIZE 10G
          --setenv CCACHE_SLOPPINESS pch_defines,time_macros
          --setenv PATH "/usr/lib/ccache:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin")
    # Users, names, and the certificates that this machine trusts.
    [ -d "$root/etc/ssl/certs" ] && [ -d /etc/ssl/certs ] && args+=(--ro-bind /etc/ssl/certs /etc/ssl/certs)
    for file in passwd group hosts resolv.conf machine-id npmrc; do
        [ -e "/etc/$file" ] && args+=(--ro-bind "$(realpath "/etc/$file")" "/etc/$file")
    done
    # Every top folder that is not the system's own: home, root, mnt, srv, and whatever else holds the user's files.
    for folder in /*; do
        case "$folder" in
            /bin|/boot|/dev|/etc|/lib*|/proc|/run|/sbin|/sys|/tmp|/usr|/var|/lost+found) ;;
            *) [ -d "$folder" ] && [ ! -L "$folder" ] && args+=(--bind-try "$folder" "$folder") ;;
        esac
    done
    bwrap "${args[@]}" "$@"
}

native_setup()
{
    local missing
    missing=$(toolbox_packages | while read -r package; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
    done)
    [ -n "$missing" ] || return 0
    say "installing what is missing: $missing"
    as_root apt-get update -qq || die "apt-get update failed: is there a network?"
    # shellcheck disable=SC2086 # a list of names
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
        die "could not install the packages above"
}

# Sets up whichever place fits and defines `inside`, which runs a command there.
place_setup()
{
    if [ -n "${PINWHEEL_INSIDE:-}" ]; then
        inside() { "$@"; }
    elif native_is_possible; then
        native_setup
        inside() { "$@"; }
    else
        toolbox_make
        inside() { toolbox_enter "$@"; }
    fi
}
