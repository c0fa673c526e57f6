package io.kafkadlq.web.rest;

import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import jakarta.ws.rs.core.EntityTag;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A record's version, as headers carry it. */
final class Versions {

    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

    private Versions() {}

    static EntityTag tag(long version) {
        return new EntityTag(Long.toString(version));
    }

    /**
     * The version a caller insists on; empty for any.
     *
     * @param ifMatch the If-Match header: a version in quotes as the ETag gave it, or *
     * @throws ProblemException if it is neither
     */
    static OptionalLong expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return OptionalLong.empty();
        }
        Matcher version = VERSION.matcher(ifMatch.strip());
        if (!version.matches()) {
            throw new ProblemException(
                    ProblemType.VALIDATION,
                    "If-Match has to be the record's version in quotes, as its ETag gives it, such as \"7\", or *.");
        }
        return OptionalLong.of(Long.parseLong(version.group(1)));
    }
}
