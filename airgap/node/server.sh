# The control plane, and the objects that let agents join.
# shellcheck shell=bash disable=SC2086,SC2154

run_server() {
  : "${K3S_TOKEN:=$(openssl rand -hex 16)}"
  start_runtime
  part etcd etcd --data-dir /var/lib/etcd --unsafe-no-fsync
  make_certificates
  start_api_server
  load_packaged_images
  until_works kubectl --kubeconfig $PKI/admin.conf get --raw /readyz
  log "API server ready"
  start_controllers
  declare_objects join system
  register_node $PKI/admin.conf
  start_node --kubeconfig=$PKI/kubelet.conf
  if ! is_disabled traefik; then declare_objects ingress; fi
  install -m 600 $PKI/admin.conf /etc/rancher/k3s/k3s.yaml
  log "Node controller sync successful" # what Testcontainers' K3sContainer waits for
}

# declare_objects NAME...: creates what the files of these names declare.
declare_objects() {
  local name token
  token=$(bootstrap_token)
  for name in "$@"; do
    sed -e "s/@TOKEN_ID@/${token%.*}/" -e "s/@TOKEN_SECRET@/${token#*.}/" -e "s|@CA@|$(base64 -w0 $PKI/ca.crt)|" \
      -e "s|@POD_NETWORK@|$POD_NETWORK|" -e "s/@NODE_NAME@/$NODE_NAME/" "$LIB/$name.yaml" |
      kubectl --kubeconfig $PKI/admin.conf create --validate=false -f - > /dev/null
  done
}

make_certificates() {
  local san="DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:$NODE_NAME,IP:127.0.0.1,IP:10.43.0.1,IP:$NODE_IP" name user
  for name in "${TLS_SANS[@]}"; do
    if [[ $name =~ ^[0-9.]+$ ]]; then san+=",IP:$name"; else san+=",DNS:$name"; fi
  done
  new_ca
  sign apiserver /CN=kube-apiserver "$san"
  sign admin /O=system:masters/CN=admin
  sign controllers /CN=system:kube-controller-manager
  sign scheduler /CN=system:kube-scheduler
  sign proxy /CN=system:kube-proxy
  sign kubelet "/O=system:nodes/CN=system:node:$NODE_NAME"
  for user in admin controllers scheduler proxy kubelet; do
    kubeconfig https://127.0.0.1:6443 "$(with_certificate $user)" > $PKI/$user.conf
  done
  new_key service-accounts
}

start_api_server() {
  part kube-apiserver kube-apiserver --etcd-servers=http://127.0.0.1:2379 --secure-port=6443 --advertise-address="$NODE_IP" \
    --tls-cert-file=$PKI/apiserver.crt --tls-private-key-file=$PKI/apiserver.key --client-ca-file=$PKI/ca.crt \
    --service-cluster-ip-range=10.43.0.0/16 --authorization-mode=Node,RBAC --enable-bootstrap-token-auth --allow-privileged=true \
    --service-account-issuer=https://kubernetes.default.svc --service-account-key-file=$PKI/service-accounts.key \
    --service-account-signing-key-file=$PKI/service-accounts.key \
    --kubelet-client-certificate=$PKI/admin.crt --kubelet-client-key=$PKI/admin.key
}

start_controllers() {
  part kube-controller-manager kube-controller-manager --kubeconfig=$PKI/controllers.conf --leader-elect=false \
    --service-account-private-key-file=$PKI/service-accounts.key --root-ca-file=$PKI/ca.crt --use-service-account-credentials \
    --cluster-signing-cert-file=$PKI/ca.crt --cluster-signing-key-file=$PKI/ca.key --kube-api-qps=100 --kube-api-burst=200
  part kube-scheduler kube-scheduler --kubeconfig=$PKI/scheduler.conf --leader-elect=false
}
