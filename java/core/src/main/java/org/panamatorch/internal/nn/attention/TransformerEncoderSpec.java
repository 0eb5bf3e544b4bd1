package org.panamatorch.internal.nn.attention;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.nn.Layer;

/**
 * Options of a Transformer's encoder.
 *
 * @param norm what the output goes through; if it is a module, it is a part of the encoder, named
 *     {@code norm}
 * @param enableNestedTensor whether padding may be left out for inference
 * @param maskCheck whether a key padding mask is checked to have all its padding at the ends,
 *     without which padding is not left out
 */
@OptionSet
@Unprinted
public record TransformerEncoderSpec(
        @Default("null") Layer norm,
        @Default("true") boolean enableNestedTensor,
        @Default("true") boolean maskCheck) {}
