package org.panamatorch.internal.nn.attention;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of a call of a Transformer's encoder.
 *
 * @param mask the pairs that do not attend, (S, S) or (N·heads, S, S)
 * @param srcKeyPaddingMask the elements that nothing attends to, (N, S), or (S) unbatched
 * @param isCausal whether {@code mask} is the causal one; found out by comparing where it is not
 *     said
 */
@OptionSet
@Unprinted
public record TransformerEncoderCallSpec(
        @Default("null") Tensor mask,
        @Default("null") Tensor srcKeyPaddingMask,
        @Default("null") Boolean isCausal) {}
