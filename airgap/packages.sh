# Debian's packages, by the machine's own apt sources: no mirror is named here.
# shellcheck shell=bash

BUILD_PACKAGES=(mmdebstrap dpkg-dev make rsync gcc libc6-dev golang-1.19-go golang-github-modern-go-reflect2-dev)

build_packages_are_there() {
  local package
  for package in "${BUILD_PACKAGES[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null)" = installed ] || return 1
  done
}

install_build_packages() {
  apt-get update -q || return 1
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${BUILD_PACKAGES[@]}"
}

# The files that tell apt its sources, one a line.
apt_sources() { find /etc/apt/sources.list /etc/apt/sources.list.d -type f \( -name '*.list' -o -name '*.sources' \) -size +0 2> /dev/null; }

# debian_root VARIANT DIRECTORY PACKAGE...: unpacks Debian packages, with what they need, as a root file system.
debian_root() {
  local variant=$1 directory=$2 packages
  shift 2
  packages=$(IFS=,; echo "$*")
  local -a sources
  mapfile -t sources < <(apt_sources)
  rm -rf "$directory"
  mkdir -p "$(dirname "$directory")"
  mmdebstrap --mode=root --variant="$variant" --include="$packages" \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    bookworm "$directory" "${sources[@]}"
}

# debian_source PACKAGE DIRECTORY: the source of a package, verified by apt, unpacked and patched.
debian_source() {
  local package=$1 directory=$2 file
  local parts=$directory/apt/parts lists=$directory/apt/lists
  rm -rf "$directory"
  mkdir -p "$parts" "$lists/partial"
  while read -r file; do
    case $file in
      *.sources) sed 's/^Types:.*/Types: deb-src/' "$file" ;;
      *) sed -n 's/^deb /deb-src /p' "$file" ;;
    esac > "$parts/$(basename "$file")"
  done < <(apt_sources)
  local -a options=(-q -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$parts" -o "Dir::State::lists=$lists" -o APT::Sandbox::User=root)
  apt-get update "${options[@]}"
  (cd "$directory" && apt-get source "${options[@]}" "$package")
}
