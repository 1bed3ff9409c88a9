package io.tutorproof.harness;

import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The suite as a program of its own, which can be interrupted, killed, or run with another clock. */
final class Verification {
    private Verification() {}

    /** Verifies what the system properties say. The exit code is 0 when it is proved. */
    public static void main(String[] arguments) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectPackage("io.tutorproof.tutorial"))
                                .filters(ClassNameFilter.includeClassNamePatterns(".*IT"))
                                .build(),
                        summary);
        System.exit(summary.getSummary().getTotalFailureCount() == 0 ? 0 : 1);
    }
}
