package io.tutorproof.tutorial;

import static io.tutorproof.observe.Observed.endpoints;
import static io.tutorproof.observe.Observed.pod;

import io.tutorproof.junit.Claim;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.scenario.Given;
import io.tutorproof.scenario.Reader;
import io.tutorproof.scenario.Then;
import java.util.Map;
import java.util.Set;

/** The section on Ingress, as far as it is about the service behind it. */
class ClusterIpIT {
    @Claim("clusterip-yaml")
    void the_generated_service_selects_its_own_name(Reader reader, Then then) {
        Output printed =
                reader.types("kubectl create service clusterip mi-app-svc --tcp=80 --output=yaml --dry-run=client");

        then.printed(printed).yaml("""
                apiVersion: v1
                kind: Service
                metadata:
                  labels:
                    app: mi-app-svc
                  name: mi-app-svc
                spec:
                  ports:
                  - name: "80"
                    port: 80
                    protocol: TCP
                    targetPort: 80
                  selector:
                    app: mi-app-svc
                  type: ClusterIP
                status:
                  loadBalancer: {}
                """);
    }

    @Claim("clusterip-endpoints")
    void with_the_pods_label_as_its_selector_the_service_finds_the_pod(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-02/mi-pod.yaml");
        String address = given.that(pod("mi-pod").isReady()).get(0).ip() + ":80";

        reader.types("kubectl apply -f deploy-03/mi-app-svc.yaml");

        then.eventually(endpoints("mi-app-svc").are(Set.of(address)), Deadlines.CONTROLLER);
        then.printed(reader.types("kubectl get endpoints")).row("mi-app-svc", Map.of("ENDPOINTS", address));
    }
}
