package org.panamatorch;

/**
 * Computes a function for a whole batch, instead of for each of its elements: what {@code vmap}
 * calls where LibTorch cannot know.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/notes/extending.func.html">Extending torch.func
 *     with autograd.Function</a>
 */
@FunctionalInterface
public interface VmapRule {
    /**
     * Computes.
     *
     * @param info what {@code vmap} does
     * @param inDims which dimension of each input is the batch's, null for inputs without it; one
     *     for each tensor of a list
     * @param inputs the inputs of all elements
     * @return the outputs of all elements
     */
    VmapResult call(VmapInfo info, Integer[] inDims, Object... inputs);
}
