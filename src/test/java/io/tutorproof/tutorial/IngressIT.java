package io.tutorproof.tutorial;

import static io.tutorproof.observe.Observed.endpoints;
import static io.tutorproof.observe.Observed.ingress;
import static io.tutorproof.observe.Observed.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.scenario.Browser;
import io.tutorproof.scenario.Given;
import io.tutorproof.scenario.Probe;
import io.tutorproof.scenario.Reader;
import io.tutorproof.scenario.Then;
import java.util.Map;
import org.junit.jupiter.api.parallel.ResourceLock;

/** All about Ingresses. One controller serves the whole cluster, so the claims that want the tutorial's host take turns. */
class IngressIT {
    private static final AppPage PAGE = AppPage.of("v0.1.0");
    private static final AppPage NEW_PAGE = AppPage.of("v0.3.0");
    private static final String ITS_HOST = "host mi-app.com";

    /** The cluster's controller has its class, and listens. */
    private static void givenController(Given given, Browser browser) {
        given.ownCluster("an Ingress for a host that others may have reaches all of it");
        given.that(Probe.of(
                "a class of Ingresses",
                Deadlines.PACKAGED,
                () -> given.look("kubectl get ingressclass"),
                seen -> !seen.stdout().isBlank()));
        given.that(browser.anybodyAtPort80());
    }

    private static String address(Snapshot.Ingress ingress) {
        return ingress.addresses().iterator().next();
    }

    @Claim("ingress-needs-controller")
    void without_a_controller_an_ingress_has_no_address_and_nobody_answers(
            Given given, Reader reader, Browser browser, Then then) {
        givenController(given, browser);
        reader.types("kubectl apply -f deploy-02/mi-pod.yaml -f deploy-03/mi-app-svc.yaml");
        given.that(pod("mi-pod").isReady());
        given.that(endpoints("mi-app-svc").are(1));

        // Of a class that no controller serves: for this Ingress there is none.
        reader.types("kubectl create ingress nobody-ingress --class=nobody"
                + " --rule='sin-controlador.mi-app.com/*=mi-app-svc:80'");

        then.consistently(ingress("nobody-ingress").hasNoAddress());
        then.printed(reader.types("kubectl get ingress")).row("nobody-ingress", Map.of("ADDRESS", ""));
        String anywhere = given.nodes(1).get(0).addresses().get(0);
        then.consistently(browser.host(anywhere, "sin-controlador.mi-app.com").doesNotShow(PAGE));

        // The same Ingress without that class gets an address and is served.
        reader.types("kubectl patch ingress nobody-ingress --type=json"
                + " --patch '[{\"op\": \"remove\", \"path\": \"/spec/ingressClassName\"}]'");
        given.that(ingress("nobody-ingress").hasAnAddress());
        given.that(browser.host(anywhere, "sin-controlador.mi-app.com").shows(PAGE));
    }

    @Claim("ingress-yaml")
    void the_generated_ingress_has_host_path_and_backend(Reader reader, Then then) {
        Output printed = reader.types("kubectl create ingress mi-app-ingress"
                + " --rule='mi-app.com/*=mi-app-svc:80' --dry-run=client --output=yaml");

        then.printed(printed).yaml("""
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata:
                  name: mi-app-ingress
                spec:
                  rules:
                  - host: mi-app.com
                    http:
                      paths:
                      - backend:
                          service:
                            name: mi-app-svc
                            port:
                              number: 80
                        path: /
                        pathType: Prefix
                status:
                  loadBalancer: {}
                """);
    }

    @Claim("ingress-without-dry-run")
    @ResourceLock(ITS_HOST)
    void without_a_dry_run_the_ingress_is_created_and_the_file_holds_the_message(Reader reader, Then then) {
        reader.types("kubectl create ingress mi-app-ingress --rule='mi-app.com/*=mi-app-svc:80' > mi-app-ingress.yaml");

        then.printed(reader.types("cat mi-app-ingress.yaml")).says("ingress.networking.k8s.io/mi-app-ingress created");
        then.printed(reader.types("kubectl get ingress")).row("mi-app-ingress", Map.of("HOSTS", "mi-app.com"));
    }

    @Claim("ingress-selects")
    @ResourceLock(ITS_HOST)
    void an_ingress_finds_its_service_by_name_and_has_no_selector(
            Given given, Reader reader, Browser browser, Then then) {
        givenController(given, browser);
        then.printed(reader.types("kubectl apply -f beyond/ingress-selector.yaml"))
                .fails("unknown field", "selector");
        reader.types("kubectl apply -f deploy-02/mi-pod.yaml -f deploy-03/mi-app-svc.yaml");
        given.that(endpoints("mi-app-svc").are(1));
        reader.types("kubectl apply -f deploy-03/mi-app-ingress.yaml");
        String address = address(given.that(ingress("mi-app-ingress").hasAnAddress()));
        then.eventually(browser.host(address, "mi-app.com").shows(PAGE));

        // The label that a selector would have to match; the service keeps its name.
        reader.types("kubectl label service mi-app-svc app=otra --overwrite");

        then.consistently(browser.host(address, "mi-app.com").shows(PAGE));

        // The same look does not show the page once the Ingress is gone.
        reader.types("kubectl delete ingress mi-app-ingress");
        given.that(browser.host(address, "mi-app.com").doesNotShow(PAGE));
    }

