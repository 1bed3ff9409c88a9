package io.tutorproof.junit;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Diagnosis;
import io.tutorproof.claim.Evidence;
import io.tutorproof.claim.Expectation;
import io.tutorproof.claim.LedgerEntry;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Gives a claim's test its lab, in a namespace of its own or of its class, and takes its verdict to the run. Where the claim
 * has been made false, its test passes when it refutes the claim, and fails when it does not.
 */
final class ClaimExtension
        implements BeforeEachCallback, InvocationInterceptor, AfterEachCallback, ParameterResolver, TestWatcher {
    private static final Namespace STORE = Namespace.create(ClaimExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        Experiment experiment = experiment(context);
        LedgerEntry claim = run(context).claim(id(context));
        boolean shared = isShared(context);
        Setup setup = run(context).setup(claim);
        experiment.begun = Instant.now();
        experiment.since = System.nanoTime();
        setup.cluster().requireHealth();
        experiment.places = shared ? ofTheClass(context) : new Places(false);
        experiment.lab = setup.lab(claim.id(), experiment.places.orElse(() -> setup.place(claim.id())));
    }

    /** A claim that is made false has manifests of its own, and leaves nothing that others could use. */
    private static boolean isShared(ExtensionContext context) {
        boolean shared = AnnotationSupport.isAnnotated(context.getRequiredTestClass(), SharedNamespace.class)
                && !run(context).makesFalse();
        if (shared && context.getExecutionMode() == ExecutionMode.CONCURRENT) {
            throw new IllegalStateException(context.getRequiredTestClass().getSimpleName()
                    + " is a @SharedNamespace, where claims are tried one after another: give it a @TestMethodOrder, and"
                    + " no @Execution(CONCURRENT)");
        }
        return shared;
    }

    /** Ends with the class. */
    private static Places ofTheClass(ExtensionContext context) {
        return context.getParent()
                .orElseThrow()
                .getStore(STORE)
                .computeIfAbsent(Places.class, type -> new Places(true), Places.class);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Falsehood falsehood = run(context).falsehoodOf(id(context)).orElse(null);
        if (falsehood == null) {
            test.proceed();
            return;
        }
        try {
            test.proceed();
        } catch (AssertionError refutation) {
            falsehood.requireNamedIn(refutation);
            experiment(context).refutation = refutation;
            return;
        }
        throw new MutantSurvived("the claim was made false (" + falsehood.what() + "), and its test passed", null);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Experiment experiment = experiment(context);
        boolean isProved = false;
        try {
            isProved = experiment.lab != null && end(experiment.lab, experiment, context);
        } finally {
            experiment.places.leave(isProved);
        }
        Optional<String> trouble = experiment.trouble;
        if (context.getExecutionException().isEmpty() && trouble.isPresent()) {
            throw new IllegalStateException("the test passed, which says nothing: " + trouble.get());
        }
    }

    /** Whether the claim is proved. */
    private static boolean end(Lab lab, Experiment experiment, ExtensionContext context) {
        Run run = run(context);
        Optional<Throwable> problem = context.getExecutionException();
        boolean skipped = problem.filter(TestAbortedException.class::isInstance).isPresent();
        if (!skipped) {
            experiment.trouble =
                    run.troubleSince(experiment.since, problem.isPresent() || experiment.refutation != null);
        }
        boolean isProved = problem.isEmpty() && experiment.trouble.isEmpty();
        try {
            if (!isProved && !skipped && !run.makesFalse()) {
                experiment.diagnosis = lab.diagnose();
            }
        } finally {
            lab.close();
        }
        return isProved;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Lab.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Lab lab = experiment(context).lab;
        if (lab == null) {
            throw new IllegalStateException("a Lab is there for methods with @Test and @Claim only");
        }
        return lab;
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        tell(context, experiment(context).refutation);
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        tell(context, cause == null ? new IllegalStateException("failed for no known cause") : cause);
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        tell(context, cause instanceof Run.SetupFailedBefore && cause.getCause() != null ? cause.getCause() : cause);
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        tell(context, new TestAbortedException(reason.orElse("disabled")));
    }

    private void tell(ExtensionContext context, @Nullable Throwable problem) {
        Run run = run(context);
        LedgerEntry claim = run.ledger().find(id(context)).orElse(null);
        if (claim == null) {
            return; // the test has failed for that
        }
        Experiment experiment = experiment(context);
        if (problem instanceof Run.NotSelected) {
            return; // the run knows, and says so where every claim is listed
        }
        Expectation expected = run.expected(claim);
        Verdicts verdict = Verdicts.of(expected, problem, experiment.trouble);
        Lab lab = experiment.lab;
        List<Evidence> evidence = lab == null ? List.of() : lab.evidence();
        ClaimResult result = ClaimResult.of(
                claim,
                expected,
                verdict.verdict(),
                verdict.reason(),
                experiment.begun(),
                experiment.seconds(),
                test(context),
                evidence,
                experiment.diagnosis);
        run.add(result, lab == null ? null : lab.history().since(result.begun()));
    }

    private static String test(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
    }

    private static String id(ExtensionContext context) {
        return context.getRequiredTestMethod().getAnnotation(Claim.class).value();
    }

    /** What a test has got so far; kept with the run, since a test's own store is closed before its verdict is told. */
    private static final class Experiment {
        private Instant begun = Instant.now();
        private long since = System.nanoTime();
        private Optional<String> trouble = Optional.empty();
        private Places places = new Places(false);
        private @Nullable Lab lab;
        private @Nullable AssertionError refutation;
        private @Nullable Diagnosis diagnosis;

        Instant begun() {
            return lab == null || begun.isBefore(lab.begun()) ? begun : lab.begun();
        }

        double seconds() {
            return Duration.between(begun(), Instant.now()).toMillis() / 1000.0;
        }
    }

    private static Experiment experiment(ExtensionContext context) {
        return context.getRoot()
                .getStore(STORE)
                .computeIfAbsent(context.getUniqueId(), id -> new Experiment(), Experiment.class);
    }

    private static Run run(ExtensionContext context) {
        return context.getRoot().getStore(STORE).computeIfAbsent(Run.class, type -> new Run(), Run.class);
    }
}
