package io.tutorproof.observe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes another history of one: events dropped, moved, doubled and altered, and cut off somewhere. */
final class HistoryMutation {
    private final Random random;

    HistoryMutation(Random random) {
        this.random = random;
    }

    /** The beginning of a history, with up to four changes. */
    List<Event> of(List<Event> events) {
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
