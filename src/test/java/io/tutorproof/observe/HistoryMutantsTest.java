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
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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
            List<Event> mutant = mutated(Objects.requireNonNull(recorded.get(name)));
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
            List<Event> mutant = mutated(Objects.requireNonNull(recorded.get(name)));
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
        } else {
            object = altered(object);
        }
        return new Event(event.at(), event.change(), object);
    }

    private Snapshot altered(Snapshot object) {
        int by = random.nextInt(3) - 1;
        if (object instanceof Snapshot.ReplicaSet set) {
            return new Snapshot.ReplicaSet(
                    set.name(),
                    set.uid(),
                    set.wanted() + by,
                    set.replicas(),
                    set.ready(),
                    set.generation(),
                    set.observed() - random.nextInt(2));
        }
        if (object instanceof Snapshot.Deployment deployment) {
            return new Snapshot.Deployment(
                    deployment.name(),
                    deployment.uid(),
                    deployment.wanted(),
                    deployment.replicas() + by,
                    deployment.updated(),
                    deployment.available() - random.nextInt(2),
                    deployment.generation(),
                    deployment.observed() - random.nextInt(2),
                    deployment.progress(),
                    deployment.maxSurge(),
                    deployment.maxUnavailable());
        }
        if (object instanceof Snapshot.Service service) {
            return new Snapshot.Service(
                    service.name(),
                    service.uid(),
                    service.type(),
                    service.clusterIp(),
                    service.selector(),
                    service.ports(),
                    random.nextBoolean() ? Set.of() : Set.of("172.18.255.1"));
        }
        if (object instanceof Snapshot.Ingress ingress) {
            return new Snapshot.Ingress(
                    ingress.name(),
                    ingress.uid(),
                    ingress.className(),
                    ingress.rules(),
                    random.nextBoolean() ? Set.of() : Set.of("172.18.255.1"));
        }
        Snapshot.Endpoints endpoints = (Snapshot.Endpoints) object;
        return new Snapshot.Endpoints(
                endpoints.name(), endpoints.uid(), random.nextBoolean() ? Set.of() : Set.of("10.42.0.9:80"));
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
