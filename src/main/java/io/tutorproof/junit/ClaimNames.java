package io.tutorproof.junit;

import io.tutorproof.claim.Ledger;
import io.tutorproof.claim.LedgerEntry;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Names a claim's test by the claim's statement, so that every report of tests tells what was proved. */
public final class ClaimNames extends DisplayNameGenerator.ReplaceUnderscores {
    private final Optional<Ledger> ledger = ledger();

    /** Made by JUnit. */
    public ClaimNames() {}

    /** None when it cannot be read: then the run says why, and names matter no more. */
    private static Optional<Ledger> ledger() {
        try {
            return Optional.of(Tutorials.theOne().ledger());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String generateDisplayNameForMethod(List<Class<?>> enclosing, Class<?> type, Method method) {
        return Optional.ofNullable(method.getAnnotation(Claim.class))
                .flatMap(claim -> ledger.flatMap(known -> known.find(claim.value())))
                .map(LedgerEntry::statement)
                .map(statement -> statement.en())
                .orElseGet(() -> super.generateDisplayNameForMethod(enclosing, type, method));
    }
}
