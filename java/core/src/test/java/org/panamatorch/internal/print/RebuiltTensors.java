package org.panamatorch.internal.print;

import com.fasterxml.jackson.databind.JsonNode;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Layout;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.aten.AtenN;
import org.panamatorch.internal.aten.AtenS;

import java.util.Base64;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Makes LibTorch's tensors of those that {@code grid.jsonl} describes. */
final class RebuiltTensors {
    private RebuiltTensors() {}

    static Tensor rebuild(JsonNode json) {
        if (json.has("method")) {
            return made(rebuild(json.get("input")), json.get("method").asText(), json.get("args"));
        }
        Tensor tensor = withoutGrad(json);
        return json.path("requires_grad").asBoolean() ? tensor.requiresGrad_() : tensor;
    }

    private static Tensor withoutGrad(JsonNode json) {
        Layout layout = layout(json);
        DType dtype = DType.ofName(json.get("dtype").asText());
        if (json.has("parts")) {
            return sparse(json, layout, dtype);
        } else if (json.has("quantized")) {
            return quantized(json, json.get("quantized"), dtype);
        } else if (json.has("nested")) {
            Tensor[] tensors =
                    stream(json.get("nested"))
                            .map(RebuiltTensors::withoutGrad)
                            .toArray(Tensor[]::new);
            return AtenN._nested_tensor_from_tensor_list(tensors, null, null, null, null);
        } else if (!json.has("data")) {
            return Torch.empty(
                    longs(json.get("sizes")),
                    TensorOptions.of(dtype, Device.of(json.get("device").asText())));
        }
        Tensor dense = dense(json, "data", dtype);
        return layout == Layout.MKLDNN ? dense.toMkldnn() : dense;
    }

    private static Layout layout(JsonNode json) {
        String name = json.path("layout").asText("strided");
        for (Layout layout : Layout.values()) {
            if (layout.toString().equals("torch." + name)) {
                return layout;
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static Tensor dense(JsonNode json, String field, DType dtype) {
        long[] sizes = longs(json.get("sizes"));
        long count = 1;
        for (long size : sizes) {
            count *= size;
        }
        byte[] period = Base64.getDecoder().decode(json.get(field).asText());
        byte[] bytes = new byte[(int) count * dtype.itemSize()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = period[i % period.length];
        }
        return count == 0
                ? Torch.empty(sizes, TensorOptions.of(dtype))
                : Torch.tensor((Object) bytes).view(dtype).view(sizes);
    }

    private static Tensor sparse(JsonNode json, Layout layout, DType dtype) {
        Tensor[] parts =
                stream(json.get("parts")).map(RebuiltTensors::withoutGrad).toArray(Tensor[]::new);
        long[] sizes = longs(json.get("sizes"));
        Device device = json.has("device") ? Device.META : Device.CPU;
        return layout == Layout.SPARSE_COO
                ? AtenS._sparse_coo_tensor_unsafe(
                        parts[0], parts[1], sizes, dtype, layout, device, null, null)
                : AtenS._sparse_compressed_tensor_unsafe(
                        parts[0], parts[1], parts[2], sizes, dtype, layout, device, null);
    }

    private static Tensor quantized(JsonNode json, JsonNode quantized, DType dtype) {
        DType integers =
                switch (dtype) {
                    case QUINT8 -> DType.UINT8;
                    case QINT8 -> DType.INT8;
                    default -> DType.INT32;
                };
        Tensor values = dense(json, "data", integers);
        JsonNode scale = quantized.get("scale");
        JsonNode zeroPoint = quantized.get("zero_point");
        return scale.isTextual()
                ? AtenM._make_per_tensor_quantized_tensor(
                        values, Double.parseDouble(scale.asText()), zeroPoint.asLong())
                : AtenM._make_per_channel_quantized_tensor(
                        values,
                        withoutGrad(scale),
                        withoutGrad(zeroPoint),
                        quantized.get("axis").asLong());
    }

    private static Tensor made(Tensor input, String method, JsonNode args) {
        long[] numbers = longs(args);
        return switch (method) {
            case "mul" -> input.mul(scalar(numbers[0]));
            case "add" -> input.add(scalar(numbers[0]));
            case "sub" -> input.sub(scalar(numbers[0]));
            case "div" -> input.div(scalar(numbers[0]));
            case "t" -> input.t();
            case "clone" -> input.clone();
            case "sum" -> numbers.length == 0 ? input.sum() : input.sum(numbers);
            case "view" -> input.view(numbers);
            case "exp" -> input.exp();
            case "transpose" -> input.transpose(numbers[0], numbers[1]);
            case "unsqueeze" -> input.unsqueeze(numbers[0]);
            case "expand" -> input.expand(numbers);
            case "select" -> input.select(numbers[0], numbers[1]);
            case "narrow" -> input.narrow(numbers[0], numbers[1], numbers[2]);
            case "tanh" -> input.tanh();
            case "relu" -> input.relu();
            case "softmax" -> input.softmax(numbers[0]);
            case "mean" -> input.mean();
            case "squeeze" -> input.squeeze();
            case "logsumexp" -> input.logsumexp(numbers);
            case "permute" -> input.permute(numbers);
            case "neg" -> input.neg();
            case "pow" -> input.pow(numbers[0]);
            case "double" -> input.to(DType.FLOAT64);
            case "flatten" -> input.flatten();
            case "detach" -> input.detach();
            default -> throw new IllegalArgumentException(method);
        };
    }

    /**
     * What Python makes of the number in {@code x + 1}: another function of autograd than that of
     * {@code add.Scalar}.
     */
    private static Tensor scalar(long number) {
        return Torch.scalarTensor(number);
    }

    private static long[] longs(JsonNode items) {
        return stream(items).mapToLong(JsonNode::asLong).toArray();
    }

    private static Stream<JsonNode> stream(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false);
    }
}
