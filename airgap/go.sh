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
  # Outside of any module, whose go.mod an old Go might not understand.
  toolchain=$(cd / && GOTOOLCHAIN=local "$go" mod download -json "golang.org/toolchain@v0.0.1-go$(wanted_go).linux-$(dpkg --print-architecture)" |
    sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
  [ -n "$toolchain" ] || return 1
  rm -rf "$STATE/go"
  cp -r "$toolchain" "$STATE/go"
  chmod -R u+w "$STATE/go"
  chmod +x "$STATE"/go/bin/* "$STATE"/go/pkg/tool/*/* # a module keeps no modes
}
