package io.tutorproof;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which room may know which, and who may use which library. */
class RoomsTest {
    private static final String ROOT = "io.tutorproof.";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tutorproof");
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("claim", List.of()),
            Map.entry("settings", List.of()),
            Map.entry("owner", List.of()),
            Map.entry("shell", List.of("owner")),
            Map.entry("kubeconfig", List.of("shell")),
            Map.entry("cluster", List.of("kubeconfig", "settings", "owner", "shell")),
            Map.entry("image", List.of("cluster", "owner", "settings", "shell")),
            Map.entry("kubectl", List.of("cluster", "owner", "shell")),
            Map.entry("observe", List.of()),
            Map.entry("document", List.of("claim", "kubectl")),
            Map.entry("diagnostics", List.of("cluster", "observe", "shell")),
            Map.entry("report", List.of("claim", "observe")),
            Map.entry("scenario", List.of("claim", "cluster", "image", "kubectl", "observe")),
            Map.entry(
                    "junit",
                    List.of(
                            "claim",
                            "cluster",
                            "diagnostics",
                            "kubectl",
                            "image",
                            "observe",
                            "report",
                            "scenario",
                            "settings",
                            "shell")));

    @TestFactory
    Stream<DynamicTest> a_room_imports_only_what_it_may() {
        return MAY_IMPORT.entrySet().stream()
                .map(room -> DynamicTest.dynamicTest(
                        room.getKey(),
                        () -> noClasses()
                                .that()
                                .resideInAPackage(ROOT + room.getKey() + "..")
                                .should()
                                .dependOnClassesThat(otherRooms(room.getKey(), room.getValue()))
                                .check(MAIN)));
    }

    private static DescribedPredicate<JavaClass> otherRooms(String room, List<String> allowed) {
        String[] own = Stream.concat(Stream.of(room), allowed.stream())
                .map(name -> ROOT + name + "..")
                .toArray(String[]::new);
        return resideInAPackage("io.tutorproof..").and(DescribedPredicate.not(resideInAnyPackage(own)));
    }

    @Test
    void every_room_is_in_the_table() {
        noClasses()
                .should()
                .resideOutsideOfPackages(MAY_IMPORT.keySet().stream()
                        .map(name -> ROOT + name + "..")
                        .toArray(String[]::new))
                .check(MAIN);
    }

    @Test
    void rooms_have_no_cycles() {
        slices().matching("io.tutorproof.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void only_observe_polls() {
        forbidOutside("org.awaitility..", "observe");
    }

    @Test
    void only_clusters_images_and_shells_in_nodes_know_testcontainers() {
        forbidOutside("org.testcontainers..", "cluster", "image", "shell");
    }

    @Test
    void no_client_is_made_from_the_users_own_kubeconfig() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "cluster..", ROOT + "kubeconfig..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Config.class, ConfigBuilder.class, KubernetesClientBuilder.class)
                .check(MAIN);
    }

    private static void forbidOutside(String library, String... rooms) {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        Arrays.stream(rooms).map(room -> ROOT + room + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(MAIN);
    }
}
