package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.vision.Shuffling;

/**
 * Shuffles channels: takes one of each group in turn.
 *
 * <p>Shapes: input (N, C, *), output (N, C, *).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.ChannelShuffle.html">torch.nn.ChannelShuffle</a>
 */
public final class ChannelShuffle extends UnaryModule {
    private final long groups;

    /**
     * Makes the module.
     *
     * @param groups the number of groups
     */
    public ChannelShuffle(long groups) {
        this.groups = groups;
    }

    /**
     * Computes the output.
     *
     * @param input (N, C, *)
     * @return (N, C, *)
     * @throws org.panamatorch.TorchException if a size cannot be divided
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Shuffling.channelShuffle(input, groups);
    }

    @Override
    protected String extraRepr() {
        return "groups=" + groups;
    }
}
