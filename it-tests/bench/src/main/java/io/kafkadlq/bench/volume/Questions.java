package io.kafkadlq.bench.volume;

import static io.kafkadlq.bench.database.Storages.value;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.bench.database.Jdbc;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** What people ask of a store: pages of 50 and counts, by the public API. */
record Questions(DlqStorage storage, Jdbc jdbc, Volume volume) {

    private static final int PAGES = 10;
    private static final int COUNTS = 3;
    private static final String PAGE = "page: ";

    private static final List<CountBy> COUNTED =
            List.of(CountBy.STATUS, CountBy.CHANNEL_AND_STATUS, CountBy.EXCEPTION_CLASS, CountBy.DAY);

    /**
     * @param runs how often it is asked
     * @param asked what is to be asked in a run: each time something a little different
     */
    record Question(String name, int runs, IntFunction<Supplier<?>> asked) {}

    List<Question> all() {
        var all = new ArrayList<Question>();
        predefined().forEach((name, criteria) -> all.add(new Question(name, PAGES, run -> page(criteria))));
        fromTheMiddle()
                .forEach((name, criteria) -> all.add(
                        new Question(PAGE + name, PAGES, run -> page(criteria.after(volume.middle(jdbc, run))))));
        for (CountBy by : COUNTED) {
            all.add(new Question(
                    nameOf(by), COUNTS, run -> () -> value(storage.count(QueryCriteria.everything(), by))));
        }
        return all;
    }

    private Supplier<?> page(QueryCriteria criteria) {
        return () -> value(storage.query(criteria));
    }

    /** Those that are to be quick. */
    static List<String> names() {
        var names = new ArrayList<>(predefined().keySet());
        fromTheMiddle().keySet().forEach(name -> names.add(PAGE + name));
        COUNTED.forEach(by -> names.add(nameOf(by)));
        return names;
    }

    private static String nameOf(CountBy by) {
        return "count: " + by.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Map<String, QueryCriteria> predefined() {
        var now = Instant.now();
        var hourAgo = now.minus(Duration.ofHours(1));
        var predefined = new LinkedHashMap<String, QueryCriteria>();
        predefined.put("due", QueryCriteria.due(now));
        predefined.put("stuck", QueryCriteria.stuck(hourAgo));
        predefined.put("oldest unresolved", QueryCriteria.oldestUnresolved());
        predefined.put("new in the last hour", QueryCriteria.newSince(hourAgo));
        return predefined;
    }

    /** To be asked behind a record in the midst of all. */
    private static Map<String, QueryCriteria> fromTheMiddle() {
        var all = QueryCriteria.everything();
        var failed = all.withStatuses(Set.of(DlqStatus.FAILED));
        var pages = new LinkedHashMap<String, QueryCriteria>();
        pages.put("all", all);
        pages.put("all, oldest first", all.oldestFirst());
        pages.put("failed", failed);
        pages.put("retrying", all.withStatuses(Set.of(DlqStatus.RETRYING)));
        pages.put("of a channel", all.inChannel(Volume.OTHER_CHANNEL));
        pages.put("of a rare channel", all.inChannel(Volume.RARE_CHANNEL));
        pages.put("failed of a channel", failed.inChannel(Volume.CHANNEL));
        pages.put("of a topic", all.onTopic(Volume.OTHER_TOPIC));
        pages.put("of a rare topic", all.onTopic(Volume.RARE_TOPIC));
        pages.put("of a key", all.withKey(bytes(Volume.KEY)));
        pages.put("of a frequent key", all.withKey(bytes(Volume.FREQUENT_KEY)));
        return pages;
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.US_ASCII);
    }
}
