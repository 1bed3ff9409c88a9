package io.tutorproof.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.report.ClaimsJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    private final Random random = new Random(SEED);

    /** A judgement of the two judges: an {@link AssertionError} here, a false one there. */
    private record Judgement(Consumer<PodsOverTime> ours, Predicate<ReferenceJudge> theirs) {}

    /** How often each judgement passed and failed; one that always does either says nothing. */
    private static final class Tallies {
        private final Map<String, int[]> counts = new LinkedHashMap<>();

        void count(String what, boolean passed) {
            counts.computeIfAbsent(what, key -> new int[2])[passed ? 1 : 0]++;
        }

        void tellApart() {
            counts.forEach((what, count) -> assertThat(Math.min(count[0], count[1]))
                    .as("mutants that %s tells apart: %s pass, %s fail", what, count[1], count[0])
                    .isGreaterThan(5));
        }
    }

    @Test
    void the_judges_over_time_agree_with_the_reference_on_every_mutant_of_a_recorded_history() {
        Map<String, List<Event>> recorded = recorded("rs-keeps-.*|deploy-.*");
        List<String> names = List.copyOf(recorded.keySet());
        Tallies tallies = new Tallies();
        List<String> disagreements = new ArrayList<>();
        for (int i = 0; i < MUTANTS; i++) {
            String name = names.get(i % names.size());
            List<Event> mutant = new HistoryMutation(random).of(Objects.requireNonNull(recorded.get(name)));
            int from = random.nextInt(mutant.size() + 1);
            String selector = selectorIn(name);
            ReferenceJudge theirs = new ReferenceJudge(mutant, from, selector);
            if (theirs.judgesNothing()) {
                assertThat(passes(mutant, from, selector, pods -> {})).isFalse();
                continue;
            }
            judgements().forEach((what, judgement) -> {
                boolean ours = passes(mutant, from, selector, judgement.ours());
                boolean wanted = judgement.theirs().test(theirs);
                tallies.count(what, wanted);
                if (ours != wanted) {
                    disagreements.add(
                            what + " of " + name + " from " + from + ": " + ours + ", the reference: " + wanted);
                }
            });
        }

        assertThat(disagreements).isEmpty();
        tallies.tellApart();
    }

    @Test
    void
            conditions_agree_with_their_definitions_throughout_every_mutant_and_so_does_what_shows_that_they_can_be_false() {
        Map<String, List<Event>> recorded = recorded(".*");
        List<String> names = List.copyOf(recorded.keySet());
        Tallies tallies = new Tallies();
        List<String> disagreements = new ArrayList<>();
        for (int i = 0; i < MUTANTS / 2; i++) {
            String name = names.get(i % names.size());
            List<Event> mutant = new HistoryMutation(random).of(Objects.requireNonNull(recorded.get(name)));
            // What is judged is mostly what nothing happens to, at the end.
            int from = mutant.size() - random.nextInt(Math.min(mutant.size(), 12));
            History history = new History(mutant, null);
            List<List<Snapshot>> moments = ReferenceJudge.moments(mutant, 0);
            conditions(name, mutant, moments.get(from)).forEach((what, pair) -> {
                boolean throughout =
                        moments.subList(from, moments.size()).stream().allMatch(pair.theirs());
                tallies.count(what, throughout);
                if (passes(() -> history.requireThroughout(pair.ours(), new History.Mark(from))) != throughout) {
                    disagreements.add(what + " of " + name + " from " + from + ", the reference: " + throughout);
                }
                Optional<Event> otherwise = firstOtherwise(pair, mutant, moments);
                if (!history.firstSeenOtherwise(pair.ours()).equals(otherwise)) {
                    disagreements.add(what + " of " + name + " otherwise, the reference: " + otherwise);
                }
            });
        }

        assertThat(disagreements).isEmpty();
        tallies.tellApart();
    }

    private Map<String, ReferenceConditions.Pair> conditions(String name, List<Event> mutant, List<Snapshot> before) {
        List<Snapshot> named = new ArrayList<>();
        for (Class<? extends Snapshot> kind : List.of(
                Snapshot.ReplicaSet.class,
                Snapshot.Deployment.class,
                Snapshot.Service.class,
                Snapshot.Endpoints.class,
                Snapshot.Ingress.class)) {
            List<Snapshot> some =
                    mutant.stream().map(Event::object).filter(kind::isInstance).toList();
            if (!some.isEmpty()) {
                named.add(some.get(random.nextInt(some.size())));
            }
        }
        return ReferenceConditions.of(selectorIn(name), random.nextInt(4), named, before);
    }

    /** The first event of the condition's kind, told while it was watched, after which its subject was there and was not so. */
    private static Optional<Event> firstOtherwise(
            ReferenceConditions.Pair pair, List<Event> events, List<List<Snapshot>> moments) {
        for (int i = 0; i < events.size(); i++) {
            List<Snapshot> after = moments.get(i + 1);
            boolean isThere = pair.ours().name().isEmpty()
                    || after.stream()
                            .anyMatch(object -> pair.ours().kind().isInstance(object)
                                    && object.name().equals(pair.ours().name()));
            if (events.get(i).change() != Event.Change.LISTED
                    && pair.ours().kind().isInstance(events.get(i).object())
                    && isThere
                    && !pair.theirs().test(after)) {
                return Optional.of(events.get(i));
            }
        }
        return Optional.empty();
    }

    private static String selectorIn(String claim) {
        return claim.matches("deploy-.*|svc-.*")
                ? "app=mi-deploy"
                : claim.startsWith("rs-") ? "app=mi-app" : "run=mi-pod";
    }

    private static Map<String, List<Event>> recorded(String claims) {
        Map<String, List<Event>> recorded = new LinkedHashMap<>();
        ClaimsJson.read(Path.of("src/test/resources/report/claims.json"))
                .histories()
                .forEach((claim, history) -> {
                    if (claim.matches(claims) && history.events().size() > 5) {
                        recorded.put(claim, history.events());
                    }
                });
        assertThat(recorded).hasSizeGreaterThanOrEqualTo(5);
        return recorded;
    }

    private Map<String, Judgement> judgements() {
        int number = 1 + random.nextInt(5);
        Map<String, Judgement> judgements = new LinkedHashMap<>();
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
                "number of ready ones",
                new Judgement(
                        pods -> assertThat(pods.leastReady()).isEqualTo(number - 1L),
                        reference -> reference.leastReady() == number - 1));
        return judgements;
    }

    private static boolean passes(List<Event> events, int from, String selector, Consumer<PodsOverTime> judgement) {
        return passes(() -> judgement.accept(new History(events, null).podsSince(new History.Mark(from), selector)));
    }

    private static boolean passes(Runnable judgement) {
        try {
            judgement.run();
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }
}
