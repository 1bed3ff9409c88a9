# The Docker engine from Debian's packages, started where none answers.
# shellcheck shell=bash disable=SC2086,SC2154

engine_answers() { docker version --format '{{.Server.Version}}' > /dev/null 2>&1; }

install_engine() {
  if { command -v dockerd && command -v capsh; } > /dev/null; then return; fi
  apt-get update -q || return 1
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 docker.io iptables ca-certificates libcap2-bin
}

# Capabilities this machine lacks, as "CAP_A CAP_B": a privileged container asks for all, and runc fails on a missing one.
missing_capabilities() {
  local last bounding all
  last=$(< /proc/sys/kernel/cap_last_cap)
  bounding=$(awk '/^CapBnd/ {print $2}' /proc/self/status)
  all=$(((1 << (last + 1)) - 1))
  capsh --decode="$(printf '%x' $((all & ~16#$bounding)))" | sed 's/^[^=]*=//' | tr 'a-z,' 'A-Z '
}

# A node's programs watch files by inotify instances, of which a user has 128 at first: enough for two clusters of three nodes.
# What the known issues of kind advise.
allow_more_inotify() {
  local limit=/proc/sys/fs/inotify/max_user_instances
  [ "$(< $limit)" -ge 512 ] || echo 512 > $limit || echo "$limit cannot be raised: several clusters at once may end with 'too many open files'"
}

start_engine() {
  allow_more_inotify
  if [ -d /run/systemd/system ] && systemctl start docker && engine_answers; then return; fi
  local -a runtime=()
  local missing
  missing=$(missing_capabilities) || return 1
  if [ -n "$missing" ]; then
    echo "this machine lacks $missing: containers are started through $here/runc-capable"
    install -D -m 755 "$here/runc-capable" /usr/local/lib/tutorproof/runc-capable
    printf '%s\n' "$missing" > /usr/local/lib/tutorproof/missing-capabilities
    runtime=(--add-runtime runc-capable=/usr/local/lib/tutorproof/runc-capable --default-runtime runc-capable)
  fi
  # Its own session and files, so that whoever waits for the end of our output does not wait for the daemon.
  setsid dockerd "${runtime[@]}" < /dev/null > "$STATE/log/dockerd.log" 2>&1 &
  local daemon=$!
  for _ in $(seq 300); do
    if engine_answers; then return; fi
    kill -0 "$daemon" 2> /dev/null || break
    sleep 0.1
  done
  echo "dockerd does not answer; the end of its log:"
  tail -n 20 "$STATE/log/dockerd.log"
  return 1
}
