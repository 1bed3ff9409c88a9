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
    private static final String HEADERS_SETTING = "jdk.httpclient.allowRestrictedHeaders";
    private static final String HEADERS = "host,connection";

    static {
        // A name that no DNS knows is asked for by its Host header, and a connection of its own by the other one: one
        // kept open would still lead to the pod it was made to.
        System.setProperty(HEADERS_SETTING, HEADERS);
    }

    /** Nodes and ports of this machine are asked themselves, whatever proxy this JVM is told to use. */
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

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
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(deadline);
        try {
            request.header("Connection", "close");
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "this JVM made an HTTP client before tutorproof could allow these headers; start it with -D"
                            + HEADERS_SETTING + "=" + HEADERS + ": " + e.getMessage(),
                    e);
        }
        return request.header("Host", host).build();
    }
}
