package io.kafkadlq.bench.peers;

import io.kafkadlq.bench.harness.Contender;
import io.kafkadlq.bench.harness.Run;
import io.kafkadlq.bench.harness.Unit;
import io.kafkadlq.bench.topic.Topic;
import io.kafkadlq.rig.KafkaBroker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Lets one participant do one kind of work, with the clock on, and has the outcome audited. */
final class PeerContender implements Contender {

    /** Some would need hours where others need seconds: what they do within this is enough to tell. */
    private static final Duration CAP = Duration.ofSeconds(6);

    private static final long LOOK_NANOS = Duration.ofMillis(2).toNanos();

    private final String name;
    private final Optional<String> limit;
    private final Participant participant;
    private final Work work;
    private final Venue venue;

    /** Where all contenders meet: the broker, the topic that all read, and who looks what they have done. */
    record Venue(KafkaBroker broker, Topic topic, Audit audit) {}

    PeerContender(String name, Optional<String> limit, Participant participant, Work work, Venue venue) {
        this.name = name;
        this.limit = limit;
        this.participant = participant;
        this.work = work;
        this.venue = venue;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> limit() {
        return limit;
    }

    @Override
    public Run run(Duration bound) {
        var group = Topic.freshGroup();
        var deadLetters = group + ".dead-letters";
        Load.openDeadLetters(venue.broker(), deadLetters);
        var track = new Track(venue.topic().records());
        var bout = new Bout(venue.topic(), group, work, deadLetters, track);
        Map<Unit, Double> figures;
        try (var running = participant.start(bout)) {
            figures = measure(running, track, bound.compareTo(CAP) < 0 ? bound : CAP);
        }
        return new Run(figures, venue.audit().of(bout));
    }

    private Map<Unit, Double> measure(Participant.Running running, Track track, Duration bound) {
        var meter = track.awaitFirst(Topic.JOIN_BOUND)
                .orElseThrow(() -> new IllegalStateException(name + " got no record within " + Topic.JOIN_BOUND));
        long finished = running.finished();
        while (finished < venue.topic().records() && meter.elapsedNanos() < bound.toNanos()) {
            LockSupport.parkNanos(LOOK_NANOS);
            finished = running.finished();
        }
        return meter.stop(finished);
    }
}
