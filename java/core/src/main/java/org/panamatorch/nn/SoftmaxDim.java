package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.Warnings;

/** The dimension of a softmax that names none. */
final class SoftmaxDim {
    private static final int SEQUENCES = 3;

    private SoftmaxDim() {}

    static long implicit(String name, Tensor input) {
        Warnings.warn(
                "Implicit dimension choice for "
                        + name
                        + " has been deprecated. Change the call to include dim=X as an argument.");
        int dim = Required.tensor("softmax", "input", input).dim();
        return dim <= 1 || dim == SEQUENCES ? 0 : 1;
    }
}
