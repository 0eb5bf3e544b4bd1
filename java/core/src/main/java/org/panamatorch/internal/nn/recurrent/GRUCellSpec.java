package org.panamatorch.internal.nn.recurrent;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.PrintedIfChanged;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of one step of a GRU.
 *
 * @param bias whether there are biases
 * @param device where the parameters are
 * @param dtype the dtype of the parameters
 */
@OptionSet
public record GRUCellSpec(
        @Default("true") @PrintedIfChanged boolean bias,
        @Default("null") @Unprinted Device device,
        @Default("null") @Unprinted DType dtype)
        implements RecurrentStep {}
