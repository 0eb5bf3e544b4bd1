package org.panamatorch;

import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.aten.AtenF;
import org.panamatorch.internal.aten.AtenLinalg;
import org.panamatorch.internal.aten.AtenN;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.option.MatrixNorm;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.LongStream;

/** Python's {@code torch.norm}, which chooses between operators. */
final class Norms {
    private static final Set<Device.Type> OF_LINALG =
            EnumSet.of(
                    Device.Type.CPU,
                    Device.Type.CUDA,
                    Device.Type.XPU,
                    Device.Type.META,
                    Device.Type.PRIVATEUSEONE);
    // Of that many dimensions the Frobenius norm is that of a vector.
    private static final int MATRIX = 2;

    private Norms() {}

    /**
     * A norm of vectors.
     *
     * @param input the tensor
     * @param p the exponent, or null for 2
     * @param dim over which dimensions, or null for all
     * @param keepdim whether they stay, with size 1
     * @param dtype what to convert the elements to first, or null
     * @return the norm
     */
    static Tensor norm(Tensor input, Number p, long[] dim, boolean keepdim, DType dtype) {
        if (isOfLinalg(input)) {
            return AtenLinalg.linalg_vector_norm(input, p == null ? 2.0 : p, dim, keepdim, dtype);
        }
        long[] dims = dim == null ? all(input) : dim;
        return dtype == null
                ? AtenN.norm_ScalarOpt_dim(input, p, dims, keepdim)
                : AtenN.norm_ScalarOpt_dim_dtype(input, p, dims, keepdim, dtype);
    }

    /**
     * A norm of matrices.
     *
     * @param input the tensor
     * @param p which one
     * @param dim over which dimensions, or null for all
     * @param keepdim whether they stay, with size 1
     * @param dtype what to convert the elements to first, or null
     * @return the norm
     */
    static Tensor norm(Tensor input, MatrixNorm p, long[] dim, boolean keepdim, DType dtype) {
        Arguments.requirePresent(p, "norm", "p", "a norm");
        if (isOfLinalg(input)) {
            return p == MatrixNorm.FRO && (dim == null || dim.length <= MATRIX)
                    ? AtenLinalg.linalg_vector_norm(input, 2, dim, keepdim, dtype)
                    : AtenLinalg.linalg_matrix_norm_str_ord(
                            input, p.toString(), dim == null ? all(input) : dim, keepdim, dtype);
        }
        if (dtype != null) {
            throw Failure.refusal(
                    Kind.VALUE,
                    "dtype argument is not supported in "
                            + (p == MatrixNorm.FRO ? "frobenius" : "nuclear")
                            + " norm",
                    "norm",
                    "input",
                    input,
                    "p",
                    p,
                    "dtype",
                    dtype);
        }
        if (p == MatrixNorm.FRO) {
            return AtenF.frobenius_norm_dim(input, dim == null ? new long[0] : dim, keepdim);
        }
        return dim == null
                ? AtenN.nuclear_norm(input, keepdim)
                : AtenN.nuclear_norm_dim(input, dim, keepdim);
    }

    private static boolean isOfLinalg(Tensor input) {
        Arguments.requirePresent(input, "norm", "input", "a tensor");
        return input.layout() == Layout.STRIDED && OF_LINALG.contains(input.device().type());
    }

    private static long[] all(Tensor input) {
        return LongStream.range(0, input.dim()).toArray();
    }
}
