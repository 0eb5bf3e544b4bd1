package org.panamatorch.internal.nn.utils;

import org.panamatorch.Tensor;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.nn.ConvTranspose1d;
import org.panamatorch.nn.ConvTranspose2d;
import org.panamatorch.nn.ConvTranspose3d;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.Module;

import java.util.stream.LongStream;

/** The power iteration of both spectral norms. */
final class PowerIteration {
    private PowerIteration() {}

    /** A weight as a matrix whose rows are those of a dimension. */
    static Tensor matrix(Tensor weight, long dim) {
        if (dim == 0) {
            return weight.dim() == 1 ? weight.unsqueeze(1) : weight.flatten(1);
        }
        LongStream others = LongStream.range(0, weight.dim()).filter(each -> each != dim);
        return weight.permute(LongStream.concat(LongStream.of(dim), others).toArray()).flatten(1);
    }

    static Tensor normalized(Tensor vector, double eps) {
        return Functional.normalize(vector, o -> o.dim(0).eps(eps));
    }

    /** Makes a vector the direction of another one. */
    static void set(Tensor vector, Tensor product, double eps) {
        vector.copy_(normalized(product, eps));
    }

    /** A vector of the matrix's dtype and device from the standard normal distribution. */
    static Tensor random(Tensor matrix, long size, double eps) {
        return normalized(matrix.newEmpty(size).normal_(0, 1), eps);
    }

    /** The dimension that is the output's: the given one, or the module's where that is null. */
    static long outputDim(Module module, Long dim) {
        Arguments.requirePresent(module, "spectral_norm", "module", "a module");
        if (dim != null) {
            return dim;
        }
        return module instanceof ConvTranspose1d
                        || module instanceof ConvTranspose2d
                        || module instanceof ConvTranspose3d
                ? 1
                : 0;
    }
}
