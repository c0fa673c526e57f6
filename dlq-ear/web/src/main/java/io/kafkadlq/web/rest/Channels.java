package io.kafkadlq.web.rest;

import io.kafkadlq.api.ChannelControl;
import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.flow.FlowStatus;
import io.kafkadlq.api.flow.ThresholdBackpressureStrategy;
import io.kafkadlq.web.json.ChannelJson;
import io.kafkadlq.web.json.JsonFields;
import io.kafkadlq.web.problem.Problem;
import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The channels as the API shows and switches them.
 *
 * @param marks finds out where a channel's doors close and open, if they do so by marks
 */
record Channels(DlqDesk desk, Function<String, Optional<ThresholdBackpressureStrategy>> marks) {

    JsonObject all() {
        Map<String, FlowStatus> flow = new TreeMap<>(desk.flow());
        var items = flow.entrySet().stream()
                .map(channel -> json(channel.getKey(), channel.getValue()))
                .toList();
        var load = flow.values().stream().map(status -> status.store().load()).findFirst();
        return JsonFields.object()
                .with("items", JsonFields.objects(items))
                .with("instance", ChannelJson.instance(load))
                .build();
    }

    /** @throws ProblemException if there is no such channel */
    JsonObject one(String name) {
        return json(name, flow(name));
    }

    /** @throws ProblemException if there is no such channel */
    ChannelControl control(String name) {
        flow(name);
        return desk.control(name);
    }

    /**
     * The switch of a channel whose handler can be limited.
     *
     * @throws ProblemException if there is no such channel, or none with a handler
     */
    ChannelControl handlerControl(String name) {
        if (flow(name).handler().isEmpty()) {
            throw new ProblemException(
                    ProblemType.NO_HANDLER,
                    "Channel " + name + " has no handler on this instance, so there is nothing to limit.");
        }
        return desk.control(name);
    }

    private FlowStatus flow(String name) {
        Map<String, FlowStatus> flow = desk.flow();
        FlowStatus status = flow.get(name);
        if (status == null) {
            throw new ProblemException(unknown(flow.keySet()));
        }
        return status;
    }

    private static Problem unknown(Set<String> names) {
        Set<String> known = new TreeSet<>(names);
        return Problem.of(
                        ProblemType.NOT_FOUND,
                        "There is no channel of this name; there are " + String.join(", ", known) + ".")
                .with("channels", JsonFields.texts(known));
    }

    private JsonObject json(String name, FlowStatus flow) {
        return ChannelJson.of(name, desk.control(name), flow, marks.apply(name));
    }
}
