# The place where Pinwheel is built: the system itself where its packages suffice, else the toolbox.
#
# A toolbox is a Debian 13 root folder in the user's cache, made once by mmdebstrap and entered with
# bubblewrap. Nothing on the host changes but the two programs that make and enter it.
# Sourced by ./dev, which sets `top` (the source tree).

toolbox_release=trixie
toolbox_list="$top/packaging/toolbox/packages.txt"
os_release=/etc/os-release
apt_folder=/etc/apt
toolbox_cache="${XDG_CACHE_HOME:-$HOME/.cache}/pinwheel"

say() { printf '\033[1mdev:\033[0m %s\n' "$*" >&2; }
die() { printf 'dev: %s\n' "$*" >&2; exit 1; }

toolbox_packages() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$toolbox_list"; }

toolbox_root()
{
    printf '%s/toolbox-%s' "$toolbox_cache" "$( (echo "$toolbox_release"; toolbox_packages) | sha256sum | cut -c1-12)"
}

# need_root WHAT: one line where neither the user nor sudo may do WHAT, before it is tried.
need_root()
{
    [ "$(id -u)" != 0 ] || return 0
    command -v sudo >/dev/null || die "$1 needs root: call ./dev as root once, or install sudo"
    sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; } ||
        die "$1 needs root, and sudo does not give it to $(id -un): call ./dev as root once"
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# failure_reason LOG: why apt, mmdebstrap or npm failed, by their own words.
failure_reason()
{
    if grep -qiE 'no space left|enough free space|disk quota|ENOSPC' "$1"; then
        echo "the disk is full"
    elif grep -qiE 'could not resolve|failure resolving|could not connect|failed to fetch|network is unreachable|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT' "$1"; then
        echo "the network or the server does not answer"
    elif grep -qiE 'not permitted|permission denied|EACCES|EPERM' "$1"; then
        echo "a right is missing"
    else
        { grep -E '^(E:|npm error)' "$1" || echo "the log tells more"; } | head -n 1 | cut -c1-200
    fi
}

