package org.panamatorch.internal.optim;

import org.panamatorch.MemoryFormat;
import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenE;

import java.util.Arrays;
import java.util.List;

/**
 * Checks the assumptions of the CPU's fused kernels: they go through all tensors as if they lay in
 * memory as the parameter does, and check nothing.
 */
final class Fused {
    private Fused() {}

    /** Refuses what a kernel would misread; gives the gradients laid out as their parameters. */
    static Tensor[] fitting(List<Trained> place, List<Tensor[]> kept, List<String> names) {
        Tensor[] gradients = new Tensor[place.size()];
        for (int i = 0; i < gradients.length; i++) {
            Trained each = place.get(i);
            Tensor parameter = each.parameter();
            Tensor gradient = each.gradient();
            gradients[i] = gradient;
            if (!parameter.device().isCpu()) {
                continue;
            }
            if (!isDense(parameter)) {
                throw Refusals.runtime(
                        "`fused=True` requires all the params to be dense in memory");
            }
            for (int j = 0; j < kept.size(); j++) {
                requireAlike(kept.get(j)[i], parameter, names.get(j));
            }
            if (gradient.shape().equals(parameter.shape())
                    && !isLaidOutAlike(gradient, parameter)) {
                gradients[i] = emptyLike(parameter).copy_(gradient);
            }
            requireAlike(gradients[i], parameter, "grad");
        }
        return gradients;
    }

    static Tensor emptyLike(Tensor tensor) {
        return AtenE.empty_like(tensor, null, null, null, null, MemoryFormat.PRESERVE_FORMAT);
    }

    private static void requireAlike(Tensor tensor, Tensor parameter, String name) {
        if (!tensor.device().isCpu()
                || tensor.dtype() != parameter.dtype()
                || !isLaidOutAlike(tensor, parameter)) {
            throw Refusals.runtime(
                    "`fused=True` requires "
                            + name
                            + " to have the dtype and layout of its param, "
                            + parameter.dtype()
                            + " of size "
                            + Arrays.toString(parameter.sizes()));
        }
    }

    /** Whether the elements of both lie in memory in the same order. */
    private static boolean isLaidOutAlike(Tensor tensor, Tensor other) {
        long[] sizes = tensor.sizes();
        if (!Arrays.equals(sizes, other.sizes())) {
            return false;
        }
        long[] strides = tensor.strides();
        long[] others = other.strides();
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] > 1 && strides[i] != others[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the elements lie side by side, in any order of the dimensions. */
    private static boolean isDense(Tensor tensor) {
        long[] sizes = tensor.sizes();
        long[] strides = tensor.strides();
        Integer[] order = new Integer[sizes.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compare(strides[a], strides[b]));
        long expected = 1;
        for (int dim : order) {
            if (sizes[dim] == 0) {
                return true;
            }
            if (sizes[dim] > 1) {
                if (strides[dim] != expected) {
                    return false;
                }
                expected *= sizes[dim];
            }
        }
        return true;
    }
}
