package org.panamatorch.internal.nn.attention;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of the attention of queries to keys.
 *
 * @param attnMask a mask that broadcasts to (N, *, L, S): of {@code bool}, true for what takes
 *     part, or numbers to add to the products
 * @param dropoutP the probability with which weights are zeroed, in evaluation, too
 * @param isCausal whether each query sees but the keys up to its own place
 * @param scale the factor of the products, where it is not {@code 1 / √E}
 * @param enableGqa whether groups of queries share a key
 */
@OptionSet
@Unprinted
public record ScaledDotProductAttentionFuncSpec(
        @Default("null") Tensor attnMask,
        @Default("0.0") double dropoutP,
        @Default("false") boolean isCausal,
        @Default("null") Double scale,
        @Default("false") boolean enableGqa) {}
