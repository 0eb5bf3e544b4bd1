package org.panamatorch.parity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes recordings by hand: float32 storages and lines of cases. */
final class SmallRecording {
    private final List<float[]> storages = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> modules = new ArrayList<>();
    private final List<String> optimizers = new ArrayList<>();

    /** Adds a tensor of one dimension; returns its JSON. */
    String tensor(float... elements) {
        storages.add(elements.clone());
        return "{\"t\":\"t"
                + (storages.size() - 1)
                + "\",\"size\":["
                + elements.length
                + "],\"stride\":[1]}";
    }

    /** Adds a case; its parts are JSON arrays, and an object for the keywords. */
    SmallRecording add(String operator, String arguments, String keywords, String results) {
        lines.add(
                "{\"id\":"
                        + lines.size()
                        + ",\"op\":\""
                        + operator
                        + "\",\"args\":"
                        + arguments
                        + ",\"kwargs\":"
                        + keywords
                        + ",\"outs\":"
                        + results
                        + ",\"seed\":0,\"origin\":\"by hand\"}");
        return this;
    }

    /** Adds a module; its parts but the name are JSON. */
    SmallRecording addModule(String name, String parts) {
        add(modules, "module", name, "\"training\":true," + parts);
        return this;
    }

    /** Adds an optimizer; its parts but the name are JSON. */
    SmallRecording addOptimizer(String name, String parts) {
        add(optimizers, "optimizer", name, parts);
        return this;
    }

    private static void add(List<String> cases, String kind, String name, String parts) {
        cases.add(
                "{\"id\":"
                        + cases.size()
                        + ",\""
                        + kind
                        + "\":\""
                        + name
                        + "\",\"dtype\":\"float32\",\"seed\":0,\"origin\":\"by hand\","
                        + parts
                        + "}");
    }

    void write(Path folder) throws IOException {
        Files.write(folder.resolve(OperatorReplay.FILE), lines);
        Files.write(folder.resolve(ModuleReplay.FILE), modules);
        Files.write(folder.resolve(OptimizerReplay.FILE), optimizers);
        StringBuilder header = new StringBuilder("{");
        int offset = 0;
        for (int i = 0; i < storages.size(); i++) {
            int length = storages.get(i).length;
            header.append(i == 0 ? "" : ",")
                    .append("\"t")
                    .append(i)
                    .append("\":{\"dtype\":\"F32\",\"shape\":[")
                    .append(length)
                    .append("],\"data_offsets\":[")
                    .append(offset)
                    .append(',')
                    .append(offset + Float.BYTES * length)
                    .append("]}");
            offset += Float.BYTES * length;
        }
        byte[] text = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES + text.length + offset)
                        .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        for (float[] storage : storages) {
            for (float element : storage) {
                bytes.putFloat(element);
            }
        }
        Files.write(folder.resolve("tensors.safetensors"), bytes.array());
    }
}
