# Of a watch event, what the ingress controller needs: all else would make its lines longer than a pipe takes whole.
def kept:
  if .kind == "Ingress" then {spec, status}
  elif .kind == "IngressClass" then {spec}
  elif .kind == "Service" then {ports: .spec.ports}
  elif .kind == "Endpoints" then
    {targets: [.subsets[]? | . as $subset | $subset.ports[]? |
      {name: (.name // ""), addresses: [.port as $port | $subset.addresses[]? | "\(.ip):\($port)"]}]}
  else {} end;

{type, object: (.object | {kind, apiVersion}
  + (if .metadata then {metadata: (.metadata | {name, namespace, resourceVersion, creationTimestamp,
       class: .annotations["kubernetes.io/ingress.class"]})} else {} end)
  + kept)}
