package org.panamatorch.internal.call;

import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.memory.NativeKind;

import java.lang.foreign.MemorySegment;

/** The calls on LibTorch's own optimizers. */
public final class OptimizerCalls {
    private OptimizerCalls() {}

    /**
     * What Adam is made with; the objects are null where Python's default is none.
     *
     * @param lr the learning rate
     * @param beta1 the decay of the mean
     * @param beta2 the decay of the squares
     * @param eps what keeps the quotient finite
     * @param weightDecay the decay of the parameters
     * @param amsgrad whether to use the greatest squares so far
     * @param maximize whether to ascend
     * @param foreach whether to step all parameters at once
     * @param fused whether to use the fused kernel
     * @param capturable whether steps can be captured in a CUDA graph
     * @param differentiable whether autograd records steps
     * @param decoupledWeightDecay whether it is AdamW
     */
    public record AdamOptions(
            double lr,
            double beta1,
            double beta2,
            double eps,
            double weightDecay,
            boolean amsgrad,
            boolean maximize,
            Boolean foreach,
            Boolean fused,
            boolean capturable,
            boolean differentiable,
            boolean decoupledWeightDecay) {}

    private static long flag(Boolean value) {
        return value == null ? PanamaTorch.PT_NONE() : Arguments.flag(value);
    }

    /**
     * Adam.
     *
     * @param parameters what it trains
     * @param options its options
     * @return the optimizer
     */
    public static NativeHandle adam(Tensor[] parameters, AdamOptions options) {
        try (Frame frame = Frame.open()) {
            MemorySegment optimizer =
                    PanamaTorch.pt_adam_new(
                            frame.tensors(parameters, "Adam", "params"),
                            parameters.length,
                            options.lr,
                            options.beta1,
                            options.beta2,
                            options.eps,
                            options.weightDecay,
                            Arguments.flag(options.amsgrad),
                            Arguments.flag(options.maximize),
                            flag(options.foreach),
                            flag(options.fused),
                            Arguments.flag(options.capturable),
                            Arguments.flag(options.differentiable),
                            Arguments.flag(options.decoupledWeightDecay));
            Arguments.keepAlive(parameters);
            if (optimizer.address() == 0) {
                throw Failure.exception("Adam", "params", parameters, "options", options);
            }
            return NativeHandle.of(optimizer, NativeKind.OPTIMIZER);
        }
    }

    /**
     * Makes one step.
     *
     * @param optimizer the optimizer
     */
    public static void step(NativeHandle optimizer) {
        Failure.check(PanamaTorch.pt_optimizer_step(optimizer.use("step", "optimizer")), "step");
        Arguments.keepAlive(optimizer);
    }

    /**
     * Drops the gradients.
     *
     * @param optimizer the optimizer
     * @param setToNone whether to drop them rather than fill them with zeros
     */
    public static void zeroGrad(NativeHandle optimizer, boolean setToNone) {
        Failure.check(
                PanamaTorch.pt_optimizer_zero_grad(
                        optimizer.use("zeroGrad", "optimizer"), Arguments.flag(setToNone)),
                "zeroGrad");
        Arguments.keepAlive(optimizer);
    }
}
