package io.tutorproof.tutorial;

import static io.tutorproof.observe.Controlled.addressed;
import static io.tutorproof.observe.Controlled.endpointsFollow;
import static io.tutorproof.observe.Controlled.exists;
import static io.tutorproof.tutorial.Ingresses.HOST;
import static io.tutorproof.tutorial.Ingresses.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Condition;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.History;
import io.tutorproof.observe.HttpAnswer;
import io.tutorproof.observe.Pods;
import io.tutorproof.observe.Snapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * All about Ingresses. One controller serves the whole cluster, so only one claim at a time may want the tutorial's host or
 * a canary's. In turn and not by a lock, for which the others would wait until there is nothing else to do.
 */
@Execution(ExecutionMode.SAME_THREAD)
@Order(1)
class IngressIT {
    private static final String[] NEW_VERSION = {"deploy-05/mi-deploy-v0.3.0.yaml", "deploy-05/mi-deploy-svc.yaml"};
    private static final Condition NEW_ENDPOINTS = endpointsFollow("mi-deploy-svc", "app=mi-deploy", 3, 80);
    private static final String NEW_PAGE = Look.version("v0.3.0");
    private static final String INGRESS = "mi-app-ingress";
    private static final String FENCE = "a second Ingress, made later and of the controller's class, is served";

    @Claim("ingress-needs-controller")
    @Test
    void without_a_controller_an_ingress_has_no_address_and_nobody_answers(Lab lab) {
        Ingresses.controller(lab);
        Ingresses.podAndService(lab);
        lab.kubectl().apply("beyond/ingress-nobody.yaml");

        isLeftAlone(lab, "nobody-ingress", "sin-controlador.mi-app.com");

        lab.kubectl()
                .succeed(
                        "patch",
                        "ingress",
                        "nobody-ingress",
                        "--type=json",
                        "--patch",
                        "[{\"op\": \"remove\", \"path\": \"/spec/ingressClassName\"}]");
        String address = Look.address(lab.given(addressed("nobody-ingress")), "nobody-ingress");
        lab.web().givenHostShows(address, "sin-controlador.mi-app.com", PAGE);
        lab.controlled("the same Ingress without that class gets an address and is served");
    }

    /** For a window the Ingress keeps no address, and its host no page, though the controller has seen it. */
    private static void isLeftAlone(Lab lab, String ingress, String host) {
        lab.given(exists(Snapshot.Ingress.class, ingress));
        History.Mark before = lab.mark();
        String address = Ingresses.canary(lab);
        lab.web().hostNeverShows(address, host, PAGE, FENCE);
        History history = lab.history();
        assertThat(history.statesSince(before))
                .isNotEmpty()
                .allSatisfy(state -> assertThat(state.find(Snapshot.Ingress.class, ingress))
                        .hasValueSatisfying(seen -> assertThat(seen.addresses())
                                .as("addresses of " + ingress)
                                .isEmpty()));
        assertThat(Look.row(lab.kubectl().run("get", "ingress"), ingress)).containsEntry("ADDRESS", "");
    }

    @Claim("ingress-yaml")
    @Execution(ExecutionMode.CONCURRENT) // nothing is created, for which others would have to wait
    @Test
    void the_generated_ingress_has_host_path_and_backend(Lab lab) {
        Output printed = lab.kubectl()
                .run(
                        "create",
                        "ingress",
                        INGRESS,
                        "--rule=mi-app.com/*=mi-app-svc:80",
                        "--dry-run=client",
                        "--output=yaml");

        Map<String, Object> service = Map.of("name", "mi-app-svc", "port", Map.of("number", 80));
        Map<String, Object> path = Map.of("backend", Map.of("service", service), "path", "/", "pathType", "Prefix");
        Look.generated(
                printed,
                Map.of(
                        "apiVersion", "networking.k8s.io/v1",
                        "kind", "Ingress",
                        "metadata", Map.of("name", INGRESS),
                        "spec", Map.of("rules", List.of(Map.of("host", HOST, "http", Map.of("paths", List.of(path))))),
                        "status", Map.of("loadBalancer", Map.of())));
    }

