package org.panamatorch.nn.utils;

import org.panamatorch.Device;
import org.panamatorch.Index;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Failure;

import java.util.Collection;
import java.util.Objects;

/**
 * Parameters as one vector.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.utils.parameters_to_vector.html">torch.nn.utils.parameters_to_vector</a>
 */
public final class ConvertParameters {
    private ConvertParameters() {}

    /**
     * Puts parameters into one vector.
     *
     * @param parameters the parameters, contiguous
     * @return a new tensor of all elements, recorded by autograd
     * @throws TorchException if the list is empty, or they are on different devices
     */
    public static Tensor parametersToVector(Collection<Tensor> parameters) {
        requireOneDevice(parameters, "parametersToVector");
        return Torch.cat(parameters.stream().map(parameter -> parameter.view(-1)).toList());
    }

    /**
     * Makes parts of a vector the data of parameters, which then share memory with it.
     *
     * @param vector all elements, one parameter after another
     * @param parameters the parameters
     * @throws TorchException if the vector is too short, or the parameters are on different devices
     */
    public static void vectorToParameters(Tensor vector, Collection<Tensor> parameters) {
        Objects.requireNonNull(
                vector, "vectorToParameters: argument 'vector' is null, expected a tensor");
        requireOneDevice(parameters, "vectorToParameters");
        long start = 0;
        for (Tensor parameter : parameters) {
            long end = start + parameter.numel();
            try (Tensor part = vector.index(Index.slice(start, end));
                    Tensor shaped = part.view(parameter.sizes());
                    Tensor data = shaped.detach()) {
                parameter.setData(data);
            }
            start = end;
        }
    }

    private static void requireOneDevice(Collection<Tensor> parameters, String operation) {
        Arguments.requireAll(parameters, operation, "parameters", "tensors");
        Device first = null;
        for (Tensor parameter : parameters) {
            Device device = parameter.device();
            if (first != null && !first.equals(device)) {
                throw Failure.refusal(
                        Kind.TYPE,
                        "Found two parameters on different devices, this is currently not"
                                + " supported.",
                        operation,
                        "parameters",
                        parameters.toArray());
            }
            first = device;
        }
    }
}
