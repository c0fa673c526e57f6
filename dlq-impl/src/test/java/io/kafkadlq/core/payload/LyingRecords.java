package io.kafkadlq.core.payload;

import io.kafkadlq.api.config.TopicName;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Topics as a test wants them: what lies where, what is gone, whether Kafka is away, and what topics say of themselves. */
public final class LyingRecords implements PayloadSource {

    private final Map<Source, Payload> records = new ConcurrentHashMap<>();
    private final Map<String, Long> firstKept = new ConcurrentHashMap<>();
    private final List<List<Source>> asked = new CopyOnWriteArrayList<>();
    private volatile boolean away;
    private volatile Runnable meanwhile = () -> {};
    private volatile CompletionStage<TopicLook> look =
            CompletableFuture.completedStage(new TopicLook(List.of(), List.of()));
    private volatile int looks;

    public LyingRecords with(Source place, Payload payload) {
        records.put(place, payload);
        return this;
    }

    public void lose(Source place) {
        records.remove(place);
    }

    public void away(boolean now) {
        away = now;
    }

    /** What happens while it fetches. */
    public void meanwhile(Runnable happens) {
        meanwhile = happens;
    }

    public void keepsFrom(String topic, long offset) {
        firstKept.put(topic, offset);
    }

    void says(TopicLook of) {
        look = CompletableFuture.completedStage(of);
    }

    void saysNothing() {
        look = CompletableFuture.failedStage(new IllegalStateException("away"));
    }

    /** What was asked for, call by call. */
    public List<List<Source>> asked() {
        return List.copyOf(asked);
    }

    int looks() {
        return looks;
    }

    @Override
    public CompletionStage<List<Fetched>> fetch(List<Source> places) {
        asked.add(List.copyOf(places));
        meanwhile.run();
        List<Fetched> answers = new ArrayList<>();
        places.forEach(place -> answers.add(answer(place)));
        return CompletableFuture.completedStage(answers);
    }

    private Fetched answer(Source place) {
        if (away) {
            return new Fetched.Unavailable(new IllegalStateException("Kafka is away"));
        }
        Payload payload = records.get(place);
        return payload == null ? new Fetched.Gone(place + " is lost") : new Fetched.Found(payload);
    }

    @Override
    public OptionalLong firstKept(String topic, int partition) {
        Long first = firstKept.get(topic);
        return first == null ? OptionalLong.empty() : OptionalLong.of(first);
    }

    @Override
    public synchronized CompletionStage<TopicLook> look(List<TopicName> topics) {
        looks++;
        return look;
    }

    @Override
    public void close() {}
}
