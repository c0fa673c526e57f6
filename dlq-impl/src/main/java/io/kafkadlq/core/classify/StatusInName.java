package io.kafkadlq.core.classify;

import io.kafkadlq.api.model.ErrorType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Exceptions of HTTP clients whose nested class is named after the status, such as Feign's. */
final class StatusInName {

    private static final Set<String> OUTER = Set.of(
            "feign.FeignException",
            "feign.FeignException$FeignClientException",
            "feign.FeignException$FeignServerException",
            "org.springframework.web.client.HttpClientErrorException",
            "org.springframework.web.client.HttpServerErrorException",
            "org.springframework.web.reactive.function.client.WebClientResponseException");

    private static final Map<String, String> STATUS = Map.ofEntries(
            Map.entry("BadRequest", "400"),
            Map.entry("NotAcceptable", "406"),
            Map.entry("UnsupportedMediaType", "415"),
            Map.entry("UnprocessableEntity", "422"),
            Map.entry("UnprocessableContent", "422"),
            Map.entry("TooManyRequests", "429"),
            Map.entry("InternalServerError", "500"),
            Map.entry("BadGateway", "502"),
            Map.entry("ServiceUnavailable", "503"),
            Map.entry("GatewayTimeout", "504"));

    private StatusInName() {}

    static Optional<ErrorType> typeOf(String className) {
        int nested = className.lastIndexOf('$');
        return nested < 0 || !OUTER.contains(className.substring(0, nested))
                ? Optional.empty()
                : Optional.ofNullable(STATUS.get(className.substring(nested + 1)))
                        .map(HttpStatus.TYPES::get);
    }
}
