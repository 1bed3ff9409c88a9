# Go, as new as the modules of the node's programs ask for.
# shellcheck shell=bash disable=SC2154
MODULES=$airgap/modules

# The newest Go that a go.mod names.
wanted_go() { sed -n 's/^go //p' "$MODULES"/*/go.mod | sort -V | tail -n 1; }

go_is_there() {
  local program
  for program in "$(command -v go)" /usr/local/go/bin/go "$STATE/go/bin/go"; do
    if [ -x "$program" ] && printf '%s\n' "go$(wanted_go)" "$("$program" env GOVERSION)" | sort -CV; then
      export PATH=${program%/go}:$PATH
      return
    fi
  done
  return 1
}

# Any Go fetches another from the module proxy, as a module, verified by Go's checksum database; Debian's own is older than is
# needed, also in its backports.
install_go() {
  local go=/usr/lib/go-1.19/bin/go toolchain
  command -v go > /dev/null && go=$(command -v go)
  [ -x "$go" ] || DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends golang-1.19-go ||
    { echo "Go $(wanted_go) is needed: install it from https://go.dev/dl/"; return 1; }
  toolchain=$(GOTOOLCHAIN=local PATH=${go%/go}:$PATH module_directory "golang.org/toolchain@v0.0.1-go$(wanted_go).linux-$(dpkg --print-architecture)") &&
    rm -rf "$STATE/go" "$STATE/go.part" &&
    cp -r "$toolchain" "$STATE/go.part" &&
    chmod -R u+w "$STATE/go.part" &&
    chmod +x "$STATE"/go.part/bin/* "$STATE"/go.part/pkg/tool/*/* && # a module keeps no modes
    mv "$STATE/go.part" "$STATE/go"
}

# module_directory MODULE@VERSION: where Go keeps it, downloaded where need be; outside of any other module, whose go.mod an old Go might
# not understand.
module_directory() {
  local said
  said=$(cd / && go mod download -json "$1") || { sed -n 's/.*"Error": "\(.*\)",*$/\1/p' <<< "$said" >&2; return 1; }
  sed -n 's/.*"Dir": "\(.*\)".*/\1/p' <<< "$said"
}

# The compiler collects no garbage where there is memory enough: a fifth less time. Up to 6 GiB a core were seen to be used.
compile_freely() {
  if [ "$(awk '/^MemAvailable/ {print $2}' /proc/meminfo)" -gt $(($(nproc) * 6 * 1024 * 1024)) ]; then export GOGC=off; fi
}
