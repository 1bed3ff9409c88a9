# The parts that the images are made of: each in a place of its own, named by what it was made from, so that it is made once.
# shellcheck shell=bash disable=SC2154
STATE=${TUTORPROOF_STATE:-/var/cache/tutorproof}
export STATE
airgap=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# The version of Kubernetes that is made when no other is asked for.
PINNED=$(sed -n 's/^\tk8s.io\/kubernetes v//p' "$airgap/modules/kubernetes/go.mod")
PROGRAMS=(kubernetes traefik containerd metallb coredns etcd runc cni-plugins)

digest() { sha256sum | cut -c1-16; }

# inputs_of PART [VERSION]: what a part is made from, as one digest; Kubernetes of a version besides.
inputs_of() {
  local LC_ALL=C # else files come in another order elsewhere
  local node=$airgap/node modules=$airgap/modules
  case $1 in
    node-root) cat "$node/root" "$airgap/packages.sh" ;;
    php | nginx) cat "$airgap"/images/* "$airgap/packages.sh" ;;
    node)
      local part
      cat "$node/image" "$node"/lib/{k3s,*.*} "$node"/lib/manifests/* "$node"/metallb/*
      for part in node-root "${PROGRAMS[@]}"; do inputs_of "$part" "$2"; done
      ;;
    kubernetes)
      cat "$airgap/compile" "$modules/kubernetes/main.go"
      if [ "$2" = "$PINNED" ]; then cat "$modules"/kubernetes/go.*; else echo "$2"; fi
      ;;
    *) cat "$airgap/compile" "$modules/$1"/* ;;
  esac | digest
}

# place_of PART [VERSION]
place_of() {
  local version=''
  [ "$1" != kubernetes ] || version=-$2
  echo "$STATE/parts/$1$version-$(inputs_of "$1" "${2:-}")"
}

# forget_others PART [VERSION]: what the part was before its inputs changed.
forget_others() {
  local place other
  place=$(place_of "$@")
  for other in "${place%-*}"-????????????????{,.part}; do
    [ "$other" = "$place" ] || rm -rf "$other"
  done
}