    @Claim("ingress-listed")
    @ResourceLock(ITS_HOST)
    void the_list_of_ingresses_shows_host_port_and_address(Given given, Reader reader, Browser browser, Then then) {
        givenController(given, browser);
        reader.types("kubectl apply -f deploy-02/mi-pod.yaml -f deploy-03/mi-app-svc.yaml");
        given.that(endpoints("mi-app-svc").are(1));

        reader.types("kubectl apply -f deploy-03/mi-app-ingress.yaml");

        String address = address(then.eventually(ingress("mi-app-ingress").hasAnAddress(), Deadlines.CONTROLLER));
        Map<String, String> row = then.printed(reader.types("kubectl get ingress"))
                .row("mi-app-ingress", Map.of("HOSTS", "mi-app.com", "PORTS", "80"));
        then.that(
                "the controller's address",
                String.valueOf(row.get("ADDRESS")),
                seen -> assertThat(seen).contains(address));
    }

    @Claim("ingress-no-class")
    @ResourceLock(ITS_HOST)
    void an_ingress_without_class_is_served(Given given, Reader reader, Browser browser, Then then) {
        givenController(given, browser);
        reader.types("kubectl apply -f deploy-02/mi-pod.yaml -f deploy-03/mi-app-svc.yaml");
        given.that(endpoints("mi-app-svc").are(1));
        Output manifest = reader.types("cat deploy-03/mi-app-ingress.yaml");
        given.that(Probe.of(
                "a manifest without ingressClassName",
                Deadlines.CONTROLLER,
                manifest::stdout,
                text -> !text.contains("ingressClassName")));

        reader.types("kubectl apply -f deploy-03/mi-app-ingress.yaml");

        String address = address(then.eventually(ingress("mi-app-ingress").hasAnAddress(), Deadlines.CONTROLLER));
        then.eventually(browser.host(address, "mi-app.com").shows(PAGE));
        boolean hasDefault = reader.types("kubectl get ingressclass --output=yaml")
                .stdout()
                .contains("ingressclass.kubernetes.io/is-default-class: \"true\"");
        String shown = String.valueOf(then.printed(reader.types("kubectl get ingress"))
                .row("mi-app-ingress", Map.of())
                .get("CLASS"));
        then.that(
                "the list shows " + (hasDefault ? "the cluster's default class" : "no class"),
                shown,
                seen -> assertThat(seen.equals("<none>"))
                        .as("the class %s", seen)
                        .isEqualTo(!hasDefault));
    }

    @Claim("ingress-routes-host")
    @ResourceLock(ITS_HOST)
    void the_host_reaches_the_app_and_another_host_does_not(Given given, Reader reader, Browser browser, Then then) {
        givenController(given, browser);
        reader.types("kubectl apply -f deploy-02/mi-pod.yaml -f deploy-03/mi-app-svc.yaml");
        given.that(endpoints("mi-app-svc").are(1));

        reader.types("kubectl apply -f deploy-03/mi-app-ingress.yaml");

        String address = address(then.eventually(ingress("mi-app-ingress").hasAnAddress(), Deadlines.CONTROLLER));
        then.eventually(browser.host(address, "mi-app.com").shows(PAGE));
        then.consistently(browser.host(address, "otro.com").doesNotShow(PAGE));
    }

    @Claim("ingress-hosts-file")
    @ResourceLock(ITS_HOST)
    void a_line_in_the_hosts_file_makes_the_name_reach_the_app(Given given, Reader reader, Browser browser, Then then) {
        givenController(given, browser);
        reader.types("kubectl apply -f deploy-02/mi-pod.yaml -f deploy-03/mi-app-svc.yaml");
        given.that(endpoints("mi-app-svc").are(1));
        reader.types("kubectl apply -f deploy-03/mi-app-ingress.yaml");
        String address = address(given.that(ingress("mi-app-ingress").hasAnAddress()));
        given.that(browser.host(address, "mi-app.com").shows(PAGE));
        // A pod is the reader's machine here: it has a hosts file of its own, which may be changed.
        reader.types("kubectl run lector --image=andr35/imagen:v0.2.0 --restart=Never");
        given.that(pod("lector").isReady());
        then.printed(reader.types("kubectl exec lector -- php --define default_socket_timeout=5 -r"
                        + " 'echo @file_get_contents(\"http://mi-app.com/\");'"))
                .is(
                        "no page of the app before the line is there",
                        output -> assertThat(output.stdout()).doesNotMatch(PAGE, PAGE.toString()));

        reader.types("kubectl exec lector -- sh -c 'echo " + address + " mi-app.com >> /etc/hosts'");

        then.printed(reader.types("kubectl exec lector -- php --define default_socket_timeout=5 -r"
                        + " 'echo @file_get_contents(\"http://mi-app.com/\");'"))
                .shows(PAGE);
    }

