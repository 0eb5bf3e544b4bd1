package org.panamatorch.parity;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A line of {@code cases.jsonl}: a call of an operator and what came out. */
record OperatorCase(JsonNode json) {
    int id() {
        return json.get("id").asInt();
    }

    String operator() {
        return json.get("op").asText();
    }

    String origin() {
        return json.path("origin").asText();
    }

    long seed() {
        return json.path("seed").asLong();
    }

    List<Object> arguments(Values values) throws IOException {
        return values.decodeAll(json.path("args"));
    }

    Map<String, Object> keywords(Values values) throws IOException {
        return values.decodeAllByName(json.path("kwargs"));
    }

    List<Object> results(Values values) throws IOException {
        return values.decodeAll(json.path("outs"));
    }

    /** Whether the operator returns memory as it finds it. */
    boolean isUninitialized() {
        String name = operator().substring(operator().indexOf("::") + 2);
        return name.startsWith("empty")
                || name.startsWith("new_empty")
                || name.startsWith("_empty");
    }
}
