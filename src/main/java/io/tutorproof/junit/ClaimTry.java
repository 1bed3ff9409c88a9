package io.tutorproof.junit;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Diagnosis;
import io.tutorproof.claim.Expectation;
import io.tutorproof.claim.LedgerEntry;
import io.tutorproof.kubectl.KubectlException;
import io.tutorproof.observe.Obstacle;
import io.tutorproof.scenario.Browser;
import io.tutorproof.scenario.Given;
import io.tutorproof.scenario.Reader;
import io.tutorproof.scenario.Refutation;
import io.tutorproof.scenario.Scenario;
import io.tutorproof.scenario.Then;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.opentest4j.TestAbortedException;

/**
 * One try of a claim: gives its test a scenario, in a namespace of its own, and takes the verdict to the run. Where the claim
 * has been made false, its test passes when it refutes the claim, and fails when it does not.
 */
final class ClaimTry
        implements BeforeEachCallback, InvocationInterceptor, AfterEachCallback, ParameterResolver, TestWatcher {
    private final Run run;
    private final String id;
    private final Optional<Mutant> mutant;
    private Instant begun = Instant.now();
    private long since = System.nanoTime();
    private Optional<String> trouble = Optional.empty();
    private @Nullable Place place;
    private @Nullable Scenario scenario;
    private @Nullable Refutation refutation;
    private @Nullable Diagnosis diagnosis;

    ClaimTry(Run run, String id, Optional<Mutant> mutant) {
        this.run = run;
        this.id = id;
        this.mutant = mutant;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        LedgerEntry claim = run.claim(id);
        Setup setup = run.setup(claim);
        begun = Instant.now();
        since = System.nanoTime();
        setup.cluster().requireHealth();
        place = setup.place(id, mutant);
        scenario = setup.scenario(place, mutant);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        try {
            test.proceed();
            begunScenario().end();
        } catch (Refutation seen) {
            if (mutant.isEmpty()) {
                throw seen;
            }
            refutation = seen; // which is what a mutant's test is to come to
        }
    }

    private Scenario begunScenario() {
        if (scenario == null) {
            throw new IllegalStateException("the test of " + id + " has no scenario");
        }
        return scenario;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (place == null) {
            return;
        }
        Optional<Throwable> problem = context.getExecutionException();
        boolean skipped = problem.filter(TestAbortedException.class::isInstance).isPresent();
        try (Place left = place) {
            if (!skipped) {
                boolean failed = problem.isPresent() || refutation != null;
                trouble = run.troubleSince(since, failed);
                if (trouble.isEmpty() && failed) {
                    trouble = left.recorder().obstacle().or(() -> hindering(problem));
                }
            }
            boolean isProved = problem.isEmpty() && trouble.isEmpty();
            if (!isProved && !skipped && mutant.isEmpty()) {
                diagnosis = left.diagnose(id, begunScenario().history());
            }
            left.tidy(begunScenario());
        }
        if (problem.isEmpty()) {
            trouble.ifPresent(cause -> {
                throw new IllegalStateException("the test passed, which says nothing: " + cause);
            });
            mutant.ifPresent(made -> made.requireKilled(refutation, begunScenario()));
        }
    }

    /** What a command that the test needed was hindered by, where it says so; a judgement has looked at that itself. */
    private static Optional<String> hindering(Optional<Throwable> problem) {
        return problem.filter(KubectlException.class::isInstance)
                .flatMap(failed -> Obstacle.in(String.valueOf(failed.getMessage())));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return List.of(Given.class, Reader.class, Browser.class, Then.class)
                .contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        Scenario begunScenario = begunScenario();
        if (type == Given.class) {
            return begunScenario.given();
        }
        if (type == Reader.class) {
            return begunScenario.reader();
        }
        return type == Browser.class ? begunScenario.browser() : begunScenario.then();
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        tell(context, refutation);
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        Throwable problem = cause == null ? new IllegalStateException("failed for no known cause") : cause;
        tell(context, problem instanceof Mutant.NotKilled && refutation != null ? refutation : problem);
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
        LedgerEntry claim = run.ledger().find(id).orElse(null);
        if (claim == null || problem instanceof Run.NotSelected) {
            return; // the test has failed for the one; of the other the run knows, and says so
        }
        Expectation expected = run.expected(claim);
        Outcome outcome = Outcome.of(expected, problem, trouble).in(context.getRequiredTestClass(), problem);
        String test = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        ClaimResult result = ClaimResult.of(
                claim,
                expected,
                outcome.verdict(),
                outcome.reason(),
                begun,
                Duration.between(begun, Instant.now()).toMillis() / 1000.0,
                test,
                scenario == null ? List.of() : scenario.evidence(),
                diagnosis);
        run.add(result, mutant, scenario == null ? null : scenario.history().since(result.begun()));
    }
}
