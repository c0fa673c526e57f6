package io.kafkadlq.core.classify;

import io.kafkadlq.api.model.ErrorType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the classes of exceptions say by their names: a line each package, with the classes that are known of it. */
final class KnownExceptions {

    private static final String TRANSIENT = """
            java.net: SocketException HttpRetryException
            java.nio.channels: ClosedChannelException AsynchronousCloseException ClosedByInterruptException
            java.util.concurrent: RejectedExecutionException CancellationException
            javax.net.ssl: SSLException
            java.sql: SQLTransientException SQLTransactionRollbackException
            org.h2.jdbc: JdbcSQLTransactionRollbackException JdbcSQLTransientException
            com.mysql.cj.jdbc.exceptions: MySQLTransactionRollbackException
            jakarta.persistence: OptimisticLockException PessimisticLockException LockTimeoutException
            jakarta.ejb: ConcurrentAccessException ConcurrentAccessTimeoutException
            jakarta.ws.rs: InternalServerErrorException
            org.hibernate: StaleStateException StaleObjectStateException PessimisticLockException
            org.hibernate.dialect.lock: OptimisticEntityLockException PessimisticEntityLockException
            org.hibernate.exception: LockAcquisitionException LockTimeoutException
            org.springframework.dao: TransientDataAccessException RecoverableDataAccessException
            org.springframework.dao: ConcurrencyFailureException OptimisticLockingFailureException
            org.springframework.dao: PessimisticLockingFailureException CannotAcquireLockException
            org.springframework.dao: CannotSerializeTransactionException DeadlockLoserDataAccessException
            org.springframework.orm: ObjectOptimisticLockingFailureException
            org.springframework.orm.jpa: JpaOptimisticLockingFailureException
            org.apache.kafka.common.errors: RetriableException ConcurrentTransactionsException CorruptRecordException
            org.apache.kafka.common.errors: RebalanceInProgressException NotCoordinatorException
            org.apache.kafka.common.errors: NotLeaderOrFollowerException UnknownTopicOrPartitionException
            org.apache.kafka.clients.consumer: RetriableCommitFailedException CommitFailedException
            org.apache.kafka.connect.errors: RetriableException
            org.apache.http: NoHttpResponseException ConnectionClosedException
            org.apache.hc.core5.http: NoHttpResponseException ConnectionClosedException StreamClosedException
            okhttp3.internal.http2: StreamResetException ConnectionShutdownException
            reactor.netty.http.client: PrematureCloseException
            com.datastax.oss.driver.api.core.connection: ClosedConnectionException HeartbeatException
            """;

    private static final String TIMEOUT = """
            java.net: SocketTimeoutException
            java.net.http: HttpTimeoutException
            java.util.concurrent: TimeoutException
            java.sql: SQLTimeoutException
            org.h2.jdbc: JdbcSQLTimeoutException
            jakarta.persistence: QueryTimeoutException
            org.hibernate: QueryTimeoutException
            org.springframework.dao: QueryTimeoutException
            org.springframework.transaction: TransactionTimedOutException
            org.springframework.web.context.request.async: AsyncRequestTimeoutException
            org.eclipse.microprofile.faulttolerance.exceptions: TimeoutException
            dev.failsafe: TimeoutExceededException
            org.apache.kafka.common.errors: TimeoutException
            org.apache.http.conn: ConnectTimeoutException ConnectionPoolTimeoutException
            org.apache.hc.client5.http: ConnectTimeoutException
            org.apache.hc.core5.http: ConnectionRequestTimeoutException
            io.netty.channel: ConnectTimeoutException
            io.netty.handler.timeout: TimeoutException ReadTimeoutException WriteTimeoutException
            io.vertx.core.http.impl: NoStackTraceTimeoutException
            io.lettuce.core: RedisCommandTimeoutException
            com.mongodb: MongoTimeoutException MongoSocketReadTimeoutException MongoExecutionTimeoutException
            com.mongodb: MongoOperationTimeoutException
            com.datastax.oss.driver.api.core: DriverTimeoutException
            com.datastax.oss.driver.api.core.servererrors: ReadTimeoutException WriteTimeoutException
            software.amazon.awssdk.core.exception: ApiCallTimeoutException ApiCallAttemptTimeoutException
            """;

