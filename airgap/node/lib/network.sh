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
  once nat POSTROUTING -s "$(pods_of "$NODE_IP")" ! -d $POD_NETWORK -j MASQUERADE
  resolve_names
}

# once TABLE CHAIN RULE...: a rule at the chain's beginning, unless it is there since before a restart.
once() { iptables -t "$1" -C "${@:2}" 2> /dev/null || iptables -t "$1" -I "${@:2}"; }

pod_routes() {
  local prefix=${NODE_IP%.*} own=${NODE_IP##*.} n
  for n in $(seq 1 254); do
    [ "$n" = "$own" ] || echo "route replace 10.42.$n.0/24 via $prefix.$n onlink dev eth0"
  done | ip -batch -
}

# What kube-proxy has not translated by now belongs to no port of any service. It must not leave the node, where anything may
# answer it.
reject_unknown_services() {
  local chain
  for chain in FORWARD OUTPUT; do once filter $chain -d $SERVICE_NETWORK -j REJECT; done
}

# All is routed: with a bridge, a pod would not reach a service whose pod is on its own node unless the kernel has br_netfilter.
write_pod_network() {
  cat > /etc/cni/net.d/10-pods.conflist <<C
{"cniVersion": "1.0.0", "name": "pods", "plugins": [
  {"type": "ptp", "mtu": $(cat /sys/class/net/eth0/mtu),
   "ipam": {"type": "host-local", "dataDir": "/run/pod-addresses", "routes": [{"dst": "0.0.0.0/0"}], "ranges": [[{"subnet": "$(pods_of "$NODE_IP")"}]]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
C
}

# Pods get the node's name servers. Docker's own is at a loopback address, which in a pod is the pod itself: CoreDNS would ask
# itself, again and again. Pods reach it at the node's address instead.
resolve_names() {
  local servers=$LIB/resolv.conf iptables rule
  sed "s/^nameserver $DOCKER_DNS$/nameserver $NODE_IP/; /^nameserver 127\./d; /^nameserver ::1/d" /etc/resolv.conf > $servers
  grep -q "^nameserver $DOCKER_DNS" /etc/resolv.conf || return 0
  for iptables in iptables-nft iptables-legacy; do # the engine may use either
    while read -r rule; do
      # shellcheck disable=SC2086 # words of a rule
      once nat PREROUTING -d "$NODE_IP" ${rule#*-d "$DOCKER_DNS"/32 }
    done < <($iptables -t nat -S DOCKER_OUTPUT 2> /dev/null | grep -- "-d $DOCKER_DNS/32 .* -j DNAT")
  done
}

# Addresses for services of type LoadBalancer: near the end of the nodes' network, where Docker gives none of its own accord.
balancer_addresses() {
  local broadcast
  broadcast=$(ip -4 -o address show eth0 | sed -n 's/.* brd \([0-9.]*\) .*/\1/p')
  echo "${broadcast%.*}.200-${broadcast%.*}.250"
}
