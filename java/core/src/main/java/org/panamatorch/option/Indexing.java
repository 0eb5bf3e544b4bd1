package org.panamatorch.option;

import java.util.Locale;

/**
 * Which dimension of a grid belongs to the first of the given tensors.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.meshgrid.html">torch.meshgrid</a>
 */
public enum Indexing {
    /** The first one, as rows of a matrix. */
    IJ,
    /** The second one, as in a plot. */
    XY;

    /**
     * Python's word.
     *
     * @return {@code ij} or {@code xy}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
