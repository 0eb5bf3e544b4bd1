package org.panamatorch.internal.nn.attention;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of a call of a layer of a Transformer's encoder.
 *
 * @param srcMask the pairs that do not attend, (S, S) or (N·heads, S, S)
 * @param srcKeyPaddingMask the elements that nothing attends to, (N, S), or (S) unbatched
 * @param isCausal a promise that {@code srcMask}, which must be there, is the causal one; a wrong
 *     one gives wrong results
 */
@OptionSet
@Unprinted
public record TransformerEncoderLayerCallSpec(
        @Default("null") Tensor srcMask,
        @Default("null") Tensor srcKeyPaddingMask,
        @Default("false") boolean isCausal) {}
