package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.call.ModuleCalls;

/** What the recurrent cells have in common. */
public abstract sealed class RNNCellBase extends NativeModule permits RNNCell, LSTMCell, GRUCell {
    private final long inputSize;
    private final long hiddenSize;
    private final boolean bias;

    RNNCellBase(
            String type, RNNBase.Mode mode, long inputSize, long hiddenSize, boolean bias, TensorOptions options) {
        super(ModuleCalls.rnnCell(type, mode.code, inputSize, hiddenSize, bias, options));
        this.inputSize = inputSize;
        this.hiddenSize = hiddenSize;
        this.bias = bias;
    }

    final Tensor[] run(Tensor input, Tensor h, Tensor c, int results) {
        return ModuleCalls.rnnCellForward(handle(), typeName(), input, h, c, results);
    }

    @Override
    protected String extraRepr() {
        return inputSize + ", " + hiddenSize + (bias ? "" : ", bias=False");
    }
}