    @Claim("ingress-classes-coexist")
    void an_ingress_of_another_class_is_left_alone_while_others_are_served(
            Given given, Reader reader, Browser browser, Then then) {
        givenController(given, browser);
        reader.types("kubectl apply -f deploy-02/mi-pod.yaml -f deploy-03/mi-app-svc.yaml");
        given.that(pod("mi-pod").isReady());
        given.that(endpoints("mi-app-svc").are(1));

        given.afterwards("kubectl delete ingressclass otra --wait=false");
        reader.types("""
                kubectl apply -f - <<EOF
                apiVersion: networking.k8s.io/v1
                kind: IngressClass
                metadata:
                  name: otra
                  labels:
                    io.tutorproof/lab: "true"
                spec:
                  controller: example.com/otra
                EOF""");
        reader.types("kubectl create ingress other-ingress --class=otra" + " --rule='otra.mi-app.com/*=mi-app-svc:80'");

        then.consistently(ingress("other-ingress").hasNoAddress());
        then.printed(reader.types("kubectl get ingress")).row("other-ingress", Map.of("CLASS", "otra", "ADDRESS", ""));
        then.printed(reader.types("kubectl get ingressclass"))
                .is(
                        "two classes at the least",
                        output -> assertThat(output.table().rows()).hasSizeGreaterThan(1));

        // The same watch sees the address of the same Ingress once it is of the class that is served.
        reader.types("kubectl patch ingress other-ingress --type=json"
                + " --patch '[{\"op\": \"remove\", \"path\": \"/spec/ingressClassName\"}]'");
        given.that(ingress("other-ingress").hasAnAddress());
    }

    @Claim("deploy-ingress-new-version")
    @ResourceLock(ITS_HOST)
    void the_new_ingress_shows_the_new_version(Given given, Reader reader, Browser browser, Then then) {
        givenController(given, browser);
        reader.types("kubectl apply -f deploy-05/mi-deploy-v0.3.0.yaml -f deploy-05/mi-deploy-svc.yaml");
        given.that(endpoints("mi-deploy-svc").follow("app=mi-deploy", 3, 80));

        reader.types("kubectl apply -f deploy-05/mi-deploy-ingress.yaml");

        String address = address(then.eventually(ingress("mi-deploy-ingress").hasAnAddress(), Deadlines.CONTROLLER));
        then.eventually(browser.host(address, "mi-app.com").shows(NEW_PAGE));
        reader.types("kubectl get ingress");
    }

    @Claim("ingress-same-host")
    @ResourceLock(ITS_HOST)
    void two_ingresses_may_claim_one_host_and_the_controller_chooses(
            Given given, Reader reader, Browser browser, Then then) {
        givenController(given, browser);
        reader.types("kubectl apply -f deploy-05/mi-deploy-v0.3.0.yaml -f deploy-05/mi-deploy-svc.yaml");
        reader.types("kubectl apply -f deploy-02/mi-pod.yaml -f deploy-03/mi-app-svc.yaml");
        given.that(endpoints("mi-app-svc").are(1));
        given.that(endpoints("mi-deploy-svc").follow("app=mi-deploy", 3, 80));
        reader.types("kubectl apply -f deploy-03/mi-app-ingress.yaml");
        String address = address(given.that(ingress("mi-app-ingress").hasAnAddress()));
        given.that(browser.host(address, "mi-app.com").shows(PAGE));

        Output second = reader.types("kubectl apply -f deploy-05/mi-deploy-ingress.yaml");

        then.printed(second).says("ingress.networking.k8s.io/mi-deploy-ingress created");
        given.that(ingress("mi-deploy-ingress").hasAnAddress());
        then.printed(reader.types("kubectl get ingress"))
                .is(
                        "the same host twice",
                        output -> assertThat(output.table().rows())
                                .extracting(row -> row.get("HOSTS"))
                                .containsExactly("mi-app.com", "mi-app.com"));
        then.eventually(browser.host(address, "mi-app.com").shows(AppPage.of("v0.1.0", "v0.3.0")));

        // As the tutorial does: with the old one deleted, the new version is there.
        reader.types("kubectl delete ingress mi-app-ingress");
        then.eventually(browser.host(address, "mi-app.com").shows(NEW_PAGE));
    }
}
