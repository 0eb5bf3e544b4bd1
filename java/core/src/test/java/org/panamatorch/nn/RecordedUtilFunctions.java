package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.nn.RecordedFunctions.Call;
import org.panamatorch.nn.utils.ClipGrad;
import org.panamatorch.nn.utils.ConvertParameters;
import org.panamatorch.nn.utils.Fusion;
import org.panamatorch.nn.utils.Parametrizations;
import org.panamatorch.nn.utils.Parametrize;
import org.panamatorch.nn.utils.Stateless;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The calls of {@code scripts/python/util_function_cases.py}, by the same names. */
final class RecordedUtilFunctions {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private RecordedUtilFunctions() {}

    static Map<String, Supplier<Call>> calls() {
        Map<String, Supplier<Call>> calls = new HashMap<>();
        fusion(calls);
        clipping(calls);
        others(calls);
        return calls;
    }

    private static Tensor joined(Tensor... tensors) {
        return Torch.cat(Arrays.stream(tensors).map(Tensor::flatten).toArray(Tensor[]::new));
    }

    private static void fusion(Map<String, Supplier<Call>> calls) {
        calls.put(
                "fuse_conv_bn_eval",
                () -> {
                    Conv2d conv = new Conv2d(3, 4, 2);
                    BatchNorm2d norm = new BatchNorm2d(4);
                    prepare(conv, norm);
                    return parameters(Fusion.fuseConvBnEval(conv, norm));
                });
        calls.put(
                "fuse_conv_bn_eval no bias",
                () -> {
                    Conv1d conv = new Conv1d(3, 4, 2, o -> o.bias(false));
                    BatchNorm1d norm = new BatchNorm1d(4, o -> o.eps(1e-2).affine(false));
                    prepare(conv, norm);
                    return parameters(Fusion.fuseConvBnEval(conv, norm));
                });
        calls.put(
                "fuse_conv_bn_eval transpose",
                () -> {
                    ConvTranspose2d conv = new ConvTranspose2d(3, 4, 2);
                    BatchNorm2d norm = new BatchNorm2d(4);
                    prepare(conv, norm);
                    return parameters(Fusion.fuseConvBnEval(conv, norm, true));
                });
        calls.put("fuse_linear_bn_eval", () -> fused(new Linear(3, 4), 4));
        calls.put(
                "fuse_linear_bn_eval one feature",
                () -> fused(new Linear(3, 4, o -> o.bias(false)), 1));
    }

    private static Call fused(Linear linear, long features) {
        BatchNorm1d norm = new BatchNorm1d(features);
        prepare(linear, norm);
        return parameters(Fusion.fuseLinearBnEval(linear, norm));
    }

    private static void prepare(Module layer, NormBase norm) {
        norm.runningMean().normal_();
        norm.runningVar().uniform_(0.5, 2);
        norm.parameters().forEach(parameter -> parameter.detach().normal_());
        layer.eval();
        norm.eval();
    }

    private static Call parameters(Module module) {
        Tensor weight = module.attribute("weight");
        Tensor bias = module.attribute("bias");
        return new Call(joined(weight, bias), weight, bias);
    }

    private static List<Tensor> withGradients() {
        List<Tensor> parameters =
                List.of(
                        Torch.zeros(3, 4).requiresGrad_(),
                        Torch.zeros(5).requiresGrad_(),
                        Torch.zeros(2).requiresGrad_());
        parameters.subList(0, 2).forEach(each -> each.setGrad(Torch.randn(each.sizes())));
        return parameters;
    }

    private static Supplier<Call> clipped(Function<List<Tensor>, Tensor> function) {
        return () -> {
            List<Tensor> parameters = withGradients();
            Tensor total = function.apply(parameters);
            List<Tensor> all = new ArrayList<>();
            parameters.subList(0, 2).forEach(each -> all.add(each.grad()));
            if (total != null) {
                all.add(total);
            }
            return new Call(joined(all.toArray(Tensor[]::new)));
        };
    }

