package io.kafkadlq.core.classify;

import static java.util.Map.entry;

import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.ExceptionChain.Link;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Exceptions whose class is the same for every status that a server answered with: only there, the message is looked at
 * for it. Elsewhere a number in a message says nothing.
 *
 * @param classNames whose messages these are
 * @param status finds it, as its first group
 * @param types what each says
 */
record StatusInMessage(Set<String> classNames, Pattern status, Map<String, ErrorType> types) {

    /**
     * "429 Too Many Requests", "HTTP 429 …", "HTTP/1.1 429 …", "[429 …] during …", "status code: 429", "Status Code: 429;",
     * "status 429 reading …", "… invalid: 429 …", "error code: 42901".
     */
    private static final Pattern HTTP_STATUS = Pattern.compile("(?:^\\[?|\\bHTTP(?:/[0-9.]{1,4})? |"
            + "\\b(?i:status(?: code)?):? |\\bServer error\\([^\\s]{1,16} \\S{1,2048}: |\\binvalid: |\\berror code: )"
            + "([1-5][0-9]{2})(?:\\b|(?<=error code: [0-9]{3})[0-9]{2}\\b)");

    private static final Set<String> HTTP_CLASSES = Set.of(
            "jakarta.ws.rs.WebApplicationException",
            "jakarta.ws.rs.ClientErrorException",
            "jakarta.ws.rs.ServerErrorException",
            "org.jboss.resteasy.client.exception.ResteasyWebApplicationException",
            "org.jboss.resteasy.client.exception.ResteasyClientErrorException",
            "org.jboss.resteasy.client.exception.ResteasyServerErrorException",
            "org.jboss.resteasy.reactive.ClientWebApplicationException",
            "org.springframework.web.client.RestClientResponseException",
            "org.springframework.web.client.HttpClientErrorException",
            "org.springframework.web.client.HttpServerErrorException",
            "org.springframework.web.client.UnknownHttpStatusCodeException",
            "org.springframework.web.reactive.function.client.WebClientResponseException",
            "org.springframework.web.server.ResponseStatusException",
            "org.apache.http.client.HttpResponseException",
            "org.apache.hc.client5.http.HttpResponseException",
            "com.google.api.client.http.HttpResponseException",
            "feign.FeignException",
            "retrofit2.HttpException",
            "io.ktor.client.plugins.ClientRequestException",
            "io.ktor.client.plugins.ServerResponseException",
            "io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException",
            "org.elasticsearch.client.ResponseException",
            "org.opensearch.client.ResponseException",
            "com.azure.core.exception.HttpResponseException",
            "com.amazonaws.AmazonServiceException",
            "software.amazon.awssdk.awscore.exception.AwsServiceException");

    private static final StatusInMessage HTTP = new StatusInMessage(HTTP_CLASSES, HTTP_STATUS, HttpStatus.TYPES);

    /** "UNAVAILABLE: io exception", or the status alone. */
    private static final StatusInMessage GRPC = new StatusInMessage(
            Set.of("io.grpc.StatusRuntimeException", "io.grpc.StatusException"),
            Pattern.compile("^([A-Z_]{1,32})(?=:|$)"),
            Map.ofEntries(
                    entry("UNAVAILABLE", ErrorType.DEPENDENCY_UNAVAILABLE),
                    entry("DEADLINE_EXCEEDED", ErrorType.TIMEOUT),
                    entry("RESOURCE_EXHAUSTED", ErrorType.RATE_LIMITED),
                    entry("ABORTED", ErrorType.TRANSIENT),
                    entry("CANCELLED", ErrorType.TRANSIENT),
                    entry("INVALID_ARGUMENT", ErrorType.VALIDATION),
                    entry("OUT_OF_RANGE", ErrorType.VALIDATION)));

    private static final List<StatusInMessage> ALL = List.of(HTTP, GRPC);

    static Optional<ErrorType> typeOf(Link link) {
        return ALL.stream().flatMap(known -> known.read(link).stream()).findFirst();
    }

    private Optional<ErrorType> read(Link link) {
        if (link.classNames().stream().flatMap(DefaultClassifier::spellings).noneMatch(classNames::contains)) {
            return Optional.empty();
        }
        var found = status.matcher(link.message());
        return found.find() ? Optional.ofNullable(types.get(found.group(1))) : Optional.empty();
    }
}
