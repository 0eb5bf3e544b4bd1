package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.norm.NormSpecs.GroupNormFuncSpec;
import org.panamatorch.internal.nn.norm.NormSpecs.GroupNormSpec;
import org.panamatorch.internal.nn.norm.Normalizations;
import org.panamatorch.internal.print.PythonFormat;

import java.util.function.Consumer;

/**
 * Normalizes over groups of channels and the spatial dimensions.
 *
 * <p>Shapes: input and output (N, C, *).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.GroupNorm.html">torch.nn.GroupNorm</a>
 */
public final class GroupNorm extends AffineNorm {
    private final long numGroups;
    private final long numChannels;
    private final GroupNormSpec options;

    /**
     * Makes the module with the defaults.
     *
     * @param numGroups the number of groups
     * @param numChannels the number of channels, C
     */
    public GroupNorm(long numGroups, long numChannels) {
        this(numGroups, numChannels, GroupNormOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param numGroups the number of groups
     * @param numChannels the number of channels, C
     * @param options sets what is not to be as by default
     */
    public GroupNorm(long numGroups, long numChannels, Consumer<? super GroupNormOptions> options) {
        this(numGroups, numChannels, GroupNormOptions.of(options, "GroupNorm"));
    }

    private GroupNorm(long numGroups, long numChannels, GroupNormSpec options) {
        this.numGroups = numGroups;
        this.numChannels = numChannels;
        this.options = options;
        if (numGroups == 0 || numChannels % numGroups != 0) {
            throw Checks.value(
                    "num_channels ("
                            + numChannels
                            + ") must be divisible by num_groups ("
                            + numGroups
                            + ")");
        }
        registerScaleAndShift(
                new long[] {numChannels}, options.affine(), options.bias(), options.parameters());
    }

    @Override
    protected Tensor forward(Tensor input) {
        return Normalizations.groupNorm(
                input,
                numGroups,
                new GroupNormFuncSpec(weight(), bias(), options.eps().doubleValue()));
    }

    @Override
    protected String extraRepr() {
        return numGroups
                + ", "
                + numChannels
                + GroupNormOptions.printed(options)
                + ", bias="
                + PythonFormat.repr(bias() != null);
    }
}
