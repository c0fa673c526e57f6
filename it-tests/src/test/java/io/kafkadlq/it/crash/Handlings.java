package io.kafkadlq.it.crash;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the ledgers of all processes together: who handled what, from when to when. */
final class Handlings {

    private final List<Handling> all = new ArrayList<>();

    /**
     * One call of a handler.
     *
     * @param to its end, or that of its process if that was killed meanwhile
     */
    record Handling(String process, String key, long offset, long from, long to, boolean succeeded) {}

    /** @param killedNanos when the process ended; the greatest value if it was not killed */
    void add(String process, List<Ledger.Line> lines, long killedNanos) {
        Map<String, Long> begun = new HashMap<>();
        for (Ledger.Line line : lines) {
            String record = line.key() + "@" + line.offset();
            if (line.begins()) {
                begun.put(record, line.nanos());
            } else {
                all.add(new Handling(
                        process, line.key(), line.offset(), begun.remove(record), line.nanos(), line.succeeds()));
            }
        }
        begun.forEach((record, from) -> {
            int at = record.indexOf('@');
            all.add(new Handling(
                    process,
                    record.substring(0, at),
                    Long.parseLong(record.substring(at + 1)),
                    from,
                    killedNanos,
                    false));
        });
    }

    private Map<String, List<Handling>> byKey() {
        Map<String, List<Handling>> byKey = new HashMap<>();
        all.stream().sorted(Comparator.comparingLong(Handling::from)).forEach(one -> byKey.computeIfAbsent(
                        one.key(), key -> new ArrayList<>())
                .add(one));
        return byKey;
    }

    int calls() {
        return all.size();
    }

    /** Records that some handler was done with. */
    long done() {
        return all.stream()
                .filter(Handling::succeeded)
                .map(one -> one.key() + "@" + one.offset())
                .distinct()
                .count();
    }

    /** Calls for records that were done already: repeated after a crash, before it was noted. */
    long repeated() {
        return all.stream().filter(Handling::succeeded).count() - done();
    }

    /** Records that a handler was done with for the first time after a later one of their key. */
    List<Handling> outOfOrder() {
        var wrong = new ArrayList<Handling>();
        byKey().values().forEach(ofKey -> {
            Set<Long> seen = new HashSet<>();
            long last = -1;
            for (Handling one : ofKey) {
                if (one.succeeded() && seen.add(one.offset())) {
                    if (one.offset() < last) {
                        wrong.add(one);
                    }
                    last = Math.max(last, one.offset());
                }
            }
        });
        return wrong;
    }

    /** Calls for a key that began while another for the same key was not over. */
    List<List<Handling>> together() {
        var wrong = new ArrayList<List<Handling>>();
        byKey().values().forEach(ofKey -> {
            for (int i = 1; i < ofKey.size(); i++) {
                if (ofKey.get(i).from() < ofKey.get(i - 1).to()) {
                    wrong.add(List.of(ofKey.get(i - 1), ofKey.get(i)));
                }
            }
        });
        return wrong;
    }
}
