package io.tutorproof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cluster that is kept: used again when it is as it should be, and only then. */
@Tag("harness")
class KeptClusterIT {
    private static final String CLAIM = "rs-keeps-count";

    /** Claims with something beside their namespace that could be there still, or be another's, in the run after. */
    private static final Map<String, String> BEYOND = Map.of(
            "only",
            "statefulset-identity,daemonset-per-node,loadbalancer-needs-controller,ingress-classes-coexist," + CLAIM);

    /** Somebody else's kept cluster is not touched: these are of a user of their own. */
    private static final String USER =
            "tutorproof-harness-" + ProcessHandle.current().pid();

    private static final Map<String, String> ENVIRONMENT = Map.of("JAVA_TOOL_OPTIONS", "-Duser.name=" + USER);

    private static RunUnderTest start(String name, Map<String, String> more) throws IOException {
        Map<String, String> settings = RunUnderTest.only(CLAIM);
        settings.put("keep", "true");
        settings.putAll(more);
        return RunUnderTest.start("kept-" + name, settings, ENVIRONMENT);
    }

    private static String run(String name, Map<String, String> more) throws IOException, InterruptedException {
        try (RunUnderTest run = start(name, more)) {
            run.ends();
            assertThat(run.exitCode()).as(run.printed()).isZero();
            return run.printed();
        }
    }

    private static List<String> containers() {
        return Command.must(
                        "docker", "ps", "--all", "--filter=label=io.tutorproof.kept", "--format={{.ID}} {{.Labels}}")
                .lines()
                .filter(line -> line.contains("user=" + USER + " "))
                .map(line -> line.split(" ", 2)[0])
                .toList();
    }

    private static Command down() {
        return Command.java(ENVIRONMENT, "io.tutorproof.cluster.RemoveKept");
    }

    @AfterEach
    void removeIt() throws IOException {
        down();
        Files.deleteIfExists(
                Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "tutorproof-kept-" + USER + ".lock"));
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void is_used_again_unless_it_is_sick_or_another_and_is_removed_when_asked()
            throws IOException, InterruptedException {
        assertThat(run("first", BEYOND)).contains("the cluster stays up");
        List<String> kept = containers();
        assertThat(kept).hasSize(3);

        assertThat(run("again", BEYOND)).contains("; it was kept");
        assertThat(containers()).as("the same").isEqualTo(kept);

        try (RunUnderTest killed = start("killed", Map.of())) {
            killed.untilPrinted("images loaded");
            killed.signal("STOP"); // so that it is there however long the other takes to ask
            try (RunUnderTest other = start("other", Map.of())) {
                other.ends();
                assertThat(other.exitCode()).isNotZero();
                assertThat(other.printed()).contains("another run is using the cluster that is kept");
            }
            killed.signal("KILL");
            killed.ends();
        }
        assertThat(run("after-kill", Map.of()))
                .contains("the one that was kept is replaced: the run that used it last did not end by itself");
        assertThat(containers()).hasSize(3).doesNotContainAnyElementsOf(kept);

        Command.must("docker", "pause", containers().get(0));
        assertThat(run("sick", Map.of())).contains("is replaced: its container /", " is paused");
        assertThat(run("smaller", Map.of("nodes", "2"))).contains("is replaced: it has nodes=3, not nodes=2");
        assertThat(containers()).hasSize(2);

        assertThat(down().output()).contains("the cluster is removed");
        assertThat(containers()).isEmpty();
        assertThat(down().output()).contains("no cluster was kept");
    }
}
