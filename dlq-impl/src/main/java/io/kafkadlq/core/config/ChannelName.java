package io.kafkadlq.core.config;

import java.util.regex.Pattern;

/** How channels may be called. */
public final class ChannelName {

    /** The rule, to go on after "expected names of". */
    public static final String RULE = "1 to 64 letters, digits, - and _";

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private ChannelName() {}

    public static boolean isLegal(String name) {
        return LEGAL.matcher(name).matches();
    }
}
