# The control plane, and what is in a k3s cluster from the beginning.
# shellcheck shell=bash disable=SC2034,SC2086,SC2154

PKI=$STATE/server/tls
MANIFESTS=$STATE/server/manifests

run_server() {
  keep_token
  CLIENT_CA=$PKI/ca.crt
  start_runtime
  make_certificates
  start_etcd
  start_api_server
  load_images node
  until_works listens 127.0.0.1 6443
  until_works kubectl get --raw /readyz
  start_controllers
  kubeadm init phase bootstrap-token --config $STATE/kubeadm.yaml --kubeconfig /etc/kubernetes/admin.conf 2> $LOGS/kubeadm.log > /dev/null || # its output has the token
    fail "kubeadm: $(tail -n 1 $LOGS/kubeadm.log)"
  kubectl apply --server-side -f $LIB/nodes.yaml > /dev/null
  start_kubelet
  start_proxy
  write_kubeconfig
  until_works kubectl label --overwrite node "$NODE_NAME" node-role.kubernetes.io/control-plane=true
  write_manifests
  part manifests deploy_manifests
  log "Node controller sync successful" # what Testcontainers' K3sContainer waits for
  log "k3s is up and running" # what k3d waits for
}

# A restarted server is the same server.
keep_token() {
  local file=$STATE/server/token
  mkdir -p $STATE/server
  if [ -z "${K3S_TOKEN:-}" ]; then
    [ -s $file ] || tr -d - < /proc/sys/kernel/random/uuid > $file
    K3S_TOKEN=$(< $file)
  fi
}

# The API server's certificate is made at each start, for the address of this start; all others stay.
make_certificates() {
  local names='' name
  for name in "${TLS_SANS[@]}" "$NODE_NAME" localhost 127.0.0.1; do names+="\"$name\","; done
  sed -e "s/@ADDRESS@/$NODE_IP/; s/@NODE@/$NODE_NAME/; s/@TOKEN@/$(bootstrap_token)/; s|@PKI@|$PKI|" \
    -e "s|@PODS@|$POD_NETWORK|; s|@SERVICES@|$SERVICE_NETWORK|; s/@NAMES@/${names%,}/" $LIB/kubeadm.yaml > $STATE/kubeadm.yaml
  rm -f $PKI/apiserver.{crt,key} /etc/kubernetes/{admin,super-admin,kubelet,controller-manager,scheduler}.conf
  { kubeadm init phase certs all --config $STATE/kubeadm.yaml && kubeadm init phase kubeconfig all --config $STATE/kubeadm.yaml; } \
    2> $LOGS/kubeadm.log > /dev/null || fail "kubeadm: $(tail -n 1 $LOGS/kubeadm.log)"
  export KUBECONFIG=/etc/kubernetes/admin.conf
  [ ! -f /etc/kubernetes/super-admin.conf ] || KUBECONFIG=/etc/kubernetes/super-admin.conf # until kubeadm has bound admin's group
}

start_etcd() {
  part etcd etcd --data-dir $STATE/server/db --listen-client-urls=https://127.0.0.1:2379 \
    --advertise-client-urls=https://127.0.0.1:2379 --client-cert-auth --trusted-ca-file=$PKI/etcd/ca.crt \
    --cert-file=$PKI/etcd/server.crt --key-file=$PKI/etcd/server.key
}

