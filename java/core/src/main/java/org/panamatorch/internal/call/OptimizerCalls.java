package org.panamatorch.internal.call;

import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.memory.NativeKind;
import org.panamatorch.internal.optim.AdamSpec;

import java.lang.foreign.MemorySegment;

/** The calls on LibTorch's own optimizers. */
public final class OptimizerCalls {
    private OptimizerCalls() {}

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
    public static NativeHandle adam(Tensor[] parameters, AdamSpec options) {
        try (Frame frame = Frame.open()) {
            MemorySegment optimizer =
                    PanamaTorch.pt_adam_new(
                            frame.tensors(parameters, "Adam", "params"),
                            parameters.length,
                            options.lr(),
                            options.betas()[0],
                            options.betas()[1],
                            options.eps(),
                            options.weightDecay(),
                            Arguments.flag(options.amsgrad()),
                            Arguments.flag(options.maximize()),
                            flag(options.foreach()),
                            flag(options.fused()),
                            Arguments.flag(options.capturable()),
                            Arguments.flag(options.differentiable()),
                            Arguments.flag(options.decoupledWeightDecay()));
            Arguments.keepAlive(parameters);
            if (optimizer.address() == 0) {
                throw Failure.exception(
                        "Adam",
                        "params",
                        parameters,
                        "lr",
                        options.lr(),
                        "betas",
                        options.betas(),
                        "eps",
                        options.eps(),
                        "weight_decay",
                        options.weightDecay(),
                        "amsgrad",
                        options.amsgrad(),
                        "foreach",
                        options.foreach(),
                        "maximize",
                        options.maximize(),
                        "capturable",
                        options.capturable(),
                        "differentiable",
                        options.differentiable(),
                        "fused",
                        options.fused(),
                        "decoupled_weight_decay",
                        options.decoupledWeightDecay());
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
