package io.tutorproof.claim;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Every claim of a tutorial, in the tutorial's order. Read with {@link #parse}. */
public final class Ledger {
    private final Map<String, LedgerEntry> entries = new LinkedHashMap<>();

    Ledger(Collection<LedgerEntry> entries) {
        entries.forEach(entry -> this.entries.put(entry.id(), entry));
    }

    /**
     * Reads a ledger: a YAML list of claims with the fields id, section, statement, expected, for a caveat or an erratum
     * reason and correction, and where versions of Kubernetes differ since.
     *
     * @param name what messages call the text, such as its file name
     * @throws LedgerException with line and cause when the text is no ledger
     */
    public static Ledger parse(String name, String yaml) {
        return new LedgerReader(name).read(yaml);
    }

    /**
     * Reads a ledger from the class path, by its name as {@link Class#getResource} takes it.
     *
     * @throws LedgerException as {@link #parse}, and when there is none
     */
    public static Ledger ofResource(Class<?> near, String name) {
        try (InputStream stream = near.getResourceAsStream(name)) {
            if (stream == null) {
                throw new LedgerException("there is no ledger " + name + " beside " + near.getName());
            }
            return parse(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new LedgerException("the ledger " + name + " cannot be read: " + e);
        }
    }

    /** The claim with this id, if the ledger lists it. */
    public Optional<LedgerEntry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** All claims, in the tutorial's order. */
    public Collection<LedgerEntry> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }
}
