package io.tutorproof.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The suite as a program of its own, which can be interrupted, killed, or run with another clock. */
final class Verification {
    private Verification() {}

    /** Verifies what the system properties say. The exit codes are those of {@code ./verify}. */
    public static void main(String[] arguments) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectPackage("io.tutorproof.tutorial"))
                                .filters(ClassNameFilter.includeClassNamePatterns(".*IT"))
                                .build(),
                        summary);
        boolean cameToNothing = Files.exists(Path.of("target/tutorproof/failure.txt"));
        System.exit(cameToNothing ? 2 : summary.getSummary().getTotalFailureCount() == 0 ? 0 : 1);
    }
}
