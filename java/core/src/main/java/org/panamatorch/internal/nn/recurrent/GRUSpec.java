package org.panamatorch.internal.nn.recurrent;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.PrintedIfChanged;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of a GRU.
 *
 * @param numLayers how many recurrent layers are stacked
 * @param bias whether the layers have biases
 * @param batchFirst whether input and output are (batch, time, features) instead of (time, batch,
 *     features); states are always (layers, batch, features)
 * @param dropout the probability with which outputs of all layers but the last are zeroed in
 *     training, from 0 to 1
 * @param bidirectional whether a second recurrence runs backwards and is put beside the first
 * @param device where the parameters are
 * @param dtype the dtype of the parameters
 */
@OptionSet
public record GRUSpec(
        @Default("1") @PrintedIfChanged long numLayers,
        @Default("true") @PrintedIfChanged boolean bias,
        @Default("false") @PrintedIfChanged boolean batchFirst,
        @Default("0.0") @PrintedIfChanged double dropout,
        @Default("false") @PrintedIfChanged boolean bidirectional,
        @Default("null") @Unprinted Device device,
        @Default("null") @Unprinted DType dtype)
        implements Recurrence {}
