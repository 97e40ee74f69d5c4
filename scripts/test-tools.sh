#!/usr/bin/env bash
# Sees to the tools that some tests need beside Python: Chromium, the Nu HTML checker (Java, npm) and Decap CMS.
#
#   scripts/test-tools.sh [PYTHON]    PYTHON has the development packages, to list tests
#
# What is missing is installed where that needs no question: as root on Debian or Ubuntu, or in CI with
# sudo. Otherwise it says which tests will be skipped. With CI=true a missing tool is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${1:-.venv/bin/python}
ci=${CI:-}
tools=tests/tools

has() { command -v "$1" >/dev/null 2>&1; }

has_chromium() { has chromium || has chromium-browser || has google-chrome || has google-chrome-stable; }

# Playwright's own driver needs a system library that a bare Debian lacks.
has_driver() { "$python" -m playwright --version >/dev/null 2>&1; }

# java -version fails on the stub that macOS puts in its place.
has_java() { has java && java -version >/dev/null 2>&1; }

has_npm() { has node && has npm; }

# What npm installs: the checker, axe and published schemas.
has_vnu() {
    [ -f "$tools/node_modules/vnu-jar/build/dist/vnu.jar" ] \
        && cmp -s "$tools/package-lock.json" "$tools/node_modules/installed.json"
}

# Editing in the browser is tested with the very program that editors get.
has_decap() {
    PYTHONPATH=scripts "$python" -c 'import pathlib, sys; from achyq.admin import package
sys.exit(not package.is_there(pathlib.Path(sys.argv[1])))' "$tools/node_modules"
}

# Runs apt-get as root, or through sudo in CI; fails where neither is to be had.
apt() {
    has apt-get || return 1
    local as=()
    if [ "$(id -u)" -ne 0 ]; then
        [ "$ci" = true ] && has sudo && sudo -n true 2>/dev/null || return 1
        as=(sudo -n)
    fi
    "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=3 "$@" >/dev/null
}

packages=()
has_chromium || packages+=(chromium)
has_driver || packages+=(libatomic1)
has_java || packages+=(default-jre-headless)
has node || packages+=(nodejs)
has npm || packages+=(npm)
if [ ${#packages[@]} -gt 0 ] && apt update; then
    echo "Installing ${packages[*]}"
    apt install -y --no-install-recommends "${packages[@]}" || true
fi

if has_npm && ! has_vnu; then
    echo "Installing the Nu HTML checker and schemas into $tools/node_modules"
    if (cd "$tools" && npm ci --ignore-scripts --no-audit --no-fund --silent); then
        cp "$tools/package-lock.json" "$tools/node_modules/installed.json"
    fi
fi

if has_npm && ! has_decap; then
    echo "Fetching Decap CMS into $tools/node_modules"
    PYTHONPATH=scripts "$python" -m achyq.admin.package "$tools/node_modules" || true
fi

missing=0

# lacking MARKER WHAT: says what is missing and which tests carry the marker.
lacking() {
    missing=1
    echo "Missing: $2"
    [ "$ci" = true ] && return
    local tests
    tests=$("$python" -m pytest --collect-only -q -m "$1" -p no:cacheprovider 2>/dev/null | grep '::' || true)
    if [ -n "$tests" ]; then
        echo "  Tests that will be skipped: $(grep -c . <<<"$tests")"
        echo "    ${tests//$'\n'/$'\n'    }"
    fi
}

if ! has_chromium; then
    lacking chromium 'Chromium (Debian: apt install chromium)'
elif ! has_driver; then
    lacking chromium "what Playwright's driver needs (Debian: apt install libatomic1)"
fi
if ! has_java; then
    lacking vnu 'Java (Debian: apt install default-jre-headless)'
elif ! has_vnu; then
    lacking vnu "the Nu HTML checker (needs Node.js and npm, then: cd $tools && npm ci --ignore-scripts)"
fi

has_vnu || lacking schemas "published schemas (needs Node.js and npm, then: cd $tools && npm ci --ignore-scripts)"

has_decap || lacking decap 'Decap CMS (needs Node.js and npm, then run this again)'

if [ "$missing" = 1 ] && [ "$ci" = true ]; then
    echo 'CI needs every tool: no test may be skipped here.' >&2
    exit 1
fi