    @Claim("ingress-without-dry-run")
    @Test
    void without_a_dry_run_the_ingress_is_created_and_the_file_holds_the_message(Lab lab) {
        String file = lab.kubectl()
                .redirect("mi-app-ingress.yaml", "create", "ingress", INGRESS, "--rule=mi-app.com/*=mi-app-svc:80");

        lab.note("the file that should hold YAML", "ingress.networking.k8s.io/mi-app-ingress created", file.strip());
        assertThat(file).isEqualTo("ingress.networking.k8s.io/mi-app-ingress created\n");
        assertThat(Look.row(lab.kubectl().run("get", "ingress"), INGRESS)).containsEntry("HOSTS", HOST);
    }

    @Claim("ingress-selects")
    @Test
    void an_ingress_finds_its_service_by_name_and_has_no_selector(Lab lab) {
        Ingresses.controller(lab);
        Output refused = lab.kubectl().run("apply", "-f", "beyond/ingress-selector.yaml");
        assertThat(refused.exitCode()).as("exit code of %s", refused).isNotZero();
        assertThat(refused.stderr()).contains("unknown field").contains("selector");

        Ingresses.podAndService(lab);
        String address = Ingresses.served(lab);
        lab.web().hostShows(address, HOST, PAGE);
        lab.kubectl().succeed("label", "service", "mi-app-svc", "app=otra", "--overwrite");
        Ingresses.canary(lab);
        lab.web().hostAlwaysShows(address, HOST, PAGE, FENCE);
    }

    @Claim("ingress-listed")
    @Test
    void the_list_of_ingresses_shows_host_port_and_address(Lab lab) {
        Ingresses.controller(lab);
        Ingresses.podAndService(lab);
        lab.kubectl().apply("deploy-03/mi-app-ingress.yaml");

        String address = Look.address(lab.eventually(addressed(INGRESS), Deadlines.CONTROLLER), INGRESS);
        assertThat(Look.row(lab.kubectl().run("get", "ingress"), INGRESS))
                .containsEntry("HOSTS", HOST)
                .containsEntry("PORTS", "80")
                .hasEntrySatisfying("ADDRESS", seen -> assertThat(seen).contains(address));
    }

    @Claim("ingress-no-class")
    @Test
    void an_ingress_without_class_is_served(Lab lab) {
        Ingresses.controller(lab);
        Ingresses.podAndService(lab);
        assertThat(lab.kubectl()
                        .look("create", "-f", "deploy-03/mi-app-ingress.yaml", "--dry-run=client", "--output=yaml")
                        .yaml()
                        .toString())
                .doesNotContain("ingressClassName");
        lab.kubectl().apply("deploy-03/mi-app-ingress.yaml");

        String address = Look.address(lab.eventually(addressed(INGRESS), Deadlines.CONTROLLER), INGRESS);
        lab.web().hostShows(address, HOST, PAGE);
        String shown = String.valueOf(
                Look.row(lab.kubectl().run("get", "ingress"), INGRESS).get("CLASS"));
        boolean hasDefault = lab.kubectl()
                .run("get", "ingressclass", "--output=yaml")
                .stdout()
                .contains("ingressclass.kubernetes.io/is-default-class: \"true\"");
        lab.note("the class that the list shows", hasDefault ? "the cluster's default class" : "<none>", shown);
        assertThat(shown.equals("<none>")).as("the class %s", shown).isEqualTo(!hasDefault);
    }

    @Claim("ingress-routes-host")
    @Test
    void the_host_reaches_the_app_and_another_host_does_not(Lab lab) {
        Ingresses.controller(lab);
        Ingresses.podAndService(lab);
        lab.kubectl().apply("deploy-03/mi-app-ingress.yaml");

        String address = Look.address(lab.eventually(addressed(INGRESS), Deadlines.CONTROLLER), INGRESS);
        lab.web().hostShows(address, HOST, PAGE);
        lab.web().hostNeverShows(address, "otro.com", PAGE, "the host of the Ingress is served at the same address");
        lab.web().givenHostShows(address, HOST, PAGE);
        lab.controlled("the host of the Ingress does show the page at that address");
    }

