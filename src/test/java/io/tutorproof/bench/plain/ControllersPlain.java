package io.tutorproof.bench.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ControllersPlain extends PlainCluster {
    @Test
    @Tag("statefulset-identity")
    void a_statefulsets_pods_keep_names_and_data() {
        if (!succeed("get", "storageclass", "--output=yaml").contains("is-default-class: \"true\"")) {
            succeed("create", "-f", "/tmp/manifests/beyond/volumes.yaml");
        }
        apply("beyond/statefulset.yaml");
        eventually(() -> {
            Set<String> names = namesOf(pods());
            assertThat(names.contains("datos-1") && !names.contains("datos-0")).isFalse();
            return names.size() == 2;
        });
        ready(2);
        Pod first = pod("datos-0");
        succeed("exec", "datos-0", "--", "sh", "-c", "echo kept > /disco/file");
        delete(first);
        assertThat(namesOf(readyWithout(first, 2))).containsExactlyInAnyOrder("datos-0", "datos-1");
        assertThat(succeed("exec", "datos-0", "--", "cat", "/disco/file")).isEqualTo("kept\n");
    }
}
