package org.panamatorch.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.panamatorch.checks.Refused.assertRefused;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;

import java.util.Arrays;
import java.util.List;

/** Weights, states and batch sizes of recurrent operators that do not fit. */
@NoLeaks
class RecurrentChecksTest {
    private final TensorScope scope = new TensorScope();
    private final Tensor padded = Torch.ones(2, 1, 3);
    private final Tensor packed = Torch.ones(3, 3);
    private final Tensor sizes = Torch.tensor(2L, 1L);
    private final Tensor state = Torch.ones(1, 1, 4);
    private final Tensor states = Torch.ones(1, 2, 4);

    @AfterEach
    void close() {
        scope.close();
    }

    private static Tensor[] weights(long rows, long otherRows) {
        return new Tensor[] {Torch.ones(rows, 3), Torch.ones(otherRows, 4)};
    }

    private static Tensor[] weights(long rows) {
        return weights(rows, rows);
    }

    private static Tensor[] biased(long rows, long biases) {
        return new Tensor[] {
            Torch.ones(rows, 3), Torch.ones(rows, 4), Torch.ones(biases), Torch.ones(biases)
        };
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 2", "12, 1", "1, 12", "13, 13", "6, 6"})
    void gruWithOtherRows_isRefused(long rows, long otherRows) {
        String text = rows == 12 ? "weight_hh" : "weight_ih";
        long size = rows == 12 ? otherRows : rows;
        String message =
                text
                        + " of layer 0 has size ["
                        + size
                        + (rows == 12 ? ", 4" : ", 3")
                        + "], expected 12 rows\n  in gru.";
        Tensor[] weights = weights(rows, otherRows);
        assertRefused(
                message, () -> Torch.gru(padded, state, weights, false, 1, 0, false, false, false));
        assertRefused(
                message,
                () -> Torch.gru(packed, sizes, states, weights, false, 1, 0, false, false));
    }

    // Also where the input's dimensions are none that a layer has.
    @Test
    void lstmStatesOfOtherNumbersOfLayers_areRefused() {
        Tensor[] states = {Torch.ones(2, 1, 4), Torch.ones(1, 1, 4)};
        String message =
                "h_0 has size [2, 1, 4], c_0 has [1, 1, 4], expected as many layers\n  in lstm.";
        for (Tensor input : new Tensor[] {padded, Torch.ones(0, 2)}) {
            assertRefused(
                    message,
                    () ->
                            Torch.lstm(
                                    input, states, biased(16, 16), true, 1, 0, false, false, true));
        }
    }

    @Test
    void lstmOfFourDimensions_isRefused() {
        Tensor[] both = {state, state};
        Tensor input = padded.unsqueeze(0);
        assertRefused(
                "input has size " + sizes(input) + ", expected three dimensions\n  in lstm.",
                () -> Torch.lstm(input, both, weights(16), false, 1, 0, false, false, false));
        Tensor[] deeper = {state.unsqueeze(-1), state.unsqueeze(-1)};
        String text =
                "a state has size " + sizes(deeper[0]) + ", expected three dimensions\n  in lstm.";
        assertRefused(
                text,
                () -> Torch.lstm(padded, deeper, weights(16), false, 1, 0, false, false, false));
        assertRefused(
                text,
                () ->
                        Torch.lstm(
                                packed,
                                this.sizes,
                                deeper,
                                weights(16),
                                false,
                                1,
                                0,
                                false,
                                false));
    }

    private static String sizes(Tensor tensor) {
        return Arrays.toString(tensor.sizes());
    }

    @ParameterizedTest
    @CsvSource({
        "0, weight_ih, 3",
        "1, weight_hh, 4",
        "2, weight_ih, 3",
        "5, weight_hh, 4",
        "6, weight_ih, 8"
    })
    void lstmWithOtherColumns_isRefused(int position, String name, long columns) {
        Tensor[] weights = new Tensor[8];
        for (int i = 0; i < weights.length; i += 2) {
            weights[i] = Torch.ones(16, i < 4 ? 3 : 8);
            weights[i + 1] = Torch.ones(16, 4);
        }
        Tensor[] states = {state.expand(4, -1, -1), state.expand(4, -1, -1)};
        assertThat(
                        Torch.lstm(padded, states, weights, false, 2, 0, false, true, false)
                                .output()
                                .size(2))
                .isEqualTo(8);
        Tensor fitting = weights[position];
        for (Tensor other :
                List.of(
                        fitting.select(1, 0),
                        fitting.narrow(1, 1, columns - 1),
                        fitting.unsqueeze(1))) {
            weights[position] = other;
            assertRefused(
                    name
                            + " of layer "
                            + position / 2
                            + " has size "
                            + sizes(other)
                            + ", expected "
                            + columns
                            + " columns\n  in lstm.",
                    () -> Torch.lstm(padded, states, weights, false, 2, 0, false, true, false));
        }
    }

    @Test
    void lstmWithOtherRows_isRefused() {
        String message = "weight_ih of layer 0 has size [1, 3], expected 16 rows\n  in lstm.";
        Tensor[] both = {state, state};
        assertRefused(
                message,
                () -> Torch.lstm(padded, both, weights(1), false, 1, 0, false, false, false));
        assertRefused(
                message,
                () ->
                        Torch.lstm(
                                packed,
                                sizes,
                                new Tensor[] {states, states},
                                weights(1),
                                false,
                                1,
                                0,
                                false,
                                false));
        assertRefused(
                "weight_hh of layer 0 has size [1, 4], expected 16 rows",
                () -> Torch.lstm(padded, both, weights(16, 1), false, 1, 0, false, false, false));
        assertRefused(
                "bias_ih of layer 0 has size [1], expected 16 rows",
                () -> Torch.lstm(padded, both, biased(16, 1), true, 1, 0, false, false, false));
    }

    @Test
    void rnnWithOtherRows_isRefused() {
        String message = "weight_ih of layer 0 has size [1, 3], expected 4 rows\n  in rnn_";
        assertRefused(
                message,
                () -> Torch.rnnTanh(padded, state, weights(1), false, 1, 0, false, false, false));
        assertRefused(
                message,
                () -> Torch.rnnRelu(padded, state, weights(1), false, 1, 0, false, false, false));
        assertRefused(
                message,
                () -> Torch.rnnTanh(packed, sizes, states, weights(1), false, 1, 0, false, false));
        assertRefused(
                message,
                () -> Torch.rnnRelu(packed, sizes, states, weights(1), false, 1, 0, false, false));
    }

    @Test
    void secondLayer_isLookedAtToo() {
        Tensor[] twice = {
            Torch.ones(12, 3), Torch.ones(12, 4), Torch.ones(12, 4), Torch.ones(1, 4)
        };
        assertRefused(
                "weight_hh of layer 1 has size [1, 4], expected 12 rows",
                () ->
                        Torch.gru(
                                padded,
                                Torch.ones(2, 1, 4),
                                twice,
                                false,
                                2,
                                0,
                                false,
                                false,
                                false));
    }

    @Test
    void projectionWithOtherColumns_isRefused() {
        Tensor[] weights = {Torch.ones(16, 3), Torch.ones(16, 2), Torch.ones(2, 1)};
        assertRefused(
                "weight_hr of layer 0 has size [2, 1], expected 4 columns",
                () ->
                        Torch.lstm(
                                padded,
                                new Tensor[] {Torch.ones(1, 1, 2), state},
                                weights,
                                false,
                                1,
                                0,
                                false,
                                false,
                                false));
    }

    @Test
    void statesOfAnotherBatch_areRefused() {
        Tensor five = Torch.ones(1, 5, 4);
        assertRefused(
                "h_0 has size [1, 5, 4], expected a batch of 7",
                () ->
                        Torch.lstm(
                                Torch.ones(2, 7, 3),
                                new Tensor[] {five, five},
                                weights(16),
                                false,
                                1,
                                0,
                                false,
                                false,
                                false));
        assertRefused(
                "c_0 has size [1, 5, 4], expected a batch of 1",
                () ->
                        Torch.lstm(
                                padded,
                                new Tensor[] {state, five},
                                weights(16),
                                false,
                                1,
                                0,
                                false,
                                false,
                                false));
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "'2,-1', 1", "'1,2', 1", "'2,100', 1", "'-2,5', 0", "'2,0', 1"})
    void batchSizesThatAreNone_areRefused(String list, int position) {
        Tensor wrong =
                list.isEmpty()
                        ? Torch.zeros(0).to(DType.INT64)
                        : Torch.tensor(
                                java.util.Arrays.stream(list.split(","))
                                        .mapToLong(Long::parseLong)
                                        .toArray());
        String text =
                list.isEmpty()
                        ? "batch_sizes is Long[0] on cpu, expected a list of int64 on the CPU that"
                                + " is not empty"
                        : "batch_sizes has "
                                + list.split(",")[position]
                                + " at position "
                                + position
                                + ", expected positive numbers that do not rise and sum to 3, the"
                                + " elements of data";
        assertRefused(
                text,
                () -> Torch.gru(packed, wrong, states, weights(12), false, 1, 0, false, false));
        assertRefused(
                text,
                () ->
                        Torch.lstm(
                                packed,
                                wrong,
                                new Tensor[] {states, states},
                                weights(16),
                                false,
                                1,
                                0,
                                false,
                                false));
    }

