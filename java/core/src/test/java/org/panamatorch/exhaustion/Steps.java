package org.panamatorch.exhaustion;

import org.panamatorch.AnomalyMode;
import org.panamatorch.Autograd;
import org.panamatorch.AutogradFunction;
import org.panamatorch.FunctionContext;
import org.panamatorch.Linalg;
import org.panamatorch.NativeMemory;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.func.Func;
import org.panamatorch.nn.Linear;
import org.panamatorch.optim.SGD;

import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What is tried where stack or heap are used up; each gives a text that shows that it worked. */
final class Steps {
    static final Map<String, Supplier<String>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("hook", Steps::hook);
        ALL.put("postAccumulateGradHook", Steps::postAccumulateGradHook);
        ALL.put("moduleHook", Steps::moduleHook);
        ALL.put("function", Steps::function);
        ALL.put("anomalyMode", Steps::anomalyMode);
        ALL.put("cumsum", () -> text(x -> x.cumsum(0)));
        ALL.put("tril", () -> text(x -> x.reshape(1, 2).tril()));
        ALL.put("sort", () -> text(x -> x.sort().values()));
        ALL.put("det", () -> text(x -> Linalg.det(Torch.eye(2).mul(x))));
        ALL.put("sigmoid", () -> text(Tensor::sigmoid));
        ALL.put("backward", () -> text(Steps::gradient));
        ALL.put("noGrad", Steps::noGrad);
        ALL.put("call", () -> text(x -> (Tensor) Torch.call("aten::neg", x)));
        ALL.put("toString", () -> Torch.tensor(1, 2).toString());
        ALL.put("scope", Steps::scope);
        ALL.put("memory", Steps::memory);
        ALL.put("error", Steps::error);
        ALL.put("index", () -> text(x -> x.select(0, 1)));
        ALL.put("liveHandles", () -> Long.toString(NativeMemory.liveHandles()));
        ALL.put("vmap", Steps::vmap);
        ALL.put("inferenceMode", Steps::inferenceMode);
        ALL.put("optimizer", Steps::optimizer);
        ALL.put("factory", () -> text(x -> Torch.zeros(2).add(x)));
    }

    private Steps() {}

    /** Gives the collector time to release what steps have left behind. */
    static void printWhatIsLeft() throws InterruptedException {
        for (int i = 0; i < 100 && NativeMemory.liveHandles() > 0; i++) {
            NativeMemory.collect();
            Thread.sleep(20);
        }
        System.out.println(
                NativeMemory.liveHandles() + " handles, " + NativeMemory.cpuBytes() + " bytes");
    }

    /** Requires a gradient, which the layer of an earlier try, had it stayed, would refuse. */
    private static String vmap() {
        return text(x -> Func.vmap((Tensor each) -> each.mul(2), x.requiresGrad_()).detach());
    }

    private static String inferenceMode() {
        boolean before = Torch.isInferenceModeEnabled();
        return text(x -> Torch.inferenceMode(() -> x.mul(2))) + " " + before;
    }

    private static String optimizer() {
        return text(
                x -> {
                    Tensor parameter = x.requiresGrad_();
                    SGD optimizer = new SGD(List.of(parameter), o -> o.lr(1));
                    parameter.sum().backward();
                    optimizer.step();
                    return parameter.detach();
                });
    }

    private interface Computation {
        Tensor of(Tensor x);
    }

    private static String text(Computation computation) {
        try (TensorScope _ = new TensorScope()) {
            Tensor x = Torch.tensor(1f, 2f);
            float sum = 0;
            for (float value : computation.of(x).toFloatArray()) {
                sum += value;
            }
            return Float.toString(sum);
        }
    }

    private static Tensor gradient(Tensor x) {
        x.requiresGrad_();
        x.mul(x).sum().backward();
        return x.grad();
    }

    private static String hook() {
        return text(
                x -> {
                    x.requiresGrad_();
                    x.registerHook(gradient -> gradient.mul(2));
                    return gradient(x);
                });
    }

    private static String postAccumulateGradHook() {
        return text(
                x -> {
                    x.requiresGrad_();
                    x.registerPostAccumulateGradHook(tensor -> tensor.grad().mul_(2));
                    return gradient(x);
                });
    }

    private static String moduleHook() {
        return text(
                x -> {
                    Linear linear = new Linear(2, 1);
                    linear.registerFullBackwardHook((module, in, out) -> new Tensor[] {x.mul(3)});
                    Tensor input = Torch.tensor(1f, 2f).requiresGrad_();
                    linear.call(input).sum().backward();
                    return input.grad();
                });
    }

    private static final class Square extends AutogradFunction {
        @Override
        protected Tensor[] forward(FunctionContext context, Object... inputs) {
            Tensor x = (Tensor) inputs[0];
            context.saveForBackward(x);
            return new Tensor[] {x.mul(x)};
        }

        @Override
        protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            return new Tensor[] {gradOutputs[0].mul(context.savedTensors()[0]).mul(2)};
        }
    }

    private static String function() {
        return text(
                x -> {
                    Autograd.backward(new Square().apply(x.requiresGrad_())[0].sum());
                    return x.grad();
                });
    }

    private static String noGrad() {
        return text(x -> Torch.noGrad(() -> x.mul(x)));
    }

    private static String anomalyMode() {
        try (AnomalyMode _ = Autograd.detectAnomaly()) {
            return text(x -> gradient(x));
        }
    }

    private static String scope() {
        try (TensorScope scope = new TensorScope()) {
            Tensor kept = scope.keep(Torch.tensor(1f, 2f));
            // Joined by hand: what `+` compiles to may not be linked any more once the heap was
            // full.
            String text =
                    Integer.toString(scope.size()).concat(" ").concat(Long.toString(kept.numel()));
            kept.close();
            return text;
        }
    }

    private static String memory() {
        try (Tensor x = Torch.tensor(1f, 2f)) {
            return Float.toString(x.memory().getAtIndex(ValueLayout.JAVA_FLOAT, 1));
        }
    }

    private static String error() {
        try (Tensor x = Torch.tensor(1f, 2f)) {
            return x.view(3).toString();
        } catch (TorchException e) {
            return e.getMessage();
        }
    }
}
