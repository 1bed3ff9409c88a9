# Debian's packages, by the machine's own apt sources: no mirror is named here.
# shellcheck shell=bash

# mmdebstrap unpacks packages; the others are for what is C in runc and in the pause program.
BUILD_PACKAGES=(mmdebstrap gcc libc6-dev pkg-config libseccomp-dev)

build_packages_are_there() {
  local package
  for package in "${BUILD_PACKAGES[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null)" = installed ] || return 1
  done
}

install_build_packages() {
  apt-get update -q || return 1
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 "${BUILD_PACKAGES[@]}"
}

# The files that tell apt its sources, one a line.
apt_sources() { find /etc/apt/sources.list /etc/apt/sources.list.d -type f \( -name '*.list' -o -name '*.sources' \) -size +0 2> /dev/null; }

# debian_root VARIANT DIRECTORY PACKAGE...: unpacks Debian packages, with what they need, as a root file system.
debian_root() {
  local variant=$1 directory=$2 packages
  shift 2
  packages=$(IFS=,; echo "$*")
  local -a sources proxies
  mapfile -t sources < <(apt_sources)
  # A new root does not know through which proxy this machine reaches its sources.
  mapfile -t proxies < <(apt-config dump | sed -n 's/^\(Acquire::.*[Pp]roxy.*\)/--aptopt=\1/p')
  rm -rf "$directory"
  mkdir -p "$(dirname "$directory")"
  mmdebstrap --mode=root --variant="$variant" --include="$packages" \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    "${proxies[@]}" bookworm "$directory" "${sources[@]}"
}
