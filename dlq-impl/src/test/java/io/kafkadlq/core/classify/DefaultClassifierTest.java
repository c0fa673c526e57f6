package io.kafkadlq.core.classify;

import static io.kafkadlq.api.model.ErrorType.DEPENDENCY_UNAVAILABLE;
import static io.kafkadlq.api.model.ErrorType.DESERIALIZATION;
import static io.kafkadlq.api.model.ErrorType.RATE_LIMITED;
import static io.kafkadlq.api.model.ErrorType.TIMEOUT;
import static io.kafkadlq.api.model.ErrorType.TRANSIENT;
import static io.kafkadlq.api.model.ErrorType.VALIDATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.DlqOverloadedException;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.ExceptionChain;
import io.kafkadlq.api.model.ExceptionChain.Link;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Text;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.StreamCorruptedException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.MalformedInputException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DefaultClassifierTest {

    private static final DefaultClassifier CLASSIFIER = new DefaultClassifier();

    static Stream<Arguments> thrown() {
        return Stream.of(
                Arguments.of(new SocketTimeoutException("Read timed out"), TIMEOUT),
                Arguments.of(new HttpTimeoutException("request timed out"), TIMEOUT),
                Arguments.of(new TimeoutException(), TIMEOUT),
                Arguments.of(new InterruptedIOException("timeout"), TIMEOUT),
                Arguments.of(new HttpConnectTimeoutException("no connection"), DEPENDENCY_UNAVAILABLE),
                Arguments.of(new ConnectException("Connection refused"), DEPENDENCY_UNAVAILABLE),
                Arguments.of(new UnknownHostException("shop"), DEPENDENCY_UNAVAILABLE),
                Arguments.of(new NoRouteToHostException(), DEPENDENCY_UNAVAILABLE),
                Arguments.of(new SSLHandshakeException("expired"), DEPENDENCY_UNAVAILABLE),
                Arguments.of(new SocketException("Connection reset"), TRANSIENT),
                Arguments.of(new IOException("broken"), TRANSIENT),
                Arguments.of(new UncheckedIOException(new EOFException()), TRANSIENT),
                Arguments.of(new RejectedExecutionException(), TRANSIENT),
                Arguments.of(new NumberFormatException("For input string"), VALIDATION),
                Arguments.of(new DateTimeParseException("no date", "x", 0), VALIDATION),
                Arguments.of(new StreamCorruptedException(), DESERIALIZATION),
                Arguments.of(new MalformedInputException(1), DESERIALIZATION),
                Arguments.of(new DlqOverloadedException("full", Duration.ZERO), RATE_LIMITED),
                Arguments.of(
                        new CompletionException(new ExecutionException(new ConnectException())),
                        DEPENDENCY_UNAVAILABLE));
    }

    static Stream<Arguments> thrownByDrivers() {
        return Stream.of(
                Arguments.of(new SQLTransientConnectionException("pool is empty"), DEPENDENCY_UNAVAILABLE),
                Arguments.of(new SQLNonTransientConnectionException(), DEPENDENCY_UNAVAILABLE),
                Arguments.of(new SQLRecoverableException(), DEPENDENCY_UNAVAILABLE),
                Arguments.of(new SQLTimeoutException(), TIMEOUT),
                Arguments.of(new SQLTransactionRollbackException(), TRANSIENT),
                Arguments.of(new SQLIntegrityConstraintViolationException("duplicate", "23505"), VALIDATION),
                Arguments.of(new VendorException("08006"), DEPENDENCY_UNAVAILABLE),
                Arguments.of(new VendorException("22001"), VALIDATION),
                Arguments.of(new VendorException("23505"), VALIDATION),
                Arguments.of(new VendorException("40P01"), TRANSIENT),
                Arguments.of(new VendorException("53300"), DEPENDENCY_UNAVAILABLE),
                Arguments.of(new VendorException("55P03"), TRANSIENT),
                Arguments.of(new VendorException("57014"), TIMEOUT),
                Arguments.of(new VendorException("57P01"), DEPENDENCY_UNAVAILABLE),
                Arguments.of(new BatchUpdateException("batch", "40001", new int[0]), TRANSIENT),
                Arguments.of(
                        new BatchUpdateException("batch", null, new int[0], new VendorException("23503")), VALIDATION));
    }

    /** As PostgreSQL's is: of no class but SQLException's, and a state. */
    private static final class VendorException extends SQLException {

        private static final long serialVersionUID = 1L;

        VendorException(String state) {
            super("vendor's words", state);
        }
    }

    static Stream<Arguments> thrownByKafka() {
        return Stream.of(
                Arguments.of(new SerializationException("no magic byte"), DESERIALIZATION),
                Arguments.of(new SerializationException(new IllegalArgumentException()), DESERIALIZATION),
                Arguments.of(new SerializationException(new NumberFormatException()), DESERIALIZATION),
                Arguments.of(new SerializationException(new EOFException()), DESERIALIZATION),
                Arguments.of(new SerializationException(new ConnectException()), DEPENDENCY_UNAVAILABLE),
                Arguments.of(new org.apache.kafka.common.errors.TimeoutException("expired"), TIMEOUT),
                Arguments.of(
                        new org.apache.kafka.common.errors.TimeoutException(new DisconnectException()),
                        DEPENDENCY_UNAVAILABLE),
                Arguments.of(new NotEnoughReplicasException(), DEPENDENCY_UNAVAILABLE),
                Arguments.of(new UnknownTopicOrPartitionException(), TRANSIENT),
                Arguments.of(new RecordTooLargeException(), VALIDATION));
    }

    @ParameterizedTest
    @MethodSource({"thrown", "thrownByDrivers", "thrownByKafka"})
    void shouldKnowWhatWasThrownHere(Throwable thrown, ErrorType expected) {
        assertThat(CLASSIFIER.classify(ExceptionChain.of(thrown))).contains(expected);
        assertThat(CLASSIFIER.classify(ExceptionChain.of(new IllegalStateException("wrapper", thrown))))
                .contains(expected);
    }

    private static Optional<ErrorType> typeOf(String className, String message) {
        return CLASSIFIER.classify(ExceptionChain.of(
                Failure.unexplained().withExceptionClass(Text.of(className)).withMessage(Text.of(message))));
    }

    @ParameterizedTest
    @CsvSource({
        "jakarta.validation.ConstraintViolationException,VALIDATION",
        "javax.validation.ConstraintViolationException,VALIDATION",
        "jakarta.persistence.OptimisticLockException,TRANSIENT",
        "javax.persistence.OptimisticLockException,TRANSIENT",
        "jakarta.persistence.QueryTimeoutException,TIMEOUT",
        "jakarta.json.stream.JsonParsingException,DESERIALIZATION",
        "jakarta.json.bind.JsonbException,DESERIALIZATION",
        "jakarta.ws.rs.ServiceUnavailableException,DEPENDENCY_UNAVAILABLE",
        "jakarta.ws.rs.BadRequestException,VALIDATION",
        "jakarta.ws.rs.ProcessingException,DEPENDENCY_UNAVAILABLE",
        "org.hibernate.StaleObjectStateException,TRANSIENT",
        "org.hibernate.exception.JDBCConnectionException,DEPENDENCY_UNAVAILABLE",
        "org.hibernate.exception.LockAcquisitionException,TRANSIENT",
        "org.hibernate.exception.ConstraintViolationException,VALIDATION",
        "org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException,DEPENDENCY_UNAVAILABLE",
        "org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException,TIMEOUT",
        "org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException,RATE_LIMITED",
        "io.github.resilience4j.ratelimiter.RequestNotPermitted,RATE_LIMITED",
        "org.springframework.web.client.HttpClientErrorException$TooManyRequests,RATE_LIMITED",
        "org.springframework.web.client.HttpClientErrorException$UnprocessableEntity,VALIDATION",
        "org.springframework.web.client.HttpServerErrorException$ServiceUnavailable,DEPENDENCY_UNAVAILABLE",
        "org.springframework.web.client.HttpServerErrorException$GatewayTimeout,TIMEOUT",
        "org.springframework.web.client.ResourceAccessException,DEPENDENCY_UNAVAILABLE",
        "org.springframework.dao.CannotAcquireLockException,TRANSIENT",
        "org.springframework.dao.DuplicateKeyException,VALIDATION",
        "org.springframework.kafka.support.serializer.DeserializationException,DESERIALIZATION",
        "org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException,VALIDATION",
        "feign.FeignException$TooManyRequests,RATE_LIMITED",
        "feign.FeignException$BadGateway,DEPENDENCY_UNAVAILABLE",
        "feign.FeignException$InternalServerError,TRANSIENT",
        "feign.RetryableException,DEPENDENCY_UNAVAILABLE",
        "org.apache.http.conn.HttpHostConnectException,DEPENDENCY_UNAVAILABLE",
        "org.apache.http.NoHttpResponseException,TRANSIENT",
        "org.apache.hc.client5.http.ConnectTimeoutException,TIMEOUT",
        "okhttp3.internal.http2.StreamResetException,TRANSIENT",
        "io.netty.handler.timeout.ReadTimeoutException,TIMEOUT",
        "com.fasterxml.jackson.core.JsonParseException,DESERIALIZATION",
        "com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException,DESERIALIZATION",
        "tools.jackson.core.exc.StreamReadException,DESERIALIZATION",
        "com.google.gson.JsonSyntaxException,DESERIALIZATION",
        "com.google.protobuf.InvalidProtocolBufferException,DESERIALIZATION",
        "org.apache.avro.AvroTypeException,DESERIALIZATION",
        "org.apache.kafka.connect.errors.DataException,DESERIALIZATION",
        "org.apache.kafka.connect.errors.RetriableException,TRANSIENT",
        "com.mongodb.MongoSocketOpenException,DEPENDENCY_UNAVAILABLE",
        "io.lettuce.core.RedisCommandTimeoutException,TIMEOUT"
    })
    void shouldKnowClassesThatAreNotHere(String className, ErrorType expected) {
        assertThat(typeOf(className, "")).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jakarta.ws.rs.WebApplicationException|HTTP 429 Too Many Requests|RATE_LIMITED",
                "javax.ws.rs.ServerErrorException|HTTP 503 Service Unavailable|DEPENDENCY_UNAVAILABLE",
                "org.jboss.resteasy.reactive.ClientWebApplicationException|Received: 'Gateway Timeout, status code 504' when"
                        + " invoking REST Client method: 'com.acme.Shop#book'|TIMEOUT",
                "org.springframework.web.client.HttpClientErrorException|429 Too Many Requests: [no body]|RATE_LIMITED",
                "org.springframework.web.reactive.function.client.WebClientResponseException|500 Internal Server Error from"
                        + " GET http://shop/orders/503|TRANSIENT",
                "org.apache.http.client.HttpResponseException|status code: 408, reason phrase: Request Timeout|TIMEOUT",
                "feign.FeignException|[422 Unprocessable Entity] during [POST] to [http://shop/503]|VALIDATION",
                "feign.FeignException|status 503 reading Shop#book(Order)|DEPENDENCY_UNAVAILABLE",
                "retrofit2.HttpException|'HTTP 502 '|DEPENDENCY_UNAVAILABLE",
                "io.ktor.client.plugins.ClientRequestException|Client request(GET http://shop/) invalid: 429 Too Many"
                        + " Requests. Text: \"\"|RATE_LIMITED",
                "io.ktor.client.plugins.ServerResponseException|Server error(GET http://shop/: 503 Service Unavailable."
                        + " Text: \"\"|DEPENDENCY_UNAVAILABLE",
                "io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException|Error in the backend data"
                        + " store; error code: 50001|TRANSIENT",
                "org.elasticsearch.client.ResponseException|method [POST], host [http://es:9200], URI [/_bulk], status line"
                        + " [HTTP/1.1 429 Too Many Requests]|RATE_LIMITED",
                "software.amazon.awssdk.awscore.exception.AwsServiceException|Slow down (Service: S3, Status Code: 503,"
                        + " Request ID: 429)|DEPENDENCY_UNAVAILABLE",
                "io.grpc.StatusRuntimeException|UNAVAILABLE: io exception|DEPENDENCY_UNAVAILABLE",
                "io.grpc.StatusRuntimeException|DEADLINE_EXCEEDED|TIMEOUT",
                "io.grpc.StatusRuntimeException|RESOURCE_EXHAUSTED: quota|RATE_LIMITED",
                "io.grpc.StatusException|INVALID_ARGUMENT: no such currency|VALIDATION"
            })
    void shouldFindTheStatusInMessagesOfItsClasses(String className, String message, ErrorType expected) {
        assertThat(typeOf(className, message)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java.lang.IllegalArgumentException|HTTP 429",
                "java.lang.IllegalStateException|UNAVAILABLE: sold out",
                "java.lang.NullPointerException|''",
                "com.acme.OrderRefused|timeout 503",
                "com.acme.Names$TooManyRequests|''",
                "java.sql.SQLSyntaxErrorException|no such table",
                "jakarta.ws.rs.WebApplicationException|HTTP 404 Not Found",
                "jakarta.ws.rs.WebApplicationException|order 429 is sold out",
                "io.grpc.StatusRuntimeException|UNAVAILABLE_BY_DESIGN: no",
                "io.grpc.StatusRuntimeException|NOT_FOUND: order"
            })
    void shouldNotKnowWhatSaysNothing(String className, String message) {
        assertThat(typeOf(className, message)).isEmpty();
    }

    @Test
    void shouldNotTakeASqlStateFromWhatIsNoSqlException() {
        assertThat(CLASSIFIER.classify(new ExceptionChain(List.of(new Link(List.of("com.acme.Coded"), "", "08006")))))
                .isEmpty();
        assertThat(CLASSIFIER.classify(ExceptionChain.of(new SQLSyntaxErrorException("no table", "42P01"))))
                .isEmpty();
    }

    static Stream<Arguments> stackTraces() {
        return Stream.of(
                Arguments.of("""
                        org.springframework.kafka.listener.ListenerExecutionFailedException: Listener method 'public void \
                        com.acme.Orders.on(java.lang.String)' threw exception
                        \tat org.springframework.kafka.listener.adapter.MessagingMessageListenerAdapter.invokeHandler(M.java:426)
                        \tSuppressed: org.springframework.kafka.listener.ListenerExecutionFailedException: Restored Stack Trace
                        \t\tat org.springframework.kafka.listener.adapter.MessagingMessageListenerAdapter.invokeHandler(M.java:1)
                        Caused by: org.springframework.web.client.ResourceAccessException: I/O error on GET request for \
                        "http://shop": Connection refused
                        \tat org.springframework.web.client.RestTemplate.createResourceAccessException(RestTemplate.java:915)
                        \t... 12 more
                        Caused by: java.net.ConnectException: Connection refused
                        \t... 17 more
                        """, DEPENDENCY_UNAVAILABLE),
                Arguments.of("""
                        org.springframework.kafka.support.serializer.DeserializationException: failed to deserialize
                        \tat org.springframework.kafka.support.serializer.SerializationUtils.x(SerializationUtils.java:158)
                        Caused by: org.apache.kafka.common.errors.SerializationException: Can't deserialize data
                        Caused by: com.fasterxml.jackson.core.JsonParseException: Unrecognized token 'x': was expecting
                         at [Source: (byte[])"x"; line: 1, column: 2]
                        \tat com.fasterxml.jackson.core.JsonParser._constructError(JsonParser.java:2477)
                        """, DESERIALIZATION),
                Arguments.of("""
                        org.apache.kafka.connect.errors.DataException: Converting byte[] to Kafka Connect data failed due to \
                        serialization error:\s
                        \tat org.apache.kafka.connect.json.JsonConverter.toConnectData(JsonConverter.java:333)
                        Caused by: org.apache.kafka.common.errors.SerializationException: java.io.CharConversionException: \
                        Invalid UTF-32 character
                        Caused by: java.io.CharConversionException: Invalid UTF-32 character
                        """, DESERIALIZATION),
                Arguments.of("""
                        org.apache.kafka.connect.errors.DataException: Failed to deserialize data for topic orders to Avro:\s
                        Caused by: org.apache.kafka.common.errors.SerializationException: Error retrieving Avro schema for id 1
                        Caused by: java.net.SocketTimeoutException: Read timed out
                        """, TIMEOUT),
                Arguments.of("""
                        io.smallrye.mutiny.CompositeException: Multiple exceptions caught:
                        \t[Exception 0] java.lang.RuntimeException: no
                        Caused by: jakarta.persistence.PersistenceException: Converting
                        Caused by: org.hibernate.exception.LockAcquisitionException: could not execute statement
                        Caused by: org.postgresql.util.PSQLException: ERROR: deadlock detected
                        """, TRANSIENT),
                Arguments.of("""
                        com.acme.BookingFailed: no
                        Caused by: feign.FeignException$ServiceUnavailable: [503 ] during [GET] to [http://shop]
                        """, DEPENDENCY_UNAVAILABLE));
    }

    @ParameterizedTest
    @MethodSource("stackTraces")
    void shouldReadWhatOtherFrameworksPrint(String stackTrace, ErrorType expected) {
        Failure failure = Failure.unexplained().withStackTrace(Text.of(stackTrace));

        assertThat(CLASSIFIER.classify(ExceptionChain.of(failure))).contains(expected);
    }

    /** SmallRye tells but the class, its words, and those of the cause. */
    @Test
    void shouldKnowACauseThatADeadLetterNamesWithoutATrace() {
        Failure failure = Failure.unexplained()
                .withExceptionClass(Text.of("java.util.concurrent.CompletionException"))
                .withMessage(Text.of("java.net.UnknownHostException: shop"))
                .withRootCauseClass(Text.of("java.net.UnknownHostException"));

        assertThat(CLASSIFIER.classify(ExceptionChain.of(failure))).contains(DEPENDENCY_UNAVAILABLE);
    }

    @Test
    void shouldKnowNothingOfNothing() {
        assertThat(CLASSIFIER.classify(ExceptionChain.of(Failure.unexplained())))
                .isEmpty();
    }
}
