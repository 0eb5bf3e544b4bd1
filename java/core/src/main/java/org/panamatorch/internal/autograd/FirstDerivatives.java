package org.panamatorch.internal.autograd;

import org.panamatorch.Autograd;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.call.Arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The derivatives of a function by its inputs, as a function of these and its outputs' gradients.
 */
public final class FirstDerivatives implements Function<List<Tensor>, List<Tensor>> {
    private final Function<List<Tensor>, List<Tensor>> function;
    private final List<Tensor> inputs;
    private final List<Tensor> gradOutputs;

    private FirstDerivatives(
            Function<List<Tensor>, List<Tensor>> function,
            List<Tensor> inputs,
            List<Tensor> gradOutputs) {
        this.function = function;
        this.inputs = inputs;
        this.gradOutputs = gradOutputs;
    }

    /**
     * The derivatives.
     *
     * @param function the function
     * @param inputs what it is called with
     * @param gradOutputs its outputs' gradients, or null for random ones from -1 to 1
     * @return the function of both
     */
    public static FirstDerivatives of(
            Function<List<Tensor>, List<Tensor>> function,
            List<Tensor> inputs,
            List<Tensor> gradOutputs) {
        if (gradOutputs != null) {
            Arguments.requireAll(gradOutputs, "gradgradcheck", "gradOutputs", "tensors");
            return new FirstDerivatives(function, inputs, gradOutputs);
        }
        return new FirstDerivatives(
                function,
                inputs,
                GradientCheck.recorded(function.apply(inputs)).stream()
                        .map(output -> Torch.rand(output.shape(), output.options()))
                        .map(random -> random.mul(2).sub(1).requiresGrad_())
                        .toList());
    }

    /**
     * The arguments to call it with.
     *
     * @return the inputs and then the gradients
     */
    public List<Tensor> arguments() {
        return Stream.concat(inputs.stream(), gradOutputs.stream()).toList();
    }

    @Override
    public List<Tensor> apply(List<Tensor> arguments) {
        List<Tensor> first = arguments.subList(0, inputs.size());
        List<Tensor> weights = arguments.subList(inputs.size(), arguments.size());
        Tensor[] gradients =
                Autograd.grad(
                        GradientCheck.recorded(function.apply(first)).toArray(Tensor[]::new),
                        first.stream().filter(Tensor::requiresGrad).toArray(Tensor[]::new),
                        o ->
                                o.gradOutputs(weights.toArray(Tensor[]::new))
                                        .createGraph(true)
                                        .allowUnused(true));
        return new ArrayList<>(Stream.of(gradients).filter(Objects::nonNull).toList());
    }
}
