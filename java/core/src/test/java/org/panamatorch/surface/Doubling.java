package org.panamatorch.surface;

import org.panamatorch.AutogradFunction;
import org.panamatorch.FunctionContext;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;

import java.util.concurrent.atomic.AtomicReference;

/** A function of autograd. */
final class Doubling extends AutogradFunction {
    private final AtomicReference<FunctionContext> seen = new AtomicReference<>();

    /** The context of a forward pass. */
    static FunctionContext context() {
        Doubling function = new Doubling();
        function.apply(Torch.ones(2));
        return function.seen.get();
    }

    @Override
    protected Tensor[] forward(FunctionContext context, Object... inputs) {
        seen.set(context);
        boolean isTensor = inputs.length > 0 && inputs[0] instanceof Tensor;
        return new Tensor[] {isTensor ? ((Tensor) inputs[0]).mul(2) : Torch.ones(2)};
    }

    @Override
    protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
        return new Tensor[] {gradOutputs[0].mul(2)};
    }
}
