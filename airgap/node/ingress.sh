#!/bin/bash
# An ingress controller: follows what is declared, and has nginx do it. ingress.jq knows how; this carries it out.
set -euo pipefail
LIB=$(cd "${0%/*}" && pwd)
# shellcheck source=airgap/node/newest.sh
. "$LIB/newest.sh"
cd "$HOME"
rm -f events
mkfifo events

# follow RESOURCE KIND: its events, one short line each. Lines under PIPE_BUF (4096 bytes) are written whole, so that
# several writers can share the pipe. A watch ends now and then; then all is listed anew.
follow() {
  while true; do
    printf '{"type": "RESET", "object": {"kind": "%s"}}\n' "$2"
    kubectl get "$1" --all-namespaces --watch --output-watch-events -o json || sleep 1
  done | jq --unbuffered -c -f "$LIB/ingress-events.jq" > events
}

# tell_address PATH INGRESS: at once, or when the API answers again. Where somebody else has changed or removed it meanwhile
# that is another event, with which it will be tried anew.
tell_address() {
  local said tries
  for tries in 1 2 3 4 5; do
    said=$(kubectl replace --raw "$1" -f - <<< "$2" 2>&1 > /dev/null) && return
    echo "try $tries: $said"
    [[ $said != *Conflict* && $said != *NotFound* ]] || return 1
    sleep 0.5
  done
  return 1
}

# apply STEP: nginx takes the configuration; then, and not before, the Ingresses it serves get their address.
apply() {
  local -a fields
  IFS=$'\t' read -r -a fields <<< "$1"
  printf %b "${fields[0]}" > nginx.conf
  nginx -e /dev/stderr -c "$PWD/nginx.conf" -s reload
  local i
  for ((i = 1; i < ${#fields[@]}; i += 2)); do
    tell_address "${fields[i]}" "$(printf %b "${fields[i + 1]}")" || echo "no address for ${fields[i]} yet"
  done
}

follow ingresses Ingress &
follow ingressclasses IngressClass &
follow services Service &
follow endpoints Endpoints &

steps() { jq --unbuffered -r -n --arg ip "$NODE_IP" --arg controller tutorproof.io/ingress-nginx -f "$LIB/ingress.jq"; }

printf %b "$(steps < /dev/null)" > nginx.conf
nginx -e /dev/stderr -c "$PWD/nginx.conf" -g 'daemon off;' &
server=$!
until [ -s nginx.pid ]; do kill -0 $server; sleep 0.02; done # it can be told to reload from then on

each_newest apply < <(steps < events) & # what changes together is applied together
wait -n # each part is needed: without one of them the container ends and is started anew
