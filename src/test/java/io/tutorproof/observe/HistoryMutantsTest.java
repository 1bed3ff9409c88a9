package io.tutorproof.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.report.ClaimsJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Real histories, recorded on a cluster, with events dropped, moved, doubled and altered, and cut off somewhere: over each of them the judges
 * have to agree with {@link ReferenceJudge}. The seed makes it the same every time.
 */
class HistoryMutantsTest {
    private static final int MUTANTS = 4000;
    private static final long SEED = 20261124;
    private static final String OLD_IMAGE = "andr35/imagen:v0.2.0";

    private final Random random = new Random(SEED);

    /** A judgement of the two judges: an {@link AssertionError} here, a false one there. */
    private record Judgement(Consumer<PodsOverTime> ours, Predicate<ReferenceJudge> theirs) {}

    private static final class Tally {
        private int passed;
        private int failed;
    }

    @Test
    void the_judges_agree_with_the_reference_on_every_mutant_of_a_recorded_history() {
        Map<String, List<Event>> recorded = recorded();
        List<String> names = List.copyOf(recorded.keySet());
        Map<String, Tally> tallies = new LinkedHashMap<>();
        List<String> disagreements = new ArrayList<>();
        for (int i = 0; i < MUTANTS; i++) {
            String name = names.get(i % names.size());
            List<Event> mutant = mutated(Objects.requireNonNull(recorded.get(name)));
            int from = random.nextInt(mutant.size() + 1);
            String selector = name.startsWith("rs-") ? "app=mi-app" : "app=mi-deploy";
            ReferenceJudge theirs = new ReferenceJudge(mutant, from, selector);
            if (theirs.judgesNothing()) {
                assertThat(passes(mutant, from, selector, pods -> {})).isFalse();
                continue;
            }
            judgements(mutant).forEach((what, judgement) -> {
                boolean ours = passes(mutant, from, selector, judgement.ours());
                boolean wanted = judgement.theirs().test(theirs);
                Tally tally = tallies.computeIfAbsent(what, key -> new Tally());
                tally.passed += wanted ? 1 : 0;
                tally.failed += wanted ? 0 : 1;
                if (ours != wanted) {
                    disagreements.add(
                            what + " of " + name + " from " + from + ": " + ours + ", the reference: " + wanted);
                }
            });
        }

        assertThat(disagreements).isEmpty();
        tallies.forEach((what, tally) -> assertThat(Math.min(tally.passed, tally.failed))
                .as("mutants that %s tells apart: %s pass, %s fail", what, tally.passed, tally.failed)
                .isGreaterThan(20));
    }

    private static Map<String, List<Event>> recorded() {
        Map<String, List<Event>> recorded = new LinkedHashMap<>();
        ClaimsJson.read(Path.of("src/test/resources/report/claims.json"))
                .histories()
                .forEach((claim, history) -> {
                    if (claim.matches("rs-keeps-.*|deploy-.*")) {
                        recorded.put(claim, history.events());
                    }
                });
        assertThat(recorded).hasSizeGreaterThanOrEqualTo(5);
        return recorded;
    }

    private Map<String, Judgement> judgements(List<Event> mutant) {
        int number = 1 + random.nextInt(5);
        String uid = mutant.get(random.nextInt(mutant.size())).object().uid();
        Map<String, Judgement> judgements = new LinkedHashMap<>();
        judgements.put("identity", new Judgement(PodsOverTime::keptTheirIdentity, ReferenceJudge::keptTheirIdentity));
        judgements.put(
                "image",
                new Judgement(
                        pods -> pods.keptTheirImage(OLD_IMAGE), reference -> reference.keptTheirImage(OLD_IMAGE)));
        judgements.put(
                "ready at the least",
                new Judgement(
                        pods -> pods.neverFewerReadyThan(number), reference -> reference.neverFewerReadyThan(number)));
        judgements.put(
                "there at the most",
                new Judgement(pods -> pods.neverMoreThan(number), reference -> reference.neverMoreThan(number)));
        judgements.put(
                "wanted at the most",
                new Judgement(pods -> pods.wantedUpTo(number), reference -> reference.wantedUpTo(number)));
        judgements.put(
                "replaced in turn",
                new Judgement(
                        PodsOverTime::wereReplacedOnceOthersWereReady,
                        ReferenceJudge::wereReplacedOnceOthersWereReady));
        judgements.put(
                "gone before",
                new Judgement(PodsOverTime::wereGoneBeforeTheFirstNew, ReferenceJudge::wereGoneBeforeTheFirstNew));
        judgements.put(
                "never ready", new Judgement(pods -> pods.neverReady(uid), reference -> reference.neverReady(uid)));
        judgements.put(
                "number of ready ones",
                new Judgement(
                        pods -> assertThat(pods.leastReady()).isEqualTo(number - 1L),
                        reference -> reference.leastReady() == number - 1));
        return judgements;
    }

    private static boolean passes(List<Event> events, int from, String selector, Consumer<PodsOverTime> judgement) {
        try {
            judgement.accept(new History(events, null).podsSince(new History.Mark(from), selector));
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    private List<Event> mutated(List<Event> events) {
        List<Event> mutant = new ArrayList<>(events.subList(0, 6 + random.nextInt(events.size() - 5)));
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(mutant.size());
            switch (random.nextInt(5)) {
                case 0 -> mutant.remove(at);
                case 1 -> Collections.swap(mutant, at, random.nextInt(mutant.size()));
                case 2 -> Collections.swap(mutant, at, Math.min(at + 1, mutant.size() - 1));
                case 3 -> mutant.add(random.nextInt(mutant.size()), mutant.get(at));
                default -> mutant.set(at, altered(mutant.get(at), mutant));
            }
        }
        return mutant;
    }

    private Event altered(Event event, List<Event> events) {
        if (random.nextInt(4) == 0) {
            Event.Change[] changes = Event.Change.values();
            return new Event(event.at(), changes[random.nextInt(changes.length)], event.object());
        }
        Snapshot object = event.object();
        if (object instanceof Snapshot.Pod pod) {
            String otherUid = events.get(random.nextInt(events.size())).object().uid();
            object = altered(pod, random.nextInt(6), otherUid);
        } else if (object instanceof Snapshot.ReplicaSet set) {
            object = new Snapshot.ReplicaSet(
                    set.name(),
                    set.uid(),
                    set.wanted() + random.nextInt(3) - 1,
                    set.replicas(),
                    set.ready(),
                    set.generation(),
                    set.observed());
        }
        return new Event(event.at(), event.change(), object);
    }

    private static Snapshot.Pod altered(Snapshot.Pod pod, int what, String otherUid) {
        return new Snapshot.Pod(
                pod.name(),
                what == 0 ? otherUid : pod.uid(),
                pod.labels(),
                what == 1 ? "Succeeded" : pod.phase(),
                (what == 2) != pod.ready(),
                (what == 3) != pod.terminating(),
                what == 4 ? "andr35/imagen:v0.3.0" : pod.image(),
                what == 5 ? "sha256:other" : pod.imageId(),
                what == 1 ? pod.restarts() + 1 : pod.restarts(),
                pod.node(),
                pod.ip(),
                pod.owner(),
                pod.cannotStart());
    }
}
