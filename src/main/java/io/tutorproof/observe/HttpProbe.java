package io.tutorproof.observe;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** Asks once for a page and returns what came of it. */
public final class HttpProbe {
    private HttpProbe() {}

    /**
     * Asks for the page on a port of this machine's loopback address, over a connection of its own: one kept open would
     * still lead to the pod it was made to.
     */
    public static HttpAnswer get(int port) {
        String url = "http://127.0.0.1:" + port + "/";
        try {
            URL target = URI.create(url).toURL();
            HttpURLConnection connection = (HttpURLConnection) target.openConnection();
            connection.setConnectTimeout((int) Deadlines.REQUEST.toMillis());
            connection.setReadTimeout((int) Deadlines.REQUEST.toMillis());
            connection.setRequestProperty("Connection", "close");
            int status = connection.getResponseCode();
            try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
                return new HttpAnswer(url, status, text);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return new HttpAnswer(url, 0, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
