package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.StorageResult;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the default file, shared by processes, holds after the one that had it open was killed with SIGKILL. */
class H2KillTest {

    private static final String DATA_DIRECTORY = "jboss.server.data.dir";

    @TempDir
    Path directory;

    private Process writer;
    private BufferedReader acknowledgements;

    @BeforeEach
    void startWriter() throws Exception {
        System.setProperty(DATA_DIRECTORY, directory.toString());
        writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-D" + DATA_DIRECTORY + "=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        H2Writer.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        acknowledgements =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.US_ASCII));
    }

    @AfterEach
    void killWriter() {
        writer.destroyForcibly();
        System.clearProperty(DATA_DIRECTORY);
    }

    @Test
    void shouldHoldEveryAcknowledgedBatch() throws Exception {
        readUntil(10);

        long last = killAndReadRest();

        try (DlqStorage storage = Stores.openDefault()) {
            assertThat(missingUpTo(storage, last)).isZero();
        }
    }

    @Test
    void shouldStayUsableForTheOtherProcess() throws Exception {
        readUntil(1);
        try (DlqStorage storage = Stores.openDefault()) {
            value(storage.save(List.of(on("ours", 0, 1).build())));

            long last = killAndReadRest();

            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            result(storage.save(List.of(on("ours", 0, 2).build()))) instanceof StorageResult.Success);
            assertThat(missingUpTo(storage, last)).isZero();
        }
    }

    /** Saving what was acknowledged again must find all of it. */
    private static long missingUpTo(DlqStorage storage, long lastBatch) {
        var again = LongStream.range(0, (lastBatch + 1) * H2Writer.BATCH)
                .mapToObj(offset -> on("written", 0, offset).build())
                .toList();
        return again.size() - value(storage.save(again)).duplicates().size();
    }

    private void readUntil(long batch) throws Exception {
        String line = acknowledgements.readLine();
        while (line != null && Long.parseLong(line) < batch) {
            line = acknowledgements.readLine();
        }
        assertThat(line).as("the writer still runs").isNotNull();
    }

    private long killAndReadRest() throws Exception {
        // By its handle: Process.destroyForcibly would close the pipe that we still read.
        writer.toHandle().destroyForcibly();
        writer.waitFor();
        // The last line may be torn; it then counts as not acknowledged.
        String rest = new String(readRest(), StandardCharsets.US_ASCII);
        var lines = rest.substring(0, rest.lastIndexOf('\n') + 1).lines().toList();
        return lines.isEmpty() ? 0 : Long.parseLong(lines.get(lines.size() - 1));
    }

    private byte[] readRest() throws Exception {
        var rest = new StringBuilder();
        for (int c = acknowledgements.read(); c >= 0; c = acknowledgements.read()) {
            rest.append((char) c);
        }
        return rest.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