    @Claim("ingress-hosts-file")
    @Test
    void a_line_in_the_hosts_file_makes_the_name_reach_the_app(Lab lab) {
        Ingresses.controller(lab);
        lab.kubectl().succeed("run", "lector", "--image=andr35/imagen:v0.2.0", "--restart=Never");
        Ingresses.podAndService(lab);
        lab.given(Pods.named("lector").ready());
        String address = Ingresses.served(lab);
        lab.web().givenHostShows(address, HOST, PAGE);
        // A pod is the reader's machine here: it has a hosts file of its own, which may be changed.
        String get = "echo @file_get_contents('http://mi-app.com/');";
        assertThat(lab.kubectl()
                        .run("exec", "lector", "--", "php", "--define", "default_socket_timeout=5", "-r", get)
                        .stdout())
                .as("before the line is there")
                .doesNotContain(PAGE);

        lab.kubectl().succeed("exec", "lector", "--", "sh", "-c", "echo \"$1 $2\" >> /etc/hosts", "sh", address, HOST);

        Output asked =
                lab.kubectl().run("exec", "lector", "--", "php", "--define", "default_socket_timeout=5", "-r", get);
        assertThat(asked.stdout()).as(asked.toString()).contains(PAGE);
    }

    @Claim("ingress-classes-coexist")
    @Test
    void an_ingress_of_another_class_is_left_alone_while_others_are_served(Lab lab) {
        lab.needsOwnCluster("a class of Ingresses belongs to no namespace");
        Ingresses.controller(lab);
        Ingresses.podAndService(lab);
        lab.kubectl().apply("beyond/ingress-class.yaml");
        lab.afterwards("delete", "ingressclass", "otra", "--wait=false");
        lab.kubectl().apply("beyond/ingress-other-class.yaml");

        isLeftAlone(lab, "other-ingress", "otra.mi-app.com");

        assertThat(Look.row(lab.kubectl().run("get", "ingress"), "other-ingress"))
                .containsEntry("CLASS", "otra");
        assertThat(lab.kubectl().run("get", "ingressclass").table().rows()).hasSizeGreaterThan(1);
    }

    @Claim("deploy-ingress-new-version")
    @Test
    void the_new_ingress_shows_the_new_version(Lab lab) {
        Ingresses.controller(lab);
        lab.kubectl().apply(NEW_VERSION);
        lab.given(NEW_ENDPOINTS);

        lab.kubectl().apply("deploy-05/mi-deploy-ingress.yaml");

        String address =
                Look.address(lab.eventually(addressed("mi-deploy-ingress"), Deadlines.CONTROLLER), "mi-deploy-ingress");
        lab.web().hostShows(address, HOST, NEW_PAGE);
        lab.kubectl().run("get", "ingress");
    }

    @Claim("ingress-same-host")
    @Test
    void two_ingresses_may_claim_one_host_and_the_controller_chooses(Lab lab) {
        Ingresses.controller(lab);
        lab.kubectl().apply(NEW_VERSION);
        Ingresses.podAndService(lab);
        String address = Ingresses.served(lab);
        lab.web().givenHostShows(address, HOST, PAGE);
        lab.given(NEW_ENDPOINTS);

        Output second = lab.kubectl().run("apply", "-f", "deploy-05/mi-deploy-ingress.yaml");

        assertThat(second.stdout())
                .as(second.toString())
                .isEqualTo("ingress.networking.k8s.io/mi-deploy-ingress created\n");
        lab.given(addressed("mi-deploy-ingress"));
        assertThat(lab.kubectl().run("get", "ingress").table().rows())
                .extracting(row -> row.get("HOSTS"))
                .containsExactly(HOST, HOST);
        HttpAnswer answer = lab.web().host(address, HOST);
        lab.note(
                "who answers for the host that both claim",
                "one of the two",
                answer.shows(NEW_PAGE) ? "the new Ingress" : answer.shows(PAGE) ? "the old Ingress" : answer);
        assertThat(answer.shows(NEW_PAGE) || answer.shows(PAGE))
                .as(answer.toString())
                .isTrue();
        // As the tutorial does: with the old one deleted, the new version is there.
        lab.kubectl().succeed("delete", "ingress", "mi-app-ingress");
        lab.web().hostShows(address, HOST, NEW_PAGE);
    }
}
