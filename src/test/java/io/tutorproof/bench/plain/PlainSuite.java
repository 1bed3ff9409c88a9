package io.tutorproof.bench.plain;

import io.tutorproof.bench.Figures;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the plain tests. */
public final class PlainSuite {
    private static final List<Class<?>> CLASSES = List.of(
            AppPodPlain.class,
            BalancingPlain.class,
            ClusterPlain.class,
            ClusterIpPlain.class,
            ControllersPlain.class,
            DeploymentPlain.class,
            FirstPodPlain.class,
            ImagePlain.class,
            IngressPlain.class,
            LoadBalancerPlain.class,
            NodePortPlain.class,
            ReplicaSetPlain.class);

    private PlainSuite() {}

    public static List<Class<?>> classes() {
        return CLASSES;
    }

    /** The claims that its tests are about. */
    public static Set<String> claims() {
        return CLASSES.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .flatMap(test -> Optional.ofNullable(test.getAnnotation(Tag.class)).stream())
                .map(Tag::value)
                .collect(Collectors.toSet());
    }

    /**
     * Runs the tests of a class one after another, its cluster's start and end included.
     *
     * @return how long that took, in seconds
     * @throws IllegalStateException when one of them failed
     */
    public static double run(Class<?> type) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(type))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build();
        // What listens here listens to the benchmark, of which these tests are a part.
        LauncherConfig alone = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        double seconds = Figures.secondsOf(() -> LauncherFactory.create(alone).execute(request, listener));
        TestExecutionSummary summary = listener.getSummary();
        if (summary.getTotalFailureCount() > 0 || summary.getTestsSucceededCount() == 0) {
            throw new IllegalStateException(type.getSimpleName() + ": "
                    + summary.getFailures().stream()
                            .map(failure ->
                                    failure.getTestIdentifier().getDisplayName() + ": " + failure.getException())
                            .collect(Collectors.joining("; ")));
        }
        return seconds;
    }
}
