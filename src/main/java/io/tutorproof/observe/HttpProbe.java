package io.tutorproof.observe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks once for a page and returns what came of it. */
public final class HttpProbe {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Deadlines.REQUEST)
            .build();

    private HttpProbe() {}

    /** Asks for the page on a port of this machine's loopback address. */
    public static HttpAnswer get(int port) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/");
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Deadlines.REQUEST).build();
        try {
            HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
            return new HttpAnswer(uri.toString(), response.statusCode(), response.body());
        } catch (IOException e) {
            return new HttpAnswer(uri.toString(), 0, e.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + uri, e);
        }
    }
}
