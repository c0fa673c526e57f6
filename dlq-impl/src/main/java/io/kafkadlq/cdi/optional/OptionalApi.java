package io.kafkadlq.cdi.optional;

/** Whether a server has an API that we can do without. Thread-safe. */
public final class OptionalApi {

    private OptionalApi() {}

    /** @param type by its full name: whoever named it in code could not be loaded without it */
    public static boolean isThere(String type) {
        try {
            Class.forName(type, false, OptionalApi.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError withoutIt) {
            return false;
        }
    }
}
