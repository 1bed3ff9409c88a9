# A node that joins the server at $K3S_URL with the token it shares.
# shellcheck shell=bash disable=SC2086,SC2154

run_agent() {
  local host port
  if [ -z "${K3S_URL:-}" ] || [ -z "${K3S_TOKEN:-}" ]; then fail "an agent needs K3S_URL and K3S_TOKEN"; fi
  CLIENT_CA=$STATE/server-ca.crt
  start_runtime
  load_images node
  read -r host port <<< "$(sed -E 's#^https?://([^:/]+):([0-9]+).*#\1 \2#' <<< "$K3S_URL")"
  until_works listens "$host" "$port"
  until_works fetch_ca
  [ -s /etc/kubernetes/kubelet.conf ] || write_bootstrap_kubeconfig
  start_kubelet --bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf
  until_works test -s /var/lib/kubelet/pki/kubelet-client-current.pem # the server has signed this node's certificate
  start_proxy
  log "Successfully registered node $NODE_NAME" # what k3d waits for
}

# Trust on first use: agents and server share a private network made for this cluster alone.
fetch_ca() {
  [ -s $CLIENT_CA ] ||
    { kubectl --kubeconfig /dev/null --server "$K3S_URL" --insecure-skip-tls-verify --token "$(bootstrap_token)" -n kube-public \
      get configmap cluster-info -o 'jsonpath={.data.kubeconfig}' |
      sed -n 's/.*certificate-authority-data: //p' | base64 -d > $CLIENT_CA && [ -s $CLIENT_CA ]; }
}

write_bootstrap_kubeconfig() {
  local config=/etc/kubernetes/bootstrap-kubelet.conf
  kubectl config --kubeconfig $config set-cluster k3s --server="$K3S_URL" --certificate-authority=$CLIENT_CA > /dev/null
  kubectl config --kubeconfig $config set-credentials joining --token="$(bootstrap_token)" > /dev/null
  kubectl config --kubeconfig $config set-context k3s --cluster=k3s --user=joining > /dev/null
  kubectl config --kubeconfig $config use-context k3s > /dev/null
}

# A Kubernetes bootstrap token (id.secret) that server and agents derive alike from the k3s token they share.
bootstrap_token() { printf %s "$K3S_TOKEN" | sha256sum | sed -E 's/^(.{6})(.{16}).*/\1.\2/'; }
