# Steps with a name, a log and a time. A step that is done is not done again; one that fails says where to read why.
# shellcheck shell=bash
STATE=${TUTORPROOF_STATE:-/var/cache/tutorproof}
export STATE

say() { printf 'airgap: %s\n' "$*"; }
die() { printf 'airgap: %s\n' "$*" >&2; exit 1; }

# step NAME IS-DONE COMMAND...: runs the command unless the check says that its result is there.
step() {
  local name=$1 check=$2
  shift 2
  if "$check"; then return; fi
  begin "$name" "$@"
  finish
}

declare -A running=()

# begin NAME COMMAND...: starts a step in the background; finish waits for all that were begun.
begin() {
  local name=$1
  shift
  say "$name ..."
  ( begun=$SECONDS
    "$@" < /dev/null > "$STATE/log/$name.log" 2>&1 9>&- || exit 1
    say "$name done in $((SECONDS - begun)) s" ) &
  running[$name]=$!
}

finish() {
  local name failed=''
  for name in "${!running[@]}"; do
    wait "${running[$name]}" || failed+=" $name"
  done
  running=()
  [ -n "$failed" ] || return 0
  for name in $failed; do
    printf 'airgap: %s failed; the end of %s:\n' "$name" "$STATE/log/$name.log" >&2
    tail -n 15 "$STATE/log/$name.log" >&2
  done
  die "failed:$failed. Mend the cause and run airgap/prepare again; it goes on from here."
}

# What an image is made from, as one digest: the image carries it as a label and is built anew when it changes.
inputs_of() {
  local -a files
  case $1 in
    node) files=("$here"/node/*) ;;
    *) files=("$here"/images/*) ;;
  esac
  cat "${files[@]}" "$here/packages.sh" | sha256sum | cut -c1-16
}

have_image() { # image kind
  [ "$(docker image inspect --format '{{index .Config.Labels "io.tutorproof.inputs"}}' "$1" 2> /dev/null)" = "$(inputs_of "$2")" ]
}
