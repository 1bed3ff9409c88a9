# What every node runs as processes, containerd and kubelet, and the pod network between the nodes.
# shellcheck shell=bash disable=SC2086,SC2154

# Node a.b.c.N has the pods 10.42.N.0/24, so that every node knows every route before any other node is there.
POD_NETWORK=10.42.0.0/16
pod_network_of() { echo "10.42.${1##*.}.0/24"; }

prepare_host() {
  local state
  # A node lives as long as its container, so its state need survive nothing: in memory neither etcd nor an image waits for the disk.
  for state in /var/lib/containerd /var/lib/kubelet /var/lib/etcd /var/log; do
    mkdir -p $state
    mount -t tmpfs tmpfs $state
  done
  mkdir -p $PKI $LOGS /etc/rancher/k3s /etc/cni/net.d /etc/containerd
  [ -s /etc/machine-id ] || openssl rand -hex 16 > /etc/machine-id
  mount --make-rshared /
  if [ -f /sys/fs/cgroup/cgroup.controllers ]; then delegate_cgroup2; fi
  sysctl -qw net.ipv4.ip_forward=1
  sysctl -qw net.ipv4.conf.all.route_localnet=1 # what kube-proxy wants, and cannot set from its container
  sysctl -qw net.bridge.bridge-nf-call-iptables=1 2> /dev/null || log "no br_netfilter: pods reach services of their own node by another way"
  prefer_legacy_iptables
  pod_routes
}

# kube-proxy calls iptables some fifteen times for each change of a service, and the legacy one is cheaper; a kernel may not have
# its tables.
prefer_legacy_iptables() {
  local table
  for table in nat filter mangle; do iptables-legacy -t $table -n -L > /dev/null 2>&1 || return 0; done
  update-alternatives --quiet --set iptables /usr/sbin/iptables-legacy || log "iptables stays nft"
}

# cgroup v2 lets no group have both processes and enabled controllers, so this process moves one level down.
delegate_cgroup2() {
  mkdir -p /sys/fs/cgroup/init
  xargs -rn1 < /sys/fs/cgroup/cgroup.procs > /sys/fs/cgroup/init/cgroup.procs 2> /dev/null || true
  sed -e 's/ / +/g' -e 's/^/+/' < /sys/fs/cgroup/cgroup.controllers > /sys/fs/cgroup/cgroup.subtree_control
}

pod_routes() {
  local prefix=${NODE_IP%.*} own=${NODE_IP##*.} n
  for n in $(seq 1 254); do
    [ "$n" = "$own" ] || echo "route replace 10.42.$n.0/24 via $prefix.$n onlink dev eth0"
  done | ip -batch -
  iptables -t nat -A POSTROUTING -s "$(pod_network_of "$NODE_IP")" ! -d $POD_NETWORK -j MASQUERADE
}

start_runtime() {
  sed "s|@POD_CIDR@|$(pod_network_of "$NODE_IP")|" > /etc/cni/net.d/10-bridge.conflist <<'C'
{"cniVersion": "0.4.0", "name": "pods", "plugins": [
  {"type": "bridge", "bridge": "cni0", "isDefaultGateway": true, "hairpinMode": true,
   "ipam": {"type": "host-local", "ranges": [[{"subnet": "@POD_CIDR@"}]]}}]}
C
  # crun copies and starts itself anew each time, so that no container can overwrite it, unless it is told that this was done;
  # a read-only mount protects it as well (CVE-2019-5736).
  mount --bind /usr/bin/crun /usr/bin/crun
  mount -o remount,bind,ro /usr/bin/crun
  part containerd env _LIBCONTAINER_CLONED_BINARY=1 containerd --config $LIB/containerd.toml
}

# Kept apart from the start: certificates are made meanwhile.
load_packaged_images() {
  local image
  until_works ctr version
  for image in /var/lib/tutorproof/images/*.tar; do ctr -n k8s.io images import "$image" > /dev/null; done
}

# register_node KUBECONFIG: the Node object with its pod network, so that kubelet finds it and need not wait for one.
# kubelet 1.20 completes the capacity of a node that it finds and crashes where it has none at all. The zone is for the
# scheduler: up to Kubernetes 1.20 it spreads no pods of its own accord over nodes that have none (initPreScoreState in
# pkg/scheduler/framework/plugins/podtopologyspread/scoring.go).
register_node() {
  local cidr
  cidr=$(pod_network_of "$NODE_IP")
  kubectl --kubeconfig "$1" create --validate=false -f - > /dev/null <<N
{"apiVersion": "v1", "kind": "Node", "metadata": {"name": "$NODE_NAME", "labels": {"topology.kubernetes.io/zone": "local"}}, "spec": {"podCIDR": "$cidr", "podCIDRs": ["$cidr"]},
 "status": {"capacity": {"pods": "110"}, "allocatable": {"pods": "110"}}}
N
}

# start_node KUBELET-FLAG...
start_node() {
  part kubelet kubelet --config=$LIB/kubelet.yaml "$@" --hostname-override="$NODE_NAME" --node-ip="$NODE_IP" \
    --container-runtime=remote --container-runtime-endpoint=unix:///run/containerd/containerd.sock "${KUBELET_ARGS[@]}"
}
