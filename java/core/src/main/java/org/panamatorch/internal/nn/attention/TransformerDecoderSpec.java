package org.panamatorch.internal.nn.attention;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.nn.Layer;

/**
 * Options of a Transformer's decoder.
 *
 * @param norm what the output goes through; if it is a module, it is a part of the decoder, named
 *     {@code norm}
 */
@OptionSet
@Unprinted
public record TransformerDecoderSpec(@Default("null") Layer norm) {}
