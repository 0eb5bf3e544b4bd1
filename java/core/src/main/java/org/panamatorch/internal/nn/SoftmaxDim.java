package org.panamatorch.internal.nn;

import org.panamatorch.Tensor;
import org.panamatorch.Warnings;

/** The dimension of a softmax that names none. */
public final class SoftmaxDim {
    private static final int SEQUENCES = 3;

    private SoftmaxDim() {}

    public static long implicit(String name, Tensor input) {
        Warnings.warn(
                "Implicit dimension choice for "
                        + name
                        + " has been deprecated. Change the call to include dim=X as an argument.");
        int dim = Required.tensor("softmax", "input", input).dim();
        return dim <= 1 || dim == SEQUENCES ? 0 : 1;
    }
}
