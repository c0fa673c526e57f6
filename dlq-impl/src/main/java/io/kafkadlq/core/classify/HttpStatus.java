package io.kafkadlq.core.classify;

import static java.util.Map.entry;

import io.kafkadlq.api.model.ErrorType;
import java.util.Map;

/** What answers with an error say. Others, such as 401 or 404, may be passing or final: they are not known. */
final class HttpStatus {

    static final Map<String, ErrorType> TYPES = Map.ofEntries(
            entry("400", ErrorType.VALIDATION),
            entry("406", ErrorType.VALIDATION),
            entry("408", ErrorType.TIMEOUT),
            entry("413", ErrorType.VALIDATION),
            entry("415", ErrorType.VALIDATION),
            entry("422", ErrorType.VALIDATION),
            entry("423", ErrorType.TRANSIENT),
            entry("425", ErrorType.TRANSIENT),
            entry("429", ErrorType.RATE_LIMITED),
            entry("500", ErrorType.TRANSIENT),
            entry("502", ErrorType.DEPENDENCY_UNAVAILABLE),
            entry("503", ErrorType.DEPENDENCY_UNAVAILABLE),
            entry("504", ErrorType.TIMEOUT));

    private HttpStatus() {}
}