# The flags that kubeadm gives it.
start_api_server() {
  part kube-apiserver kube-apiserver --advertise-address="$NODE_IP" --secure-port=6443 --allow-privileged=true \
    --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction --enable-bootstrap-token-auth=true \
    --client-ca-file=$PKI/ca.crt --tls-cert-file=$PKI/apiserver.crt --tls-private-key-file=$PKI/apiserver.key \
    --etcd-servers=https://127.0.0.1:2379 --etcd-cafile=$PKI/etcd/ca.crt \
    --etcd-certfile=$PKI/apiserver-etcd-client.crt --etcd-keyfile=$PKI/apiserver-etcd-client.key \
    --kubelet-client-certificate=$PKI/apiserver-kubelet-client.crt --kubelet-client-key=$PKI/apiserver-kubelet-client.key \
    --kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname \
    --proxy-client-cert-file=$PKI/front-proxy-client.crt --proxy-client-key-file=$PKI/front-proxy-client.key \
    --requestheader-client-ca-file=$PKI/front-proxy-ca.crt --requestheader-allowed-names=front-proxy-client \
    --requestheader-extra-headers-prefix=X-Remote-Extra- --requestheader-group-headers=X-Remote-Group \
    --requestheader-username-headers=X-Remote-User \
    --service-account-issuer=https://kubernetes.default.svc.cluster.local --service-account-key-file=$PKI/sa.pub \
    --service-account-signing-key-file=$PKI/sa.key --service-cluster-ip-range=$SERVICE_NETWORK
}

# k3s calls all in it "default".
write_kubeconfig() {
  local file=/etc/rancher/k3s/k3s.yaml
  install -m 600 /dev/null $file
  sed -E 's/(name|cluster|user|current-context): kubernetes.*/\1: default/' /etc/kubernetes/admin.conf > $file
  [ -z "${K3S_KUBECONFIG_OUTPUT:-}" ] || install -D -m 600 $file "$K3S_KUBECONFIG_OUTPUT"
}

# There is one server, so nobody is elected.
start_controllers() {
  part kube-controller-manager kube-controller-manager --kubeconfig=/etc/kubernetes/controller-manager.conf --leader-elect=false \
    --authentication-kubeconfig=/etc/kubernetes/controller-manager.conf --authorization-kubeconfig=/etc/kubernetes/controller-manager.conf \
    --client-ca-file=$PKI/ca.crt --root-ca-file=$PKI/ca.crt --requestheader-client-ca-file=$PKI/front-proxy-ca.crt \
    --cluster-signing-cert-file=$PKI/ca.crt --cluster-signing-key-file=$PKI/ca.key \
    --service-account-private-key-file=$PKI/sa.key --use-service-account-credentials=true --controllers='*,bootstrapsigner,tokencleaner'
  part kube-scheduler kube-scheduler --kubeconfig=/etc/kubernetes/scheduler.conf --leader-elect=false \
    --authentication-kubeconfig=/etc/kubernetes/scheduler.conf --authorization-kubeconfig=/etc/kubernetes/scheduler.conf
}

# What k3s packages, where k3s has it: whoever changes a file there, changes the cluster. What nobody has changed is written anew,
# since a restarted node may have another address.
write_manifests() {
  local name file written
  mkdir -p $MANIFESTS $STATE/server/written
  for name in coredns traefik servicelb servicelb-addresses; do
    file=$MANIFESTS/$name.yaml written=$STATE/server/written/$name.yaml
    if is_disabled ${name%-addresses} || { [ -f $file ] && ! cmp -s $file $written; }; then continue; fi
    sed -e "s/@NODE_HOST@/$NODE_IP $NODE_NAME/; s/@BALANCER_ADDRESSES@/$(balancer_addresses)/" $LIB/manifests/$name.yaml > $written
    cmp -s $written $file || cp $written $file
  done
  log "Cluster dns configmap has been set" # what k3d waits for
}

# Applies each file, again whenever it has changed, looking every 15 s as k3s does. What a file presupposes may come later, such
# as a webhook's pod: then it is tried again soon.
deploy_manifests() {
  local file applied pause
  export KUBECONFIG=/etc/kubernetes/admin.conf
  load_images server
  while true; do
    pause=15
    for file in "$MANIFESTS"/*.yaml; do
      applied=$STATE/server/applied-$(basename $file)
      if [ ! -f $file ] || [ $applied -nt $file ]; then continue; fi
      touch $applied.begun
      if kubectl apply --server-side --force-conflicts -f $file; then mv $applied.begun $applied; else pause=1; fi
    done
    sleep $pause
  done
}
