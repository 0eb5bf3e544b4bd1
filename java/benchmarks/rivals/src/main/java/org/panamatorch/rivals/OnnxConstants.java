package org.panamatorch.rivals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.ObjIntConsumer;

/** The constants in an ONNX file: what is written to them is written to the file's bytes. */
final class OnnxConstants {
    // Fields of onnx.proto3.
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int NODE_ATTRIBUTE = 5;
    private static final int ATTRIBUTE_TENSOR = 5;
    private static final int TENSOR_NAME = 8;
    private static final int TENSOR_DATA = 9;

    // How Protocol Buffers write a field.
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;
    private static final int TYPE_BITS = 3;
    private static final int VARINT_BITS = 7;

    /** The parameters by their names, in the file's order. */
    final SequencedMap<String, ByteBuffer> initializers = new LinkedHashMap<>();

    /** The constants in the graph. */
    final List<ByteBuffer> inGraph = new ArrayList<>();

    OnnxConstants(byte[] model) {
        fields(
                ByteBuffer.wrap(model),
                (graph, field) -> {
                    if (field == MODEL_GRAPH) {
                        fields(graph, this::addOfGraph);
                    }
                });
    }

    private void addOfGraph(ByteBuffer message, int field) {
        if (field == GRAPH_INITIALIZER) {
            initializers.put(
                    StandardCharsets.UTF_8.decode(part(message, TENSOR_NAME)).toString(),
                    part(message, TENSOR_DATA));
        } else if (field == GRAPH_NODE) {
            fields(message, this::addOfNode);
        }
    }

    private void addOfNode(ByteBuffer message, int field) {
        if (field == NODE_ATTRIBUTE) {
            fields(
                    message,
                    (tensor, part) -> {
                        if (part == ATTRIBUTE_TENSOR) {
                            inGraph.add(part(tensor, TENSOR_DATA));
                        }
                    });
        }
    }

    /** A part of a message, empty where it has none. */
    private static ByteBuffer part(ByteBuffer message, int wanted) {
        ByteBuffer[] found = {ByteBuffer.allocate(0)};
        fields(
                message,
                (bytes, field) -> {
                    if (field == wanted) {
                        found[0] = bytes.order(ByteOrder.LITTLE_ENDIAN);
                    }
                });
        return found[0];
    }

    /** Shows the fields of a message that are no numbers. */
    private static void fields(ByteBuffer message, ObjIntConsumer<ByteBuffer> consumer) {
        ByteBuffer rest = message.duplicate();
        while (rest.hasRemaining()) {
            int tag = varint(rest);
            switch (tag & ((1 << TYPE_BITS) - 1)) {
                case VARINT -> varint(rest);
                case EIGHT_BYTES -> rest.position(rest.position() + Long.BYTES);
                case FOUR_BYTES -> rest.position(rest.position() + Integer.BYTES);
                case BYTES -> {
                    int length = varint(rest);
                    consumer.accept(rest.slice(rest.position(), length), tag >> TYPE_BITS);
                    rest.position(rest.position() + length);
                }
                default -> throw new IllegalArgumentException("this is no ONNX file");
            }
        }
    }

    /** A length or a tag; of a longer number the lower bits. */
    private static int varint(ByteBuffer bytes) {
        int value = 0;
        for (int shift = 0; ; shift += VARINT_BITS) {
            byte next = bytes.get();
            value |= (next & Byte.MAX_VALUE) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
