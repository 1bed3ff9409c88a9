package io.tutorproof.bench.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class IngressPlain extends PlainCluster {
    private static final String INGRESS = "mi-app-ingress";
    private static final String NEW_INGRESS = "mi-deploy-ingress";
    private static final String HOST = "mi-app.com";
    private static final String PAGE = version("v0.1.0");
    private static final String NEW_PAGE = version("v0.3.0");
    private static final String RULE = "--rule=mi-app.com/*=mi-app-svc:80";

    /** Whose host the next test wants. */
    @AfterEach
    void giveTheHostBack() {
        succeed("delete", "ingress", "--all");
    }

    @Test
    @Tag("ingress-needs-controller")
    void without_a_controller_nobody_answers() {
        podAndService();
        apply("beyond/ingress-nobody.yaml");
        isLeftAlone("nobody-ingress", "sin-controlador.mi-app.com");
        succeed(
                "patch",
                "ingress",
                "nobody-ingress",
                "--type=json",
                "--patch",
                "[{\"op\": \"remove\", \"path\": \"/spec/ingressClassName\"}]");
        isServed("nobody-ingress", "sin-controlador.mi-app.com", PAGE);
    }

    private void isLeftAlone(String ingress, String host) {
        canary();
        throughout(() -> addresses(ingress).isEmpty() && !page(host).shows(PAGE));
    }

    private void canary() {
        apply("beyond/ingress-served.yaml");
        isServed("served-ingress", "canario.mi-app.com", PAGE);
    }

    private void isServed(String ingress, String host, String page) {
        eventually(() -> !addresses(ingress).isEmpty());
        eventually(() -> page(host).shows(page));
    }

    private List<String> addresses(String ingress) {
        var status = client().network()
                .v1()
                .ingresses()
                .inNamespace(namespace())
                .withName(ingress)
                .require()
                .getStatus()
                .getLoadBalancer();
        return status == null
                ? List.of()
                : status.getIngress().stream().map(address -> address.getIp()).toList();
    }

    @Test
    @Tag("ingress-yaml")
    void the_generated_ingress_has_host_path_and_backend() {
        Ingress ingress = Serialization.unmarshal(
                succeed("create", "ingress", INGRESS, RULE, "--dry-run=client", "--output=yaml"), Ingress.class);
        var rule = ingress.getSpec().getRules().get(0);
        var path = rule.getHttp().getPaths().get(0);
        assertThat(rule.getHost()).isEqualTo(HOST);
        assertThat(path.getPath()).isEqualTo("/");
        assertThat(path.getPathType()).isEqualTo("Prefix");
        assertThat(path.getBackend().getService().getName()).isEqualTo("mi-app-svc");
    }

    @Test
    @Tag("ingress-without-dry-run")
    void without_a_dry_run_it_is_created() {
        assertThat(succeed("create", "ingress", INGRESS, RULE))
                .isEqualTo("ingress.networking.k8s.io/mi-app-ingress created\n");
        assertThat(row(succeed("get", "ingress"), INGRESS)).contains(HOST);
    }

    @Test
    @Tag("ingress-selects")
    void an_ingress_finds_its_service_by_name() {
        assertThat(applyRefused("beyond/ingress-selector.yaml")).contains("unknown field", "selector");
        podAndService();
        served();
        succeed("label", "service", "mi-app-svc", "app=otra", "--overwrite");
        canary();
        throughout(() -> page(HOST).shows(PAGE));
    }

    @Test
    @Tag("ingress-listed")
    void the_list_shows_host_port_and_address() {
        podAndService();
        apply("deploy-03/mi-app-ingress.yaml");
        eventually(() -> !addresses(INGRESS).isEmpty());
        assertThat(row(succeed("get", "ingress"), INGRESS))
                .contains(HOST, "80", addresses(INGRESS).get(0));
    }

    @Test
    @Tag("ingress-no-class")
    void an_ingress_without_class_is_served() {
        podAndService();
        served();
        boolean hasDefault = succeed("get", "ingressclass", "--output=yaml").contains("is-default-class: \"true\"");
        assertThat(row(succeed("get", "ingress"), INGRESS).get(1).equals("<none>"))
                .isEqualTo(!hasDefault);
    }

    @Test
    @Tag("ingress-routes-host")
    void another_host_gets_no_page() {
        podAndService();
        served();
        throughout(() -> !page("otro.com").shows(PAGE));
        assertThat(page(HOST).shows(PAGE)).isTrue();
    }

    @Test
    @Tag("ingress-hosts-file")
    void a_line_in_the_hosts_file_leads_to_the_app() {
        podAndService();
        succeed("run", "lector", "--image=andr35/imagen:v0.2.0", "--restart=Never");
        podIsReady("lector");
        served();
        assertThat(asked()).doesNotContain(PAGE);
        succeed(
                "exec",
                "lector",
                "--",
                "sh",
                "-c",
                "echo \"$1 $2\" >> /etc/hosts",
                "sh",
                addresses(INGRESS).get(0),
                HOST);
        assertThat(asked()).contains(PAGE);
    }

    private String asked() {
        return succeed(
                "exec",
                "lector",
                "--",
                "php",
                "--define",
                "default_socket_timeout=5",
                "-r",
                "echo @file_get_contents('http://mi-app.com/');");
    }

    @Test
    @Tag("ingress-classes-coexist")
    void an_ingress_of_another_class_is_left_alone() {
        podAndService();
        apply("beyond/ingress-class.yaml");
        apply("beyond/ingress-other-class.yaml");
        isLeftAlone("other-ingress", "otra.mi-app.com");
        assertThat(row(succeed("get", "ingress"), "other-ingress")).contains("otra");
        succeed("delete", "ingressclass", "otra", "--wait=false");
    }

    @Test
    @Tag("deploy-ingress-new-version")
    void the_new_ingress_shows_the_new_version() {
        newVersion();
        apply("deploy-05/mi-deploy-ingress.yaml");
        isServed(NEW_INGRESS, HOST, NEW_PAGE);
    }

    @Test
    @Tag("ingress-same-host")
    void two_ingresses_may_claim_one_host() {
        podAndService();
        served();
        newVersion();
        assertThat(apply("deploy-05/mi-deploy-ingress.yaml"))
                .isEqualTo("ingress.networking.k8s.io/mi-deploy-ingress created\n");
        eventually(() -> !addresses(NEW_INGRESS).isEmpty());
        String page = page(HOST).body();
        assertThat(page.contains(PAGE) || page.contains(NEW_PAGE)).isTrue();
        succeed("delete", "ingress", INGRESS);
        eventually(() -> page(HOST).shows(NEW_PAGE));
    }

    private void newVersion() {
        apply("deploy-05/mi-deploy-v0.3.0.yaml");
        apply("deploy-05/mi-deploy-svc.yaml");
        eventually(() -> endpoints("mi-deploy-svc").size() == 3);
    }

    private void podAndService() {
        eventually(() -> !succeed("get", "ingressclass", "--output=name").isBlank());
        apply("deploy-02/mi-pod.yaml");
        apply("deploy-03/mi-app-svc.yaml");
        podIsReady("mi-pod");
        eventually(() -> endpoints("mi-app-svc").size() == 1);
    }

    private void served() {
        apply("deploy-03/mi-app-ingress.yaml");
        isServed(INGRESS, HOST, PAGE);
    }
}
