package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.vision.Resampling;
import org.panamatorch.internal.nn.vision.VisionSpecs.InterpolateFuncSpec;
import org.panamatorch.internal.nn.vision.VisionSpecs.UpsampleSpec;
import org.panamatorch.internal.print.PythonFormat;

/**
 * The base of the resampling modules, which need either a size or a factor, and a mode that fits
 * the number of dimensions.
 */
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
