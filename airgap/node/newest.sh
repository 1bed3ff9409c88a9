# shellcheck shell=bash
# each_newest COMMAND: runs it with each line of the input; of those that come together, with the last only. Whether there is
# more is asked without reading: a read whose time is up (read -t) now and then loses the end of a line that it has just read.
each_newest() {
  local line newer
  while IFS= read -r line; do
    while sleep 0.02; read -t 0 && IFS= read -r newer; do line=$newer; done
    "$1" "$line"
  done
}
