package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.optim.ParameterState;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A group in a step.
 *
 * @param <S> the optimizer's options
 * @param parameters all of the group's
 * @param options the group's
 * @param states what is kept for a parameter
 * @param changes those of all states of the optimizer
 * @param scaling what a gradient scaler says of the gradients
 */
public record Batch<S>(
        List<Tensor> parameters,
        S options,
        Function<Tensor, ParameterState> states,
        Changes changes,
        Scaling scaling) {

    /** The parameters that have a gradient. */
    List<Trained> trained() {
        List<Trained> trained = new ArrayList<>(parameters.size());
        for (Tensor parameter : parameters) {
            Tensor gradient = parameter.grad();
            if (gradient != null) {
                trained.add(new Trained(parameter, gradient, states.apply(parameter)));
            }
        }
        return trained;
    }
}