    private static void clipping(Map<String, Supplier<Call>> calls) {
        calls.put("clip_grad_norm_", clipped(p -> ClipGrad.clipGradNorm_(p, 1.5)));
        calls.put(
                "clip_grad_norm_ foreach",
                clipped(p -> ClipGrad.clipGradNorm_(p, 1.5, o -> o.normType(3).foreach(true))));
        calls.put(
                "clip_grad_norm_ no foreach",
                clipped(
                        p ->
                                ClipGrad.clipGradNorm_(
                                        p, 1.5, o -> o.normType(INFINITY).foreach(false))));
        calls.put(
                "clip_grads_with_norm_",
                clipped(
                        p -> {
                            Tensor norm = Torch.tensor(3.7f).squeeze();
                            ClipGrad.clipGradsWithNorm_(p, 1.5, norm);
                            return null;
                        }));
        calls.put(
                "clip_grad_value_",
                clipped(
                        p -> {
                            ClipGrad.clipGradValue_(p, 0.4);
                            return null;
                        }));
        calls.put(
                "clip_grad_value_ foreach",
                clipped(
                        p -> {
                            ClipGrad.clipGradValue_(p, 0.4, true);
                            return null;
                        }));
        calls.put(
                "get_total_norm",
                () -> {
                    List<Tensor> some = withGradients().subList(0, 2);
                    return new Call(
                            ClipGrad.getTotalNorm(
                                    some.stream().map(Tensor::grad).toList(), o -> o.normType(1)));
                });
        calls.put("get_total_norm of nothing", () -> new Call(ClipGrad.getTotalNorm(List.of())));
    }

    private static void others(Map<String, Supplier<Call>> calls) {
        calls.put(
                "vector_to_parameters",
                () -> {
                    Linear linear = new Linear(3, 2);
                    ConvertParameters.vectorToParameters(Torch.randn(8), linear.parameters());
                    Tensor vector = ConvertParameters.parametersToVector(linear.parameters());
                    return new Call(
                            joined(vector, linear.weight()), linear.weight(), linear.bias());
                });
        calls.put(
                "functional_call",
                () -> {
                    Linear linear = new Linear(4, 3);
                    return called(linear, "weight", linear::call, 2, 4);
                });
        calls.put(
                "functional_call native",
                () -> {
                    LSTM lstm = new LSTM(4, 3);
                    return called(lstm, "weight_hh_l0", x -> lstm.call(x).output(), 5, 2, 4);
                });
        calls.put(
                "functional_call part",
                () -> {
                    TransformerEncoderLayer layer =
                            new TransformerEncoderLayer(4, 2, o -> o.dimFeedforward(6).dropout(0));
                    return called(layer, "self_attn.out_proj.weight", layer::call, 5, 2, 4);
                });
        calls.put(
                "functional_call original",
                () -> {
                    Linear linear = Parametrizations.weightNorm(new Linear(4, 3));
                    String name = "parametrizations.weight.original1";
                    return called(linear, name, linear::call, 2, 4);
                });
        calls.put("functional_call buffers", RecordedUtilFunctions::statistics);
        calls.put("cached", RecordedUtilFunctions::cached);
        calls.put(
                "transfer_parametrizations_and_params",
                () -> {
                    Linear source = Parametrizations.weightNorm(new Linear(4, 3));
                    Linear target = new Linear(4, 3);
                    Parametrize.transferParametrizationsAndParams(source, target);
                    return new Call(
                            target.call(Torch.randn(2, 4)),
                            Parametrize.parametrizations(source, "weight").originals().getFirst());
                });
    }

    private static Call called(
            Module module, String name, UnaryOperator<Tensor> forward, long... size) {
        Tensor x = Torch.randn(size);
        Tensor own = module.getParameter(name);
        Tensor tensor = Torch.randn(own.sizes()).requiresGrad_();
        Tensor result =
                Stateless.functionalCall(
                        module, Map.of(name, tensor.mul(2)), () -> forward.apply(x));
        return new Call(result.add(forward.apply(x)), tensor, own);
    }

    private static Call statistics() {
        BatchNorm1d norm = new BatchNorm1d(3);
        Map<String, Tensor> given = new LinkedHashMap<>();
        given.put("running_mean", Torch.zeros(3));
        given.put("running_var", Torch.ones(3));
        given.put("num_batches_tracked", Torch.tensor(4L).squeeze());
        Tensor x = Torch.randn(4, 3);
        Stateless.functionalCall(norm, given, () -> norm.call(x));
        List<Tensor> all = new ArrayList<>(given.values());
        all.add(norm.runningMean());
        all.add(norm.runningVar());
        return new Call(joined(all.toArray(Tensor[]::new)));
    }

    private static Call cached() {
        Linear linear = Parametrizations.spectralNorm(new Linear(4, 4));
        Tensor x = Torch.randn(2, 4);
        try (var _ = Parametrize.cached()) {
            try (var _ = Parametrize.cached()) {
                x = linear.call(linear.call(x));
            }
            x = linear.call(x);
        }
        return new Call(linear.call(x), Parametrize.parametrizations(linear, "weight").original());
    }
}
