package io.kafkadlq.examples;

import io.kafkadlq.api.ChangeCommand;
import io.kafkadlq.api.ChangeCommand.Turn;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.RedriveCommand;
import io.kafkadlq.api.dsl.Storage;
import io.kafkadlq.api.model.RecordAction;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.QueryCriteria;
import java.util.Optional;
import java.util.OptionalLong;

/** A person puts one dead letter on hold, skips another and publishes a third again; a database keeps them. */
public final class DeskOfAnOperator {

    private static final String ANNA = "anna";

    private DeskOfAnOperator() {}

    public static void main(String... arguments) {
        var topic = SampleTopic.at(arguments, "example-desk").with();
        try (DlqRuntime dlq = DlqHandler.builder()
                .kafka(topic.brokers())
                .storage(Storage.jpa("jdbc:h2:mem:desk").poolSize(4))
                .channel("orders", orders -> orders.redrive(redrive -> redrive.allowedTopics(topic.name())))
                .build()) {
            var desk = dlq.desk();
            var failure = new IllegalStateException("no stock");
            var first = SampleLetters.submit(dlq.channel("orders"), "bert", failure);
            var second = SampleLetters.submit(dlq.channel("orders"), "cleo", failure);
            var third = SampleLetters.submit(dlq.channel("orders"), "dora", failure);

            desk.change(new ChangeCommand(
                            first, RecordAction.HOLD, OptionalLong.empty(), Turn.IN_ORDER, ANNA, "fixing"))
                    .toCompletableFuture()
                    .join();
            desk.change(new ChangeCommand(
                            second, RecordAction.SKIP, OptionalLong.empty(), Turn.IN_ORDER, ANNA, "a test"))
                    .toCompletableFuture()
                    .join();
            desk.redrive(new RedriveCommand(third, Optional.of(topic.name()), OptionalLong.empty(), ANNA, "in stock"))
                    .toCompletableFuture()
                    .join();

            var counts = desk.count(QueryCriteria.everything(), CountBy.STATUS)
                    .toCompletableFuture()
                    .join();
            SampleLetters.value(counts)
                    .groups()
                    .forEach(group -> System.out.println(group.key().get(0) + ": " + group.records()));
            var audit = desk.auditOf(third).toCompletableFuture().join();
            SampleLetters.value(audit)
                    .forEach(entry ->
                            System.out.println(entry.action() + " by " + entry.actor() + ": " + entry.result()));
        }
    }
}
