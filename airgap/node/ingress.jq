# The ingress controller's mind: from watch events to steps. A step is nginx's whole configuration, and of each Ingress that is
# to be told its address the path of its status and what to put there, all as tab-separated values in one line; one is put out
# whenever what is declared changes it.
# Arguments: $ip, where nginx listens, and $controller, the name that an IngressClass knows it by.

def key: "\(.metadata.namespace // "")/\(.metadata.name)";

def after($event):
  $event.object as $object
  | if $event.type == "RESET" then .[$object.kind] = {}
    elif $event.type == "DELETED" then del(.[$object.kind][$object | key])
    elif $event.type == "ADDED" or $event.type == "MODIFIED" then .[$object.kind][$object | key] = $object
    else error("the watch ended with an error: \($event)") end;

# Served are the Ingresses of our classes and those of none, the oldest first: of two that claim one path it has it.
def served:
  [.IngressClass[]? | select(.spec.controller == $controller) | .metadata.name] as $classes
  | [.Ingress[]? | (.spec.ingressClassName // .metadata.class) as $class
     | select($class == null or ($classes | index([$class])))]
  | sort_by(.metadata.creationTimestamp, key);

# addresses(NAMESPACE, BACKEND): the ready endpoints behind a port of a service.
def addresses($namespace; $backend):
  "\($namespace)/\($backend.service.name)" as $service
  | [.Service[$service].ports[]? | select(.port == $backend.service.port.number
       or (.name != null and .name == $backend.service.port.name)) | .name // ""] as $ports
  | [.Endpoints[$service].targets[]? | select(.name as $name | $ports | index([$name])) | .addresses[]];

# A path goes into nginx's configuration only when it cannot be anything else there.
def is_plain: test("^/[A-Za-z0-9._~%/-]*$");

def routes:
  . as $state
  | [served[] | .metadata.namespace as $namespace | .spec as $spec
     | ((.spec.rules // [])[] | .host as $host | .http.paths[]?
        | {host: ($host // ""), path: (.path // "/"), exact: (.pathType == "Exact"), backend})
       , (select($spec.defaultBackend) | {host: "", path: "/", exact: false, backend: $spec.defaultBackend})
     | select(.path | is_plain)
     | .addresses = (.backend as $backend | $state | addresses($namespace; $backend))]
  | reduce .[] as $route ([]; if any(.[]; .host == $route.host and .path == $route.path and .exact == $route.exact)
      then . else . + [$route] end);

def location($name):
  (if .addresses == [] then "return 503;" else "proxy_pass http://\($name);" end) as $answer
  | (.path | rtrimstr("/")) as $path
  | if .exact then ["location = \(.path) { \($answer) }"]
    elif $path == "" then ["location / { \($answer) }"]
    else ["location = \($path) { \($answer) }", "location \($path)/ { \($answer) }"] end
  | .[];

def server($locations):
  if .[0].host == "" then ["listen 80 default_server;"] else ["listen 80;", "server_name \(.[0].host);"] end
  + $locations | "  server {\n" + (map("    \(.)\n") | join("")) + "  }\n";

def configuration:
  routes
  | [to_entries[] | .value + {name: "route\(.key)"}] as $routes
  | ([$routes[] | select(.addresses != [])
      | "  upstream \(.name) { \([.addresses[] | "server \(.);"] | join(" ")) }\n"] | join("")) as $upstreams
  | ($routes | group_by(.host) | map(. as $group | server([$group[] | .name as $name | location($name)]))) as $servers
  | (if any($routes[]; .host == "") then "" else "  server { listen 80 default_server; return 404; }\n" end) as $otherwise
  | "user root;\nworker_processes 1;\npid /tmp/nginx.pid;\nevents {}\nhttp {\n"
    + "  access_log /dev/stdout;\n  client_body_temp_path /tmp/body;\n  proxy_temp_path /tmp/proxy;\n"
    + "  fastcgi_temp_path /tmp/fastcgi;\n  uwsgi_temp_path /tmp/uwsgi;\n  scgi_temp_path /tmp/scgi;\n"
    + "  server_names_hash_bucket_size 128;\n  proxy_http_version 1.1;\n  proxy_set_header Host $host;\n"
    + "  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n"
    + $upstreams + $otherwise + ($servers | join("")) + "}\n";

def unaddressed:
  [served[] | select(.status.loadBalancer.ingress != [{ip: $ip}])
   | .status.loadBalancer.ingress = [{ip: $ip}] | del(.metadata.class)
   | "/apis/networking.k8s.io/v1/namespaces/\(.metadata.namespace)/ingresses/\(.metadata.name)/status", tojson];

foreach (null, inputs) as $event ({state: {}};
  (if $event then .state |= after($event) else . end)
  | .last = .step
  | .step = ([.state | configuration] + (.state | unaddressed) | @tsv);
  select(.step != .last) | .step)
