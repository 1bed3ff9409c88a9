# What every node runs: containerd, kubelet and kube-proxy.
# shellcheck shell=bash disable=SC2086,SC2154

STATE=/var/lib/rancher/k3s
IMAGES=/usr/local/share/k3s/images

prepare_host() {
  mkdir -p $LOGS $STATE /etc/rancher/k3s /etc/kubernetes /etc/cni/net.d
  [ -s /etc/machine-id ] || tr -d - < /proc/sys/kernel/random/uuid > /etc/machine-id
  mount --make-rshared / # what a pod mounts, other pods see: kubelet presupposes it, and Docker makes it private
  if [ -f /sys/fs/cgroup/cgroup.controllers ]; then delegate_cgroup2; fi
  prepare_network
}

# cgroup v2 lets no group have both processes and enabled controllers, so all move one level down. A process that comes from
# outside meanwhile (docker exec) makes the kernel refuse: then they are moved again.
delegate_cgroup2() {
  local tries
  mkdir -p /sys/fs/cgroup/init
  for tries in 1 2 3 4 5 6 7 8 9 10; do
    xargs -rn1 < /sys/fs/cgroup/cgroup.procs > /sys/fs/cgroup/init/cgroup.procs 2> /dev/null || true
    if sed -e 's/ / +/g' -e 's/^/+/' < /sys/fs/cgroup/cgroup.controllers > /sys/fs/cgroup/cgroup.subtree_control; then return; fi
    log "cgroup controllers cannot be delegated yet (try $tries)"
  done
  fail "cgroup v2: the controllers cannot be delegated to pods: is the cgroup namespace of this container private?"
}

start_runtime() {
  reject_unknown_services
  write_pod_network
  part containerd containerd --config $LIB/containerd.toml
}

# load_images WHOSE: the archives for a node, or for the server, unless they were loaded before a restart.
load_images() {
  local archive
  until_works ctr version
  [ ! -f $STATE/loaded-$1 ] || return 0
  for archive in "$IMAGES/$1"/*.tar; do ctr -n k8s.io images import "$archive" > /dev/null; done
  touch $STATE/loaded-$1
}

# start_kubelet FLAG...
start_kubelet() {
  sed "s|@CLIENT_CA@|$CLIENT_CA|" $LIB/kubelet.yaml > /etc/kubernetes/kubelet.yaml
  # kubelets since 1.35 refuse cgroup v1 unless told otherwise, and do not know the field before 1.31.
  if [ "$(< $LIB/kubernetes-minor)" -ge 31 ] && [ ! -f /sys/fs/cgroup/cgroup.controllers ]; then
    echo "failCgroupV1: false" >> /etc/kubernetes/kubelet.yaml
  fi
  part kubelet kubelet --config=/etc/kubernetes/kubelet.yaml --kubeconfig=/etc/kubernetes/kubelet.conf "$@" \
    --hostname-override="$NODE_NAME" --node-ip="$NODE_IP" --container-runtime-endpoint=unix:///run/containerd/containerd.sock \
    "${KUBELET_ARGS[@]}"
}

# As kubelet's user, whose group may do what a proxy does (nodes.yaml). The limits of conntrack are the host's, and cannot be
# written from a network namespace; an OOM score may not be lowered where CAP_SYS_RESOURCE is missing.
start_proxy() {
  part kube-proxy kube-proxy --kubeconfig=/etc/kubernetes/kubelet.conf --hostname-override="$NODE_NAME" \
    --cluster-cidr=$POD_NETWORK --conntrack-max-per-core=0 --conntrack-tcp-timeout-established=0 \
    --conntrack-tcp-timeout-close-wait=0 --oom-score-adj=0
}