# packages_install NAME…: by apt, from fresh lists.
packages_install()
{
    local log
    need_root "installing $*"
    log=$(mktemp) || die "cannot write to ${TMPDIR:-/tmp}"
    say "installing $*"
    if ! { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null; then
        die "could not install them: $(failure_reason "$log") (log: $log)"
    fi
    rm -f "$log"
}

# The version that apt would install; empty where its lists hold none.
apt_candidate() { apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: //p' | grep -v '(none)' || true; }

# True for a release whose packages are known to be too old, whatever its lists hold.
release_is_too_old() { (. "$os_release" && [ "${ID:-}" = debian ] && [ "${VERSION_ID:-99}" -lt 13 ]) 2>/dev/null; }

# True where the system's own packages are new enough to build natively.
native_is_possible()
{
    [ "${PINWHEEL_TOOLBOX:-auto}" != always ] || return 1
    command -v apt-cache >/dev/null && ! release_is_too_old || return 1
    # A fresh machine may not have fetched its lists yet, and then they name no package at all.
    if [ -z "$(apt_candidate qt6-base-dev)" ]; then
        need_root "reading the package lists"
        say "reading the package lists"
        as_root apt-get update -qq >/dev/null 2>&1 || die "apt-get update failed: the network or the mirror does not answer"
    fi
    local package
    for package in libkf6syntaxhighlighting-dev libqscintilla2-qt6-dev libtree-sitter-dev; do
        [ -n "$(apt_candidate "$package")" ] || return 1
    done
    dpkg --compare-versions "$(apt_candidate qt6-base-dev)" ge 6.6
}

# The host's apt sources, one "deb …" line each, with its release name exchanged for the toolbox's.
toolbox_sources()
{
    local host_release
    host_release=$(. "$os_release" && printf '%s' "${VERSION_CODENAME:-}")
    [ "$(. "$os_release" && printf '%s' "$ID")" = debian ] || return 1
    # The whole folder is searched: a machine may have sources.list, sources.list.d, or both.
    find "$apt_folder" -type f \( -path "$apt_folder/sources.list" -o -path "$apt_folder/sources.list.d/*.list" \
        -o -path "$apt_folder/sources.list.d/*.sources" \) |
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
    local missing=()
    command -v mmdebstrap >/dev/null || missing+=(mmdebstrap)
    command -v bwrap >/dev/null || missing+=(bubblewrap)
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || die "install ${missing[*]} by hand, then call again (no apt-get here)"
    packages_install "${missing[@]}"
}

# Containers and hardened machines may forbid namespaces: better known before the toolbox is made than after.
toolbox_check_entry()
{
    bwrap --ro-bind / / --dev /dev --proc /proc true 2>/dev/null ||
        die "this machine lets $(id -un) make no namespaces, so a toolbox could not be entered; in a container, start it privileged or use Debian 13, which needs none"
}

# toolbox_check_space FOLDER MIB
toolbox_check_space()
{
    local free_mib
    free_mib=$(df -Pm "$1" | awk 'NR == 2 {print $4}')
    [ "$free_mib" -ge "$2" ] || die "making the toolbox needs $2 MiB in $1; only $free_mib MiB are free"
}

# True where mmdebstrap can do without root: by a user namespace with a range of user ids of its own.
toolbox_needs_no_root()
{
    [ "$(id -u)" = 0 ] || { command -v newuidmap && command -v newgidmap && grep -q "^$(id -un):" /etc/subuid &&
        grep -q "^$(id -un):" /etc/subgid; } >/dev/null 2>&1
}

# toolbox_fill FOLDER SOURCES: as a tar stream, so that every file ends up owned by the caller and nothing needs root to remove.
toolbox_fill()
{
    local maker=(mmdebstrap)
    toolbox_needs_no_root || maker=(sudo mmdebstrap --mode=root)
    set -o pipefail
    "${maker[@]}" --variant=minbase --include="$(toolbox_packages | paste -sd,)" \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --aptopt='Acquire::Retries "3"' \
        --customize-hook='mkdir -p "$1/etc/ssl/certs"; touch "$1/etc/resolv.conf" "$1/etc/npmrc" "$1/etc/machine-id" "$1/etc/hosts"' \
        "$toolbox_release" - - <<<"$2" 2>"$toolbox_cache/toolbox.log" |
        tar -x -C "$1" --no-same-owner --exclude='./dev/*' 2>>"$toolbox_cache/toolbox.log"
}

toolbox_make()
{
    local root sources partial
    root=$(toolbox_root)
    [ ! -e "$root/.complete" ] || return 0
    mkdir -p "$toolbox_cache" 2>/dev/null && [ -w "$toolbox_cache" ] || die "cannot write to $toolbox_cache"
    exec 9>"$toolbox_cache/lock"
    if command -v flock >/dev/null && ! flock -n 9; then
        say "another ./dev is making the toolbox; waiting for it"
        flock 9
    fi
    if [ -e "$root/.complete" ]; then exec 9>&-; return 0; fi

    toolbox_check_space "$toolbox_cache" 4000
    toolbox_check_space "${TMPDIR:-/tmp}" 3000
    toolbox_install_makers
    toolbox_check_entry
    toolbox_needs_no_root || need_root "making the toolbox"
    sources=$(toolbox_sources) && [ -n "$sources" ] ||
        die "no Debian apt source found to make a toolbox from (see packaging/toolbox/README.md)"

    say "making the toolbox (Debian 13 with the packages of packaging/toolbox/packages.txt), some minutes"
    rm -rf "$toolbox_cache"/toolbox-*.partial.*
    partial="$root.partial.$$"
    mkdir -p "$partial"
    trap 'rm -rf "$partial"' EXIT
    trap 'exit 130' INT TERM HUP
    # The lock is not handed down: sudo does not pass on a signal of the caller, and what it runs may outlive an interrupted ./dev.
    (toolbox_fill "$partial" "$sources") 9>&- ||
        die "making the toolbox failed: $(failure_reason "$toolbox_cache/toolbox.log") (log: $toolbox_cache/toolbox.log)"
    touch "$partial/.complete"
    mv "$partial" "$root"
    trap - EXIT INT TERM HUP
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
    # npm of Debian trusts the system's certificates, which a small installation may not have.
    missing=$({ toolbox_packages; echo ca-certificates; } | while read -r package; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
    done)
    if [ -n "$missing" ]; then
        # shellcheck disable=SC2086 # a list of names
        packages_install $missing
        # Its tests start a server of their own; the one that the package starts is not wanted.
        case " $missing" in *" nginx "*) as_root systemctl disable --now nginx >/dev/null 2>&1 || true ;; esac
    fi
    # Servers that tests start (nginx) are installed where a user's PATH does not look.
    export PATH="$PATH:/usr/sbin:/sbin"
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
