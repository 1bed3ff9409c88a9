# A node that joins the server at $K3S_URL with the token it shares.
# shellcheck shell=bash disable=SC2086,SC2154

run_agent() {
  if [ -z "${K3S_URL:-}" ] || [ -z "${K3S_TOKEN:-}" ]; then fail "an agent needs K3S_URL and K3S_TOKEN"; fi
  start_runtime
  load_packaged_images
  until_works fetch_ca
  kubeconfig "$K3S_URL" "token: $(bootstrap_token)" > $PKI/join.conf
  until_works register_node $PKI/join.conf
  cp $PKI/join.conf $PKI/proxy.conf # the token may do what a proxy does (join.yaml)
  start_node --kubeconfig=$PKI/kubelet.conf --bootstrap-kubeconfig=$PKI/join.conf
  log "Agent started"
}

# Trust on first use: agents and server share a private network made for this cluster alone.
fetch_ca() {
  kubectl --kubeconfig /dev/null --server "$K3S_URL" --insecure-skip-tls-verify --token "$(bootstrap_token)" -n kube-public get configmap cluster-info -o 'jsonpath={.data.ca}' |
    base64 -d > $PKI/ca.crt && [ -s $PKI/ca.crt ]
}
