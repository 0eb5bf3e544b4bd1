package org.panamatorch;

import org.panamatorch.internal.call.Arguments;

import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** A function of one tensor, made of what it computes and of its gradient. */
final class UnaryAutogradFunction extends AutogradFunction implements UnaryOperator<Tensor> {
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

    @Override
    public Tensor apply(Tensor input) {
        Arguments.requirePresent(input, "apply", "input", "a tensor");
        return apply(new Object[] {input})[0];
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
