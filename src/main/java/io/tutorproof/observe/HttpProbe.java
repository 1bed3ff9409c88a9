package io.tutorproof.observe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks once for a page and returns what came of it. */
public final class HttpProbe {
    static {
        // A name that no DNS knows is asked for by its Host header, and a connection of its own by the other one: one
        // kept open would still lead to the pod it was made to.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,connection");
    }

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpProbe() {}

    /** Asks for the page on a port of this machine's loopback address. */
    public static HttpAnswer get(int port) {
        return get(port, "127.0.0.1:" + port, Deadlines.REQUEST);
    }

    /** Asks there as somebody does who waits for an answer as long as people do. */
    public static HttpAnswer getPatiently(int port) {
        return getPatiently(port, "127.0.0.1:" + port);
    }

    /** Asks there for the page of a host, as a browser does that takes the host's name for that address. */
    public static HttpAnswer getPatiently(int port, String host) {
        return get(port, host, Deadlines.PATIENT_REQUEST);
    }

    private static HttpAnswer get(int port, String host, Duration deadline) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(deadline)
                .header("Host", host)
                .header("Connection", "close")
                .build();
        String shown = host.startsWith("127.0.0.1") ? uri.toString() : "http://" + host + "/ at 127.0.0.1:" + port;
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
}
