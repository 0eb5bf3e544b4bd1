package org.panamatorch.internal.nn.recurrent;

import org.panamatorch.TensorOptions;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.PrintedIfChanged;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Nonlinearity;

/** The options of recurrent networks, each set declared once. */
public interface RecurrentSpecs {
    /**
     * Options of one step of a GRU.
     *
     * @param bias whether there are biases
     * @param parameters the parameters
     */
    @OptionSet
    record GRUCellSpec(@Default("true") @PrintedIfChanged boolean bias, TensorOptions parameters)
            implements RecurrentStep {}

    /**
     * Options of a GRU.
     *
     * @param numLayers how many recurrent layers are stacked
     * @param bias whether the layers have biases
     * @param batchFirst whether input and output are (batch, time, features) instead of (time,
     *     batch, features); states are always (layers, batch, features)
     * @param dropout the probability with which outputs of all layers but the last are zeroed in
     *     training, from 0 to 1
     * @param bidirectional whether a second recurrence runs backwards and is put beside the first
     * @param parameters the parameters
     */
    @OptionSet
    record GRUSpec(
            @Default("1") @PrintedIfChanged long numLayers,
            @Default("true") @PrintedIfChanged boolean bias,
            @Default("false") @PrintedIfChanged boolean batchFirst,
            @Default("0.0") @PrintedIfChanged double dropout,
            @Default("false") @PrintedIfChanged boolean bidirectional,
            TensorOptions parameters)
            implements Recurrence {}

    /**
     * Options of one step of an LSTM.
     *
     * @param bias whether there are biases
     * @param parameters the parameters
     */
    @OptionSet
    record LSTMCellSpec(@Default("true") @PrintedIfChanged boolean bias, TensorOptions parameters)
            implements RecurrentStep {}

    /**
     * Options of an LSTM.
     *
     * @param numLayers how many recurrent layers are stacked
     * @param bias whether the layers have biases
     * @param batchFirst whether input and output are (batch, time, features) instead of (time,
     *     batch, features); states are always (layers, batch, features)
     * @param dropout the probability with which outputs of all layers but the last are zeroed in
     *     training, from 0 to 1
     * @param bidirectional whether a second recurrence runs backwards and is put beside the first
     * @param projSize the size to which a matrix brings the hidden state, 0 for no matrix
     * @param parameters the parameters
     */
    @OptionSet
    record LSTMSpec(
            @Default("1") @PrintedIfChanged long numLayers,
            @Default("true") @PrintedIfChanged boolean bias,
            @Default("false") @PrintedIfChanged boolean batchFirst,
            @Default("0.0") @PrintedIfChanged double dropout,
            @Default("false") @PrintedIfChanged boolean bidirectional,
            @Default("0") @Unprinted long projSize,
            TensorOptions parameters)
            implements Recurrence {}

    /**
     * Options of one step of an RNN.
     *
     * @param bias whether there are biases
     * @param nonlinearity the function of the step
     * @param parameters the parameters
     */
    @OptionSet
    record RNNCellSpec(
            @Default("true") @PrintedIfChanged boolean bias,
            @Default("TANH") @Unprinted Nonlinearity nonlinearity,
            TensorOptions parameters)
            implements RecurrentStep {}

    /**
     * Options of an RNN.
     *
     * @param numLayers how many recurrent layers are stacked
     * @param nonlinearity the function of each step
     * @param bias whether the layers have biases
     * @param batchFirst whether input and output are (batch, time, features) instead of (time,
     *     batch, features); states are always (layers, batch, features)
     * @param dropout the probability with which outputs of all layers but the last are zeroed in
     *     training, from 0 to 1
     * @param bidirectional whether a second recurrence runs backwards and is put beside the first
     * @param parameters the parameters
     */
    @OptionSet
    record RNNSpec(
            @Default("1") @PrintedIfChanged long numLayers,
            @Default("TANH") @Unprinted Nonlinearity nonlinearity,
            @Default("true") @PrintedIfChanged boolean bias,
            @Default("false") @PrintedIfChanged boolean batchFirst,
            @Default("0.0") @PrintedIfChanged double dropout,
            @Default("false") @PrintedIfChanged boolean bidirectional,
            TensorOptions parameters)
            implements Recurrence {}
}
