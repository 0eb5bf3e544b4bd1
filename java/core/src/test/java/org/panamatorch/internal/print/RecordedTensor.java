package org.panamatorch.internal.print;

import com.fasterxml.jackson.databind.JsonNode;

import org.panamatorch.Nested;
import org.panamatorch.Sparse;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A tensor of {@code grid.jsonl}; {@code scripts/python/record_print_grid.py} says what its JSON
 * means.
 */
record RecordedTensor(JsonNode json) implements PrintableTensor {
    @Override
    public String dtype() {
        return "torch." + json.get("dtype").asText();
    }

    @Override
    public long[] sizes() {
        return StreamSupport.stream(json.get("sizes").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }

    @Override
    public String device() {
        return json.path("device").asText(null);
    }

    @Override
    public String layout() {
        return "torch." + json.path("layout").asText("strided");
    }

    @Override
    public String gradFn() {
        return json.path("grad_fn").asText(null);
    }

    @Override
    public boolean requiresGrad() {
        return json.path("requires_grad").asBoolean();
    }

    @Override
    public PrintableTensor tangent() {
        return json.has("tangent") ? new RecordedTensor(json.get("tangent")) : null;
    }

    @Override
    public Content content() {
        if (json.has("parts")) {
            List<Part> parts = new ArrayList<>();
            json.get("parts")
                    .properties()
                    .forEach(
                            part ->
                                    parts.add(
                                            new Part(
                                                    part.getKey(),
                                                    new RecordedTensor(part.getValue()))));
            Long nonZeros = json.has("nnz") ? json.get("nnz").asLong() : null;
            return new Sparse(parts, nonZeros, layout().equals("torch.sparse_coo"));
        } else if (json.has("nested")) {
            List<PrintableTensor> tensors = new ArrayList<>();
            json.get("nested").forEach(part -> tensors.add(new RecordedTensor(part)));
            return new Nested(tensors);
        } else if (json.has("quantized")) {
            String scheme = "torch." + json.get("quantized").get("scheme").asText();
            return new Quantized(
                    edge -> read("torch.float32", "dequantized", edge),
                    scheme,
                    quantization(json.get("quantized")));
        } else if (json.has("data")) {
            return new Dense(edge -> read(dtype(), "data", edge));
        }
        return new Absent();
    }

    private static Quantization quantization(JsonNode quantized) {
        JsonNode scale = quantized.get("scale");
        JsonNode zeroPoint = quantized.get("zero_point");
        return scale.isTextual()
                ? new PerTensor(Double.parseDouble(scale.asText()), zeroPoint.asLong())
                : new PerChannel(
                        new RecordedTensor(scale),
                        new RecordedTensor(zeroPoint),
                        quantized.get("axis").asLong());
    }

    private Values read(String dtype, String field, int edge) {
        byte[] period = Base64.getDecoder().decode(json.get(field).asText());
        List<Long> offsets = new ArrayList<>();
        addOffsets(offsets, sizes(), 0, 0, edge);
        int itemSize = itemSize(dtype);
        ByteBuffer bytes =
                ByteBuffer.allocate(offsets.size() * itemSize).order(ByteOrder.LITTLE_ENDIAN);
        for (long offset : offsets) {
            bytes.put(period, (int) (offset * itemSize % period.length), itemSize);
        }
        return ElementDecoder.decode(dtype, bytes.flip());
    }

    private static void addOffsets(
            List<Long> offsets, long[] sizes, int dim, long start, int edge) {
        if (dim == sizes.length) {
            offsets.add(start);
            return;
        }
        for (long i = 0; i < sizes[dim]; i++) {
            if (i < edge || i >= sizes[dim] - edge) {
                addOffsets(offsets, sizes, dim + 1, start * sizes[dim] + i, edge);
            }
        }
    }

    private static int itemSize(String dtype) {
        return switch (dtype) {
            case "torch.complex128" -> 16;
            case "torch.float64", "torch.int64", "torch.uint64", "torch.complex64" -> 8;
            case "torch.float32", "torch.int32", "torch.uint32", "torch.complex32" -> 4;
            case "torch.float16", "torch.bfloat16", "torch.int16", "torch.uint16" -> 2;
            default -> 1;
        };
    }
}
