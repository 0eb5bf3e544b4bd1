package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.vision.Resampling;
import org.panamatorch.internal.nn.vision.VisionSpecs.InterpolateFuncSpec;
import org.panamatorch.internal.nn.vision.VisionSpecs.UpsampleSpec;
import org.panamatorch.internal.print.PythonFormat;

/** The base of the resampling modules. */
public abstract sealed class UpsampleBase extends UnaryModule
        permits Upsample, UpsamplingBilinear2d, UpsamplingNearest2d {
    private final InterpolateFuncSpec options;

    UpsampleBase(UpsampleSpec options) {
        double[] factors = options.scaleFactor();
        // As in Python, 0 is no factor.
        boolean isAbsent = factors != null && factors.length == 1 && factors[0] == 0;
        this.options =
                new InterpolateFuncSpec(
                        options.size(),
                        isAbsent ? null : factors,
                        options.mode(),
                        options.alignCorners(),
                        options.recomputeScaleFactor(),
                        false);
    }

    /**
     * Resamples the input.
     *
     * @param input the input, (N, C, *)
     * @return the output, of the same number of dimensions
     * @throws org.panamatorch.TorchException if there is neither a size nor a factor or both, or
     *     the mode does not fit the number of dimensions
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Resampling.interpolate(input, options);
    }

    @Override
    protected String extraRepr() {
        double[] factors = options.scaleFactor();
        String what = "size=" + PythonFormat.repr(options.size());
        if (factors != null) {
            what =
                    "scale_factor="
                            + (factors.length == 1
                                    ? PythonFormat.repr(factors[0])
                                    : PythonFormat.tuple(factors));
        }
        return what + ", mode=" + PythonFormat.repr(options.mode().toString());
    }
}