    @Test
    void batchSizesOfAnotherDtype_areRefused() {
        assertRefused(
                "batch_sizes is Int[2] on cpu, expected a list of int64",
                () ->
                        Torch.gru(
                                packed,
                                sizes.to(DType.INT32),
                                states,
                                weights(12),
                                false,
                                1,
                                0,
                                false,
                                false));
    }

    @Test
    void noLayers_areRefused() {
        assertRefused(
                "num_layers must be greater than zero",
                () ->
                        Torch.lstm(
                                padded,
                                new Tensor[] {state, state},
                                weights(16),
                                false,
                                -1,
                                0,
                                false,
                                false,
                                false));
    }

    @Test
    void fittingWeights_areUsed() {
        Tensor output =
                Torch.gru(padded, state, weights(12), false, 1, 0, false, false, false).output();

        assertThat(output.view(-1).toFloatArray()).hasSize(8).containsOnly(1);
    }

    @Test
    void layersWithoutParameters_areRefused() {
        Tensor state = Torch.ones(1, 1, 1);
        String text = "num_layers is 1, but params has 0 tensors\n  in ";
        Tensor[] none = {};
        Tensor[] states = {state, state};
        assertRefused(
                text,
                () ->
                        Torch.lstm(
                                Torch.tensor(1.0), states, none, false, 1, 0, false, false, false));
        assertRefused(text, () -> Torch.gru(state, state, none, false, 1, 0, false, false, false));
        assertRefused(
                text, () -> Torch.rnnTanh(state, state, none, false, 1, 0, false, false, false));
    }
}
