package org.panamatorch.parity;

import com.fasterxml.jackson.databind.JsonNode;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Layout;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Scalar;
import org.panamatorch.Tensor;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.PythonFunction;
import org.panamatorch.nn.PythonModules;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns a recording's JSON into values. */
final class Values {
    private final Storages storages;

    Values(Storages storages) {
        this.storages = storages;
    }

    /**
     * A tensor, Long, Double, Boolean, String, Scalar, List, DType, Device, Layout, MemoryFormat,
     * PythonFunction, an object of {@code org.panamatorch.nn} or null.
     */
    Object decode(JsonNode json) throws IOException {
        if (json.isNull()) {
            return null;
        }
        Map.Entry<String, JsonNode> only = json.properties().iterator().next();
        JsonNode content = only.getValue();
        return switch (only.getKey()) {
            case "t" ->
                    storages.get(content.asText())
                            .to(Device.of(json.path("on").asText("cpu")))
                            .asStrided(longs(json.get("size")), longs(json.get("stride")), 0L);
            case "i" -> content.asLong();
            case "b" -> content.asBoolean();
            case "s" -> content.asText();
            case "f" -> number(content.asText());
            case "c" ->
                    Scalar.complex(
                            number(content.get(0).asText()), number(content.get(1).asText()));
            case "l" -> decodeAll(content);
            case "n" -> null;
            case "dtype" -> DType.ofName(content.asText());
            case "device" -> Device.of(content.asText());
            case "layout" -> Named.of(Layout.values(), content.asText());
            case "mf" -> Named.of(MemoryFormat.values(), content.asText());
            case "fn" -> new PythonFunction(content.asText());
            case "new" -> construct(json);
            default -> throw new IOException("no value is written as " + json);
        };
    }

    List<Object> decodeAll(JsonNode items) throws IOException {
        List<Object> values = new ArrayList<>(items.size());
        for (JsonNode item : items) {
            values.add(decode(item));
        }
        return values;
    }

    Map<String, Object> decodeAllByName(JsonNode items) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : items.properties()) {
            values.put(entry.getKey(), decode(entry.getValue()));
        }
        return values;
    }

    private Object construct(JsonNode json) throws IOException {
        Object made;
        try {
            made =
                    PythonModules.construct(
                            json.get("new").asText(),
                            decodeAll(json.get("args")),
                            decodeAllByName(json.get("kwargs")));
        } catch (ReflectiveOperationException e) {
            throw new IOException("no value is made as " + json.get("new"), e);
        }
        if (made instanceof Module module && json.has("state")) {
            Map<String, Tensor> state = new LinkedHashMap<>();
            decodeAllByName(json.get("state"))
                    .forEach((name, tensor) -> state.put(name, (Tensor) tensor));
            module.loadStateDict(state);
        }
        return made;
    }

    private static double number(String text) {
        return switch (text) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            // Java's literals need the exponent that C's have anyway.
            default -> Double.parseDouble(text);
        };
    }

    private static long[] longs(JsonNode items) {
        long[] values = new long[items.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = items.get(i).asLong();
        }
        return values;
    }
}
