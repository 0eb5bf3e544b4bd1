package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;

import java.util.List;
import java.util.function.Supplier;

/** Prints the downcalls of a forward pass of each native module. */
public final class DowncallProgram {
    private DowncallProgram() {}

    /** Prints a line a module. */
    public static void main(String[] args) {
        Tensor x = Torch.randn(2, 3, 4);
        Tensor row = Torch.randn(2, 4);
        RNN rnn = new RNN(4, 4);
        LSTM lstm = new LSTM(4, 4);
        GRU gru = new GRU(4, 4);
        print("RNN", () -> rnn.call(x));
        print("LSTM", () -> lstm.call(x));
        print("GRU", () -> gru.call(x));
        RNNCell rnnCell = new RNNCell(4, 4);
        LSTMCell lstmCell = new LSTMCell(4, 4);
        GRUCell gruCell = new GRUCell(4, 4);
        print("RNNCell", () -> rnnCell.call(row));
        print("LSTMCell", () -> lstmCell.call(row));
        print("GRUCell", () -> gruCell.call(row));
        MultiheadAttention attention = new MultiheadAttention(4, 2);
        print("MultiheadAttention", () -> attention.call(x, x, x));
        TransformerEncoderLayer layer = new TransformerEncoderLayer(4, 2, o -> o.dimFeedforward(6));
        print("TransformerEncoderLayer", () -> layer.call(x));
        TransformerEncoder encoder = new TransformerEncoder(layer, 3);
        print("TransformerEncoder", () -> encoder.call(x));
    }

    private static void print(String module, Supplier<?> forward) {
        try (var _ = new TensorScope()) {
            // The first call finds the functions.
            forward.get();
            DowncallCounter.take();
            forward.get();
            List<String> calls = DowncallCounter.take();
            System.out.println(module + " " + String.join(" ", calls));
        }
    }
}
