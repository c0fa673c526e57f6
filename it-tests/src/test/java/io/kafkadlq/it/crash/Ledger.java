package io.kafkadlq.it.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What the handlers of one process did, each beginning and each end a line of a file, written before the handler goes on: what
 * a killed process has written stays. Times are the machine's monotonic clock, which all processes on it share.
 */
final class Ledger implements AutoCloseable {

    private final FileChannel file;

    Ledger(Path path) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** One line. */
    record Line(boolean begins, boolean succeeds, String key, long offset, long nanos) {

        static Line parse(String text) {
            String[] parts = text.split(" ");
            return new Line(
                    parts[0].equals("BEGIN"),
                    parts[0].equals("DONE"),
                    parts[1],
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]));
        }
    }

    void begin(String key, long offset) {
        write("BEGIN", key, offset);
    }

    void done(String key, long offset) {
        write("DONE", key, offset);
    }

    void failed(String key, long offset) {
        write("FAILED", key, offset);
    }

    private void write(String what, String key, long offset) {
        String line = what + " " + key + " " + offset + " " + System.nanoTime() + "\n";
        try {
            file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All lines of a process; one that a kill has torn is left out. */
    static List<Line> read(Path path) {
        try {
            String text = Files.exists(path) ? Files.readString(path, StandardCharsets.US_ASCII) : "";
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            return new ArrayList<>(whole.lines().map(Line::parse).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
