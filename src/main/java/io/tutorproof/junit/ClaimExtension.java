package io.tutorproof.junit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Tries a claim once, or, where claims are made false, once for each of its mutants. */
final class ClaimExtension implements TestTemplateInvocationContextProvider {
    private static final Namespace STORE = Namespace.create(ClaimExtension.class);

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    /** A claim without a mutant, where claims are made false. */
    @Override
    public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Run run = context.getRoot()
                .getStore(STORE)
                .computeIfAbsent(Beginning.class, type -> Beginning.make(), Beginning.class)
                .run();
        String id = context.getRequiredTestMethod().getAnnotation(Claim.class).value();
        String name = context.getDisplayName();
        return run.makesFalse()
                ? run.mutantsOf(id).stream()
                        .map(mutant -> invocation(
                                name + " [" + mutant.what() + "]", new ClaimTry(run, id, Optional.of(mutant))))
                : Stream.of(invocation(name, new ClaimTry(run, id, Optional.empty())));
    }

    private static TestTemplateInvocationContext invocation(String name, ClaimTry claimTry) {
        return new TestTemplateInvocationContext() {
            @Override
            public String getDisplayName(int index) {
                return name;
            }

            @Override
            public List<Extension> getAdditionalExtensions() {
                return List.of(claimTry);
            }
        };
    }
}
