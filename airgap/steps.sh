# Steps with a name, a log and a time, that run beside each other. One that fails says where to read why.
# shellcheck shell=bash

say() { printf 'airgap: %s\n' "$*"; }
die() { printf 'airgap: %s\n' "$*" >&2; exit 1; }

# What is done is counted in a file, since the steps are processes of their own.
declare -A running=()
steps_in_all=0

# will_take N: so many steps are to come.
will_take() { steps_in_all=$((steps_in_all + $1)); }

# timed NAME COMMAND...: a step.
timed() {
  local name=$1 begun=$SECONDS
  shift
  say "$name ..."
  "$@" < /dev/null > "$STATE/log/$name.log" 2>&1 9>&- || { echo "$name" >> "$STATE/failed"; return 1; }
  echo "$name" >> "$STATE/done"
  say "$name done in $((SECONDS - begun)) s, $((steps_in_all - $(wc -l < "$STATE/done"))) of $steps_in_all steps left"
}

# begin NAME COMMAND...: starts a step in the background; finish waits for all that were begun.
begin() { background "$1" timed "$@"; }

# background NAME COMMAND...: several steps, one after another, say.
background() {
  local name=$1
  shift
  "$@" &
  running[$name]=$!
}

finish() {
  local name code=0
  for name in "${!running[@]}"; do wait "${running[$name]}" || code=1; done
  running=()
  [ $code != 0 ] || return 0
  while read -r name; do
    printf 'airgap: %s failed; the end of %s:\n' "$name" "$STATE/log/$name.log" >&2
    tail -n 15 "$STATE/log/$name.log" >&2
  done < "$STATE/failed"
  die "failed: $(paste -sd' ' "$STATE/failed"). Mend the cause and run airgap/prepare again; what is done stays."
}

# now NAME COMMAND...: a step that the others wait for.
now() { begin "$@" && finish; }
