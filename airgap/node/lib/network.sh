# The pod network between the nodes, and what leaves a node.
# shellcheck shell=bash disable=SC2086,SC2154

# Node a.b.c.N has the pods 10.42.N.0/24, so that every node knows every route before any other node is there.
POD_NETWORK=10.42.0.0/16
SERVICE_NETWORK=10.43.0.0/16
DOCKER_DNS=127.0.0.11
pods_of() { echo "10.42.${1##*.}.0/24"; }

prepare_network() {
  sysctl -qw net.ipv4.ip_forward=1
  sysctl -qw net.ipv4.conf.all.route_localnet=1 # what kube-proxy wants, and Docker's DNS for pods
  pod_routes
  iptables -t nat -A POSTROUTING -s "$(pods_of "$NODE_IP")" ! -d $POD_NETWORK -j MASQUERADE
  resolve_names
}

pod_routes() {
  local prefix=${NODE_IP%.*} own=${NODE_IP##*.} n
  for n in $(seq 1 254); do
    [ "$n" = "$own" ] || echo "route replace 10.42.$n.0/24 via $prefix.$n onlink dev $DEVICE"
  done | ip -batch -
}

# What kube-proxy has not translated by now belongs to no port of any service. It must not leave the node, where anything may
# answer it.
reject_unknown_services() {
  local chain
  for chain in FORWARD OUTPUT; do iptables -I $chain -d $SERVICE_NETWORK -j REJECT; done
}

# All is routed: with a bridge, a pod would not reach a service whose pod is on its own node unless the kernel has br_netfilter.
write_pod_network() {
  cat > /etc/cni/net.d/10-pods.conflist <<C
{"cniVersion": "1.0.0", "name": "pods", "plugins": [
  {"type": "ptp", "mtu": $(cat /sys/class/net/$DEVICE/mtu),
   "ipam": {"type": "host-local", "dataDir": "/run/pod-addresses", "routes": [{"dst": "0.0.0.0/0"}], "ranges": [[{"subnet": "$(pods_of "$NODE_IP")"}]]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
C
}

# Pods get the node's name servers. Docker's own is at a loopback address, which in a pod is the pod itself: CoreDNS would ask
# itself, again and again. Pods reach it at the node's address instead.
resolve_names() {
  local servers=$LIB/resolv.conf protocol port
  sed "s/^nameserver $DOCKER_DNS$/nameserver $NODE_IP/; /^nameserver 127\./d; /^nameserver ::1/d" /etc/resolv.conf > $servers
  grep -q "^nameserver $DOCKER_DNS" /etc/resolv.conf || return 0
  for protocol in udp tcp; do # it listens at a port of its own, to which the engine's rules lead the node's own questions
    port=$(ss -Hln --$protocol src $DOCKER_DNS | sed -n "s/.* $DOCKER_DNS:\([0-9]*\) .*/\1/p" | head -n 1)
    [ -n "$port" ] || { log "no $protocol port of Docker's name server"; continue; }
    iptables -t nat -A PREROUTING -d "$NODE_IP" -p $protocol --dport 53 -j DNAT --to-destination "$DOCKER_DNS:$port"
  done
}

# Addresses for services of type LoadBalancer: at the end of the nodes' network, where Docker gives none of its own accord; fewer in
# a small one.
balancer_addresses() {
  local network prefix broadcast last count
  network=$(ip -4 -o address show "$DEVICE" | sed -n 's/.* inet [0-9.]*\/\([0-9]*\) brd \([0-9.]*\) .*/\1 \2/p')
  read -r prefix broadcast <<< "$network"
  last=${broadcast##*.} count=50
  if [ "$prefix" -gt 24 ]; then count=$(((1 << (32 - prefix)) / 4)); fi
  echo "${broadcast%.*}.$((last - count))-${broadcast%.*}.$((last - 1))"
}
