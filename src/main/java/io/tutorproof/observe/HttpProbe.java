package io.tutorproof.observe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks once for a page and returns what came of it. */
public final class HttpProbe {
    private static final String ALLOWED_HEADERS = "jdk.httpclient.allowRestrictedHeaders";

    static {
        // A name that no DNS knows is asked for by its Host header, and a connection of its own by the other one: one
        // kept open would still lead to the pod it was made to.
        System.setProperty(ALLOWED_HEADERS, "host,connection");
    }

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpProbe() {}

    /** Asks for the page there. */
    public static HttpAnswer get(InetSocketAddress at) {
        return get(at, null, Deadlines.REQUEST);
    }

    /** Asks there as somebody does who waits for an answer as long as people do. */
    public static HttpAnswer getPatiently(InetSocketAddress at) {
        return get(at, null, Deadlines.PATIENT_REQUEST);
    }

    /** Asks there for the page of a host, as a browser does that takes the host's name for that address. */
    public static HttpAnswer getPatiently(InetSocketAddress at, String host) {
        return get(at, host, Deadlines.PATIENT_REQUEST);
    }

    private static HttpAnswer get(InetSocketAddress at, @Nullable String host, Duration deadline) {
        String authority = at.getHostString() + ":" + at.getPort();
        URI uri = URI.create("http://" + authority + "/");
        HttpRequest request = request(uri, host == null ? authority : host, deadline);
        String shown = host == null ? uri.toString() : "http://" + host + "/ at " + authority;
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return new HttpAnswer(shown, response.statusCode(), response.body());
        } catch (IOException e) {
            return new HttpAnswer(shown, 0, e.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new HttpAnswer(shown, 0, "interrupted");
        }
    }

    private static HttpRequest request(URI uri, String host, Duration deadline) {
        try {
            return HttpRequest.newBuilder(uri)
                    .timeout(deadline)
                    .header("Host", host)
                    .header("Connection", "close")
                    .build();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "this JVM has made an HTTP client before tutorproof could allow these headers; start it with -D"
                            + ALLOWED_HEADERS + "=host,connection: " + e.getMessage(),
                    e);
        }
    }
}
