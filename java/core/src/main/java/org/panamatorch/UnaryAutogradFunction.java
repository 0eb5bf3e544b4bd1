package org.panamatorch;

import org.panamatorch.internal.call.Arguments;

import java.util.function.BiFunction;

/** A function of one tensor, made of what it computes and of its gradient. */
final class UnaryAutogradFunction extends AutogradFunction {
    private final BiFunction<? super FunctionContext, ? super Tensor, Tensor> forward;
    private final BiFunction<? super FunctionContext, ? super Tensor, Tensor> backward;

    UnaryAutogradFunction(
            BiFunction<? super FunctionContext, ? super Tensor, Tensor> forward,
            BiFunction<? super FunctionContext, ? super Tensor, Tensor> backward) {
        Arguments.requirePresent(forward, "of", "forward", "a function");
        Arguments.requirePresent(backward, "of", "backward", "a function");
        this.forward = forward;
        this.backward = backward;
    }

    Tensor applyToOne(Tensor input) {
        Arguments.requirePresent(input, "apply", "input", "a tensor");
        return apply(input)[0];
    }

    @Override
    protected Tensor[] forward(FunctionContext context, Object... inputs) {
        Tensor output = forward.apply(context, (Tensor) inputs[0]);
        Arguments.requireResult(output, "apply", "forward", "a tensor");
        return new Tensor[] {output};
    }

    @Override
    protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
        return new Tensor[] {backward.apply(context, gradOutputs[0])};
    }
}
