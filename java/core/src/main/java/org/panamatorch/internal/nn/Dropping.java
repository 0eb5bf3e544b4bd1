package org.panamatorch.internal.nn;

import org.panamatorch.Tensor;
import org.panamatorch.Warnings;
import org.panamatorch.internal.aten.AtenF;

/** What the dropouts of whole channels have in common. */
public final class Dropping {
    private static final int DIMS_1D = 3;
    private static final int DIMS_2D = 4;
    private static final int DIMS_3D = 5;

    private Dropping() {}

    public static boolean isBatched1d(Tensor input) {
        int dim = Required.tensor("dropout1d", "input", input).dim();
        if (dim != DIMS_1D && dim != DIMS_1D - 1) {
            throw Checks.runtime(
                    "dropout1d: Expected 2D or 3D input, but received a "
                            + dim
                            + "D input. Note that dropout1d exists to provide channel-wise dropout"
                            + " on inputs with 1 spatial dimension, a channel dimension, and an"
                            + " optional batch dimension (i.e. 2D or 3D inputs).",
                    "dropout1d",
                    "input",
                    input);
        }
        return dim == DIMS_1D;
    }

    public static void warn2d(int dim) {
        if (dim != DIMS_2D && dim != DIMS_2D - 1) {
            deprecated("dropout2d", dim, "2 spatial dimensions", "3D or 4D");
        }
        if (dim == DIMS_2D - 1) {
            Warnings.warn(
                    "dropout2d: Received a 3D input to dropout2d and assuming that channel-wise 1D"
                        + " dropout behavior is desired - input is interpreted as shape (N, C, L),"
                        + " where C is the channel dim. This behavior will change in a future"
                        + " release to interpret the input as one without a batch dimension, i.e."
                        + " shape (C, H, W). To maintain the 1D channel-wise dropout behavior,"
                        + " please switch to using dropout1d instead.");
        }
    }

    public static boolean isBatched3d(int dim) {
        if (dim != DIMS_3D && dim != DIMS_3D - 1) {
            deprecated("dropout3d", dim, "3 spatial dimensions", "4D or 5D");
        }
        return dim == DIMS_3D;
    }

    private static void deprecated(String name, int dim, String spatial, String expected) {
        Warnings.warn(
                name
                        + ": Received a "
                        + dim
                        + "-D input to "
                        + name
                        + ", which is deprecated and will result in an error in a future release."
                        + " To retain the behavior and silence this warning, please use dropout"
                        + " instead. Note that "
                        + name
                        + " exists to provide channel-wise dropout on inputs with "
                        + spatial
                        + ", a channel dimension, and an optional batch dimension (i.e. "
                        + expected
                        + " inputs).");
    }

    public static Tensor channels(
            Tensor input, double p, boolean training, boolean inplace, boolean isBatched) {
        if (inplace) {
            Tensor batch = isBatched ? input : input.unsqueeze_(0);
            Tensor result = AtenF.feature_dropout_(batch, p, training);
            return isBatched ? result : result.squeeze_(0);
        }
        if (isBatched) {
            return AtenF.feature_dropout(input, p, training);
        }
        try (Tensor batch = input.unsqueeze(0);
                Tensor result = AtenF.feature_dropout(batch, p, training)) {
            return result.squeeze(0);
        }
    }
}
