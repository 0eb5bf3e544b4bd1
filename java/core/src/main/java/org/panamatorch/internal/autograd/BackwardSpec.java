package org.panamatorch.internal.autograd;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of a backward pass.
 *
 * @param retainGraph whether to keep the graph for another backward pass; if not set, where {@code
 *     createGraph} is set
 * @param createGraph whether to record the backward pass itself, for higher derivatives
 * @param inputs the only tensors to add to; if not set, all leaves
 */
@OptionSet(home = "org.panamatorch")
@Unprinted
public record BackwardSpec(
        @Default("null") Boolean retainGraph,
        @Default("false") boolean createGraph,
        @Default("null") Tensor[] inputs) {
    /**
     * Whether the graph is kept.
     *
     * @return as it is set, or as the backward pass is recorded
     */
    public boolean retainsGraph() {
        return retainGraph == null ? createGraph : retainGraph;
    }
}
