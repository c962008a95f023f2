#!/bin/sh
# Installs what OpenSpot runs and Maven does not bring: nfdump (with nfcapd) and tshark. Does
# nothing where they are there.
set -eu

missing=
command -v nfdump >/dev/null && command -v nfcapd >/dev/null || missing="$missing nfdump"
command -v tshark >/dev/null || missing="$missing tshark"
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
  echo "prerequisites: missing:$missing. Install them with this system's package manager." >&2
  exit 1
fi
as_root=
if [ "$(id -u)" != 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "prerequisites: missing:$missing. As root: apt-get install$missing" >&2
    exit 1
  fi
  as_root=sudo
fi

echo "Installing$missing"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086
if ! { $as_root apt-get -q update && $as_root apt-get -qy --no-install-recommends install $missing; } \
  >"$log" 2>&1; then
  cat "$log" >&2
  echo "prerequisites: could not install$missing: see above" >&2
  exit 1
fi
