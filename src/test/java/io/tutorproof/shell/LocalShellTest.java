package io.tutorproof.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalShellTest {
    @Test
    void what_somebody_likes_does_not_reach_a_command() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PATH", "/usr/bin",
                "HOME", "/home/jane",
                "HTTPS_PROXY", "http://proxy.example",
                "KUBECTL_EXTERNAL_DIFF", "colordiff",
                "KUBECTL_INTERACTIVE_DELETE", "true",
                "KUBE_EDITOR", "vi",
                "LANG", "es_AR.UTF-8",
                "LC_MESSAGES", "es_AR.UTF-8",
                "TZ", "America/Argentina/Catamarca",
                "GREP_OPTIONS", "--color=always"));

        LocalShell.leaveOutTastes(environment);

        assertThat(environment)
                .containsOnly(
                        Map.entry("PATH", "/usr/bin"),
                        Map.entry("HOME", "/home/jane"),
                        Map.entry("HTTPS_PROXY", "http://proxy.example"),
                        Map.entry("LC_ALL", "C.UTF-8"),
                        Map.entry("TZ", "UTC"));
    }

    @Test
    void a_command_runs_with_what_is_set_for_it() {
        Executed executed = new LocalShell()
                .run(
                        "/",
                        Map.of("KUBERC", "off"),
                        List.of("sh", "-c", "echo $KUBERC $LC_ALL $TZ; echo bad >&2; exit 3"));

        assertThat(executed.exitCode()).isEqualTo(3);
        assertThat(executed.stdout()).isEqualTo("off C.UTF-8 UTC\n");
        assertThat(executed.stderr()).isEqualTo("bad\n");
    }
}
