package org.panamatorch.internal.nn.recurrent;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.PrintedIfChanged;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Nonlinearity;

/**
 * Options of one step of an RNN.
 *
 * @param bias whether there are biases
 * @param nonlinearity the function of the step
 * @param device where the parameters are
 * @param dtype the dtype of the parameters
 */
@OptionSet
public record RNNCellSpec(
        @Default("true") @PrintedIfChanged boolean bias,
        @Default("TANH") @Unprinted Nonlinearity nonlinearity,
        @Default("null") @Unprinted Device device,
        @Default("null") @Unprinted DType dtype)
        implements RecurrentStep {}
