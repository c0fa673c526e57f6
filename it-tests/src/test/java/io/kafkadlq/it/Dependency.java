package io.kafkadlq.it;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** What a handler calls: a real HTTP server, which counts and can be down. */
final class Dependency implements AutoCloseable {

    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpServer server;
    private volatile boolean down;

    Dependency() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            boolean refuses = down;
            (refuses ? refused : answered).incrementAndGet();
            exchange.sendResponseHeaders(refuses ? 503 : 204, -1);
            exchange.close();
        });
        server.start();
    }

    void isDown(boolean is) {
        down = is;
    }

    /** Calls that found it up. */
    int answered() {
        return answered.get();
    }

    /** Calls that found it down. */
    int refused() {
        return refused.get();
    }

    void call() throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/book");
        int status = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                .statusCode();
        if (status != 204) {
            throw new IOException("The shop answered " + status);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