    private static final String DEPENDENCY_UNAVAILABLE = """
            java.net: ConnectException UnknownHostException NoRouteToHostException PortUnreachableException
            java.net.http: HttpConnectTimeoutException
            java.nio.channels: UnresolvedAddressException
            java.rmi: ConnectException UnknownHostException
            javax.net.ssl: SSLHandshakeException
            javax.naming: CommunicationException ServiceUnavailableException
            java.sql: SQLTransientConnectionException SQLNonTransientConnectionException SQLRecoverableException
            org.h2.jdbc: JdbcSQLNonTransientConnectionException
            com.mysql.cj.jdbc.exceptions: CommunicationsException ConnectionIsClosedException
            com.zaxxer.hikari.pool: HikariPool$PoolInitializationException
            org.hibernate.exception: JDBCConnectionException
            org.springframework.dao: DataAccessResourceFailureException
            org.springframework.jdbc: CannotGetJdbcConnectionException
            org.springframework.transaction: CannotCreateTransactionException
            jakarta.ws.rs: ServiceUnavailableException
            org.jboss.resteasy.client.exception: ResteasyServiceUnavailableException
            org.eclipse.microprofile.faulttolerance.exceptions: CircuitBreakerOpenException
            io.github.resilience4j.circuitbreaker: CallNotPermittedException
            dev.failsafe: CircuitBreakerOpenException
            org.apache.kafka.common.errors: NetworkException DisconnectException BrokerNotAvailableException
            org.apache.kafka.common.errors: CoordinatorNotAvailableException LeaderNotAvailableException
            org.apache.kafka.common.errors: NotEnoughReplicasException NotEnoughReplicasAfterAppendException
            org.apache.http.conn: HttpHostConnectException
            org.apache.hc.client5.http: HttpHostConnectException
            io.netty.channel: AbstractChannel$AnnotatedConnectException
            io.netty.resolver.dns: DnsNameResolverException
            redis.clients.jedis.exceptions: JedisConnectionException
            io.lettuce.core: RedisConnectionException
            com.mongodb: MongoSocketException MongoSocketOpenException MongoNodeIsRecoveringException
            com.mongodb: MongoNotPrimaryException
            com.datastax.oss.driver.api.core: AllNodesFailedException NoNodeAvailableException
            com.datastax.oss.driver.api.core.servererrors: UnavailableException
            com.rabbitmq.client: AlreadyClosedException
            """;

    private static final String RATE_LIMITED = """
            io.kafkadlq.api: DlqOverloadedException
            org.apache.kafka.common.errors: ThrottlingQuotaExceededException
            org.eclipse.microprofile.faulttolerance.exceptions: BulkheadException
            io.smallrye.faulttolerance.api: RateLimitException
            io.github.resilience4j.ratelimiter: RequestNotPermitted
            io.github.resilience4j.bulkhead: BulkheadFullException
            dev.failsafe: RateLimitExceededException BulkheadFullException
            com.datastax.oss.driver.api.core: RequestThrottlingException
            com.datastax.oss.driver.api.core.servererrors: OverloadedException
            """;

    private static final String DESERIALIZATION = """
            java.io: InvalidClassException InvalidObjectException StreamCorruptedException OptionalDataException
            java.io: UTFDataFormatException
            java.nio.charset: CharacterCodingException MalformedInputException UnmappableCharacterException
            java.util.zip: DataFormatException ZipException
            javax.xml.stream: XMLStreamException
            org.xml.sax: SAXException SAXParseException
            jakarta.xml.bind: JAXBException UnmarshalException
            jakarta.json: JsonException
            jakarta.json.stream: JsonParsingException
            jakarta.json.bind: JsonbException
            org.apache.kafka.common.errors: SerializationException RecordDeserializationException
            org.apache.kafka.common: InvalidRecordException
            org.apache.kafka.connect.errors: DataException SchemaBuilderException SchemaProjectorException
            org.springframework.kafka.support.serializer: DeserializationException
            org.springframework.kafka.support.converter: ConversionException
            org.springframework.messaging.converter: MessageConversionException
            org.springframework.core.convert: ConversionException ConversionFailedException ConverterNotFoundException
            org.springframework.messaging.handler.annotation.support: MethodArgumentTypeMismatchException
            org.springframework.messaging.handler.invocation: MethodArgumentResolutionException
            com.fasterxml.jackson.core: JsonProcessingException JsonParseException JacksonException
            com.fasterxml.jackson.core.exc: StreamReadException InputCoercionException
            com.fasterxml.jackson.core.io: JsonEOFException
            com.fasterxml.jackson.databind: JsonMappingException DatabindException
            com.fasterxml.jackson.databind.exc: MismatchedInputException InvalidFormatException InvalidNullException
            com.fasterxml.jackson.databind.exc: InvalidTypeIdException InvalidDefinitionException IgnoredPropertyException
            com.fasterxml.jackson.databind.exc: UnrecognizedPropertyException ValueInstantiationException
            tools.jackson.core: JacksonException
            tools.jackson.core.exc: StreamReadException InputCoercionException UnexpectedEndOfInputException
            tools.jackson.databind: DatabindException
            tools.jackson.databind.exc: MismatchedInputException InvalidFormatException InvalidTypeIdException
            tools.jackson.databind.exc: UnrecognizedPropertyException ValueInstantiationException
            com.google.gson: JsonParseException JsonSyntaxException
            com.google.gson.stream: MalformedJsonException
            com.google.protobuf: InvalidProtocolBufferException InvalidProtocolBufferException$InvalidWireTypeException
            org.json: JSONException
            org.apache.avro: AvroRuntimeException AvroTypeException SchemaParseException InvalidAvroMagicException
            org.apache.avro: UnresolvedUnionException AvroMissingFieldException
            org.apache.avro.message: BadHeaderException MissingSchemaException
            org.apache.thrift.protocol: TProtocolException
            kotlinx.serialization: SerializationException MissingFieldException
            kotlinx.serialization.json.internal: JsonDecodingException
            io.circe: ParsingFailure DecodingFailure
            play.api.libs.json: JsResultException
            org.msgpack.core: MessagePackException MessageFormatException
            """;

