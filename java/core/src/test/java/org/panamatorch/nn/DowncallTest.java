package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.ChildJvm;

import java.io.IOException;

/** What a forward pass costs in calls of C functions. */
@NoLeaks
class DowncallTest {
    @Test
    void forwardOfNativeModules_isOneDowncall() throws IOException, InterruptedException {
        assertThat(ChildJvm.output(DowncallCounter.class).lines().filter(DowncallTest::isModule))
                .containsExactly(
                        "RNN pt_rnn_forward",
                        "LSTM pt_rnn_forward",
                        "GRU pt_rnn_forward",
                        "RNNCell pt_rnn_cell_forward",
                        "LSTMCell pt_rnn_cell_forward",
                        "GRUCell pt_rnn_cell_forward",
                        "MultiheadAttention pt_multihead_attention_forward",
                        "TransformerEncoderLayer pt_transformer_encoder_layer_forward",
                        "TransformerEncoder pt_transformer_encoder_forward");
    }

    // Beside them stand the warnings of the log.
    private static boolean isModule(String line) {
        return line.contains(" pt_");
    }
}
