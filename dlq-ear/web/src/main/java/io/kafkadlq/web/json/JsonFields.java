package io.kafkadlq.web.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One JSON object in the making: fields keep their order, and what is unknown is there as null instead of missing.
 *
 * <p>Written out field by field with JSON-P because servers differ in how their JSON-B treats records and nulls. Not
 * thread-safe.
 */
public final class JsonFields {

    // Looked up once: finding the provider searches the class path anew each time, by the thread's context class
    // loader.
    private static final JsonProvider PROVIDER = JsonProvider.provider();
    private static final JsonBuilderFactory FACTORY = PROVIDER.createBuilderFactory(Map.of());

    private final JsonObjectBuilder fields = FACTORY.createObjectBuilder();

    public static JsonFields object() {
        return new JsonFields();
    }

    /** A text on its own. */
    public static JsonValue text(String value) {
        return PROVIDER.createValue(value);
    }

    /** An array of texts. */
    public static JsonArray texts(Iterable<String> values) {
        var array = FACTORY.createArrayBuilder();
        values.forEach(array::add);
        return array.build();
    }

    /** An array of objects. */
    public static JsonArray objects(List<JsonObject> values) {
        var array = FACTORY.createArrayBuilder();
        values.forEach(array::add);
        return array.build();
    }

    public JsonFields with(String name, String value) {
        fields.add(name, value);
        return this;
    }

    public JsonFields with(String name, long value) {
        fields.add(name, value);
        return this;
    }

    /** Null for what JSON has no number for. */
    public JsonFields with(String name, double value) {
        if (Double.isFinite(value)) {
            fields.add(name, value);
        } else {
            fields.addNull(name);
        }
        return this;
    }

    public JsonFields with(String name, boolean value) {
        fields.add(name, value);
        return this;
    }

    public JsonFields with(String name, JsonValue value) {
        fields.add(name, value);
        return this;
    }

    public JsonFields with(String name, JsonFields value) {
        fields.add(name, value.fields);
        return this;
    }

    /** A text, as the value prints itself, or null. */
    public JsonFields withKnown(String name, Optional<?> value) {
        value.ifPresentOrElse(known -> fields.add(name, known.toString()), () -> fields.addNull(name));
        return this;
    }

    public JsonFields withKnown(String name, OptionalDouble value) {
        value.ifPresentOrElse(known -> with(name, known), () -> fields.addNull(name));
        return this;
    }

    public JsonFields withKnown(String name, OptionalInt value) {
        value.ifPresentOrElse(known -> fields.add(name, known), () -> fields.addNull(name));
        return this;
    }

    public JsonFields withKnown(String name, OptionalLong value) {
        value.ifPresentOrElse(known -> fields.add(name, known), () -> fields.addNull(name));
        return this;
    }

    /** An object, or null. */
    public JsonFields withObject(String name, Optional<JsonFields> value) {
        value.ifPresentOrElse(known -> with(name, known), () -> fields.addNull(name));
        return this;
    }

    public JsonObject build() {
        return fields.build();
    }
}
