package io.kafkadlq.it.second;

import io.kafkadlq.api.cdi.DlqChannel;
import io.kafkadlq.api.event.BackpressureChanged;
import io.kafkadlq.api.event.ChannelPaused;
import io.kafkadlq.api.event.ChannelResumed;
import io.kafkadlq.api.event.DlqEvent;
import io.kafkadlq.api.event.RecordStored;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An application that observes what happens to channels and records, kind by kind and in both ways that CDI has. */
@ApplicationScoped
public class Watcher {

    private final List<String> seen = new CopyOnWriteArrayList<>();

    void onPause(@Observes ChannelPaused event) {
        note("observed", event);
    }

    void onPauseLater(@ObservesAsync ChannelPaused event) {
        note("observed later", event);
    }

    void onResume(@Observes ChannelResumed event) {
        note("observed", event);
    }

    void onPressure(@ObservesAsync BackpressureChanged event) {
        note("observed later", event);
    }

    void onStored(@Observes @DlqChannel("default") RecordStored event) {
        note("observed", event);
    }

    /** Must keep nobody else from being told. */
    void fail(@ObservesAsync DlqEvent event) {
        throw new IllegalStateException("an observer's defect");
    }

    private void note(String how, DlqEvent event) {
        seen.add(how + " " + event.getClass().getSimpleName() + " of " + event.channel());
    }

    public List<String> seen() {
        return seen;
    }
}
