package io.kafkadlq.bench.flow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** What a handler depends on: a real HTTP server that counts the calls for each record and can be made to refuse them all. */
final class Dependency implements AutoCloseable {

    static final int OK = 200;
    static final int UNAVAILABLE = 503;

    private static final int THREADS = 4;
    private static final String PATH = "/orders/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, Dependency::thread);
    private final LongAdder calls = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private final Tally tally;
    private volatile boolean down;

    private Dependency(int records) throws IOException {
        // Without it an answer without a body may wait 40 ms for the acknowledgement of its own header.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        tally = new Tally(records);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(PATH, this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** @param records most there may be, numbered from 0 */
    static Dependency start(int records) {
        try {
            return new Dependency(records);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the HTTP server", e);
        }
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "dependency");
        thread.setDaemon(true);
        return thread;
    }

    /** Where a record is to be brought. */
    URI of(int record) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH + record);
    }

    /** Answers 503 from now on. */
    void goDown() {
        down = true;
    }

    /** Answers 200 from now on. */
    void comeBack() {
        down = false;
    }

    /** All that came. */
    long calls() {
        return calls.sum();
    }

    /** Those that were answered with 503. */
    long refusals() {
        return refusals.sum();
    }

    /** The calls of each record. */
    Tally tally() {
        return tally;
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            boolean refused = down;
            calls.increment();
            tally.count(Integer.parseInt(call.getRequestURI().getPath().substring(PATH.length())));
            if (refused) {
                refusals.increment();
            }
            call.getRequestBody().readAllBytes();
            call.sendResponseHeaders(refused ? UNAVAILABLE : OK, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
