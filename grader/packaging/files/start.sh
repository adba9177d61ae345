#!/bin/sh
# Finds a Python that this package was made for, and goes on in start.py.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 3

# Everything is said on standard error: on some platforms standard output is the result.
find_python() {
    for name in python3.13 python3.12 python3.11 python3.14 python3 python; do
        python=$(command -v "$name") || continue
        "$python" -I "$here/start.py" fits 2>/dev/null && return
    done
    return 1
}

# Where an image is built there is a network, and root; each release of Debian and Ubuntu has one of these.
install_python() {
    [ "$1" = install ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    apt-get -qq update >&2
    for version in 3.13 3.12 3.11; do
        apt-get -qq install -y --no-install-recommends "python$version" "python$version-venv" >&2 && return
    done
    return 1
}

if ! find_python; then
    if ! { install_python "$1" && find_python; }; then
        echo "onethread: this machine has no Python that the package was made for." >&2
        sed -n 's/.*"pythons": *\[\([^]]*\)].*/It needs one of \1 on PATH, on Linux./p' "$here/package.json" >&2
        exit 3
    fi
fi
exec "$python" -I "$here/start.py" "$@"
