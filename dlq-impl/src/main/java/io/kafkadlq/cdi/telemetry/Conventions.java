package io.kafkadlq.cdi.telemetry;

import io.opentelemetry.api.common.AttributeKey;

/** OpenTelemetry's names for what is said of messages; they are still in development there, so they are all here. */
final class Conventions {

    static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    static final AttributeKey<String> OPERATION_NAME = AttributeKey.stringKey("messaging.operation.name");
    static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    static final AttributeKey<Long> BATCH_SIZE = AttributeKey.longKey("messaging.batch.message_count");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    /** Ours. */
    static final AttributeKey<String> CHANNEL = AttributeKey.stringKey("dlq.channel");

    static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("dlq.attempt");
    static final AttributeKey<String> RECORD = AttributeKey.stringKey("dlq.record.id");

    private Conventions() {}
}
