package io.tutorproof.observe;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something in the way of a command or an object that is the cluster's or the machine's own: no tutorial is wrong for it. It is
 * known by the words of Kubernetes, which are the same in an answer of the API, a condition and an event.
 */
public final class Obstacle {
    /** One kind: how it is worded, and what to call it; $1 is the culprit's name, where the words have it. */
    private record Kind(Pattern words, String name) {
        Kind(String words, String name) {
            this(Pattern.compile(words), name);
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("failed calling webhook \"([^\"]+)\"", "webhook $1 cannot be called"),
            new Kind("admission webhook \"([^\"]+)\" denied the request", "webhook $1 denies it"),
            new Kind("ValidatingAdmissionPolicy '([^']+)'.* denied request", "admission policy $1 denies it"),
            new Kind("exceeded quota: ([^, ]+)", "quota $1 is used up"),
            new Kind("failed quota: ([^:, ]+)", "quota $1 is not satisfied"),
            new Kind("violates PodSecurity \"([^\"]+)\"", "PodSecurity $1 denies it"),
            new Kind(
                    "is forbidden: \\[?(?:minimum|maximum) \\S+ (?:usage|limit to request ratio) per (\\w+)",
                    "a LimitRange for each $1 denies it"),
            new Kind("is forbidden: User \"([^\"]+)\" cannot \\w+ resource", "user $1 has not the right"),
            new Kind(
                    "\\(Unauthorized\\)|You must be logged in to the server|: Unauthorized",
                    "the API takes no such login"),
            new Kind(
                    "\\(TooManyRequests\\)|[Tt]oo many requests|client rate limiter Wait returned an error",
                    "the API server asks for fewer requests"),
            new Kind(
                    "etcdserver: |Timeout: request did not complete|unable to return a response in the time allotted"
                            + "|net/http: TLS handshake timeout|\\(ServiceUnavailable\\)|\\(Timeout\\)|\\(InternalError\\)"
                            + "|the server is currently unable to handle the request|context deadline exceeded",
                    "the API server does not do its work"),
            new Kind("provided port is already allocated", "a node port is in use by another service"),
            new Kind("no space left on device|disk-pressure|DiskPressure|low on resource: ", "a node has no room left"),
            new Kind(
                    "FailedCreatePodSandBox|failed to (?:create|setup).* (?:pod )?sandbox",
                    "a node cannot make a pod's sandbox"),
            new Kind(
                    "\\d+/\\d+ nodes are available: .*(?:Insufficient|Too many pods|untolerated taint|were unschedulable)",
                    "no node has room for a pod"),
            // That a registry does not have it, or that nobody may pull it, is another matter: a reader could not have
            // it either.
            new Kind(
                    "(?s)^(?!.*(?:: not found|manifest unknown))(?=.*(?:ErrImagePull|ImagePullBackOff|Failed to pull image)).",
                    "an image cannot be had"));

    private static final int LONGEST = 300;

    private Obstacle() {}

    /** What a text of Kubernetes says to be in the way, with the line that says so; empty when it says nothing of the kind. */
    public static Optional<String> in(String text) {
        for (Kind kind : KINDS) {
            Matcher found = kind.words().matcher(text);
            if (found.find()) {
                String culprit = found.groupCount() == 0 ? "" : String.valueOf(found.group(1));
                return Optional.of(kind.name().replace("$1", culprit) + ": " + lineAround(text, found.start()));
            }
        }
        return Optional.empty();
    }

    private static String lineAround(String text, int at) {
        int begin = text.lastIndexOf('\n', at) + 1;
        int end = text.indexOf('\n', at);
        String line = text.substring(begin, end < 0 ? text.length() : end).strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
