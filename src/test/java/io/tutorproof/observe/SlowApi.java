package io.tutorproof.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lists and watches of an API in the order that a test wants, which no real one can be brought to keep: a list that is ahead of
 * its watch, one whose connection is cut, and one that is not answered.
 */
final class SlowApi implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> items = new ConcurrentHashMap<>();
    private final Map<String, OutputStream> watches = new ConcurrentHashMap<>();
    private final CountDownLatch watched = new CountDownLatch(7);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Semaphore asked = new Semaphore(0);
    private volatile boolean cut;
    private volatile boolean silent;

    SlowApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "slow-api");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    KubernetesClient client() {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .withOnlyHttpWatches(true)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    /** From now on the list of this kind has this object. */
    void lists(String kind, String object) {
        items.put(kind, object);
    }

    /** The watch of this kind tells of the object. */
    void tells(String kind, String object) throws InterruptedException, IOException {
        watched.await();
        OutputStream watch = watches.get(kind);
        if (watch == null) {
            throw new IllegalStateException("nobody watches " + kind);
        }
        watch.write(("{\"type\":\"ADDED\",\"object\":" + object + "}\n").getBytes(StandardCharsets.UTF_8));
        watch.flush();
    }

    /** The connection of the next list is cut. */
    void cutsNext() {
        cut = true;
    }

    /** Lists are not answered any more. */
    void saysNothing() {
        silent = true;
    }

    /** Waits until so many lists have been asked for since it was last waited for. */
    void awaitLists(int count) throws InterruptedException {
        if (!asked.tryAcquire(count, 20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no " + count + " lists were asked for within 20 s");
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        String kind = path[path.length - 1];
        String query = exchange.getRequestURI().getQuery();
        if (query != null && query.contains("watch=true")) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            watches.put(kind, exchange.getResponseBody());
            watched.countDown();
            return;
        }
        asked.release();
        if (cut) {
            // Amid the answer: the HTTP client itself asks again where nothing was answered.
            cut = false;
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.close();
            return;
        }
        if (silent) {
            untilClosed();
        }
        byte[] list = ("{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[" + items.getOrDefault(kind, "") + "]}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, list.length);
        exchange.getResponseBody().write(list);
        exchange.close();
    }

    private void untilClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        watches.values().forEach(watch -> {
            try {
                watch.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        server.stop(0);
    }
}
