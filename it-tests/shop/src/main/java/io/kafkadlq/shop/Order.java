package io.kafkadlq.shop;

import jakarta.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/**
 * An order as it lies in the topic.
 *
 * @param cents what it costs
 */
record Order(String id, String customer, String product, int cents) {

    static Order fromJson(byte[] json) {
        try (var reader = Json.createReader(new ByteArrayInputStream(json))) {
            var order = reader.readObject();
            return new Order(
                    order.getString("id"),
                    order.getString("customer"),
                    order.getString("product"),
                    order.getInt("cents"));
        }
    }

    byte[] toJson() {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("customer", customer)
                .add("product", product)
                .add("cents", cents)
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