    private static final String VALIDATION = """
            java.sql: SQLIntegrityConstraintViolationException SQLDataException
            org.h2.jdbc: JdbcSQLIntegrityConstraintViolationException JdbcSQLDataException
            jakarta.validation: ConstraintViolationException
            jakarta.persistence: EntityExistsException
            jakarta.ws.rs: BadRequestException NotAcceptableException NotSupportedException
            jakarta.mail.internet: AddressException ParseException
            org.hibernate: PropertyValueException
            org.hibernate.exception: ConstraintViolationException DataException
            org.springframework.dao: DataIntegrityViolationException DuplicateKeyException
            org.springframework.validation: BindException
            org.springframework.web.bind: MethodArgumentNotValidException
            org.springframework.messaging.handler.annotation.support: MethodArgumentNotValidException
            org.apache.kafka.common.errors: RecordTooLargeException RecordBatchTooLargeException InvalidTopicException
            org.everit.json.schema: ValidationException
            """;

    /**
     * Names that say little: nearly anything may be behind them, and what they wrap or are wrapped in says more. {@code
     * IllegalArgumentException} is not even among these: as many are defects of code as of data.
     */
    private static final Map<ErrorType, String> VAGUE = Map.of(
            ErrorType.TRANSIENT,
            """
            java.io: IOException
            jakarta.transaction: RollbackException
            jakarta.persistence: RollbackException
            """,
            ErrorType.TIMEOUT,
            "java.io: InterruptedIOException",
            ErrorType.DEPENDENCY_UNAVAILABLE,
            """
            java.rmi: RemoteException
            jakarta.ws.rs: ProcessingException
            jakarta.jms: JMSException JMSRuntimeException
            jakarta.mail: MessagingException
            jakarta.resource: ResourceException
            org.springframework.web.client: ResourceAccessException
            org.springframework.web.reactive.function.client: WebClientRequestException
            feign: RetryableException
            """,
            ErrorType.VALIDATION,
            """
            java.lang: NumberFormatException
            java.time: DateTimeException
            java.time.format: DateTimeParseException
            java.text: ParseException
            java.net: URISyntaxException
            jakarta.validation: ValidationException
            """);

    private static final Map<String, ErrorType> CERTAIN_BY_NAME = byName(Map.of(
            ErrorType.TRANSIENT, TRANSIENT,
            ErrorType.TIMEOUT, TIMEOUT,
            ErrorType.DEPENDENCY_UNAVAILABLE, DEPENDENCY_UNAVAILABLE,
            ErrorType.RATE_LIMITED, RATE_LIMITED,
            ErrorType.DESERIALIZATION, DESERIALIZATION,
            ErrorType.VALIDATION, VALIDATION));

    private static final Map<String, ErrorType> VAGUE_BY_NAME = byName(VAGUE);

    private KnownExceptions() {}

    static Optional<ErrorType> certain(String className) {
        return Optional.ofNullable(CERTAIN_BY_NAME.get(className));
    }

    static Optional<ErrorType> vague(String className) {
        return Optional.ofNullable(VAGUE_BY_NAME.get(className));
    }

    /** @throws IllegalStateException if a class is named twice */
    private static Map<String, ErrorType> byName(Map<ErrorType, String> lines) {
        Map<String, ErrorType> types = new HashMap<>();
        lines.forEach((type, names) -> names.lines().forEach(line -> {
            int colon = line.indexOf(':');
            Arrays.stream(line.substring(colon + 1).strip().split(" "))
                    .map(name -> line.substring(0, colon) + "." + name)
                    .forEach(name -> {
                        if (types.put(name, type) != null) {
                            throw new IllegalStateException("Listed twice: " + name);
                        }
                    });
        }));
        return Map.copyOf(types);
    }
}
