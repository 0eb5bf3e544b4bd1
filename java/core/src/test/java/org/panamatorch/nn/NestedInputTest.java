package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.DType;
import org.panamatorch.Nested;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.InScope;

import java.util.List;

/** Sequences of different lengths: nested, or padded with a mask that says so. */
@NoLeaks
class NestedInputTest {
    private static final String OUTSIDE =
            "MultiheadAttention does not support NestedTensor outside of its fast path. The fast"
                    + " path was not hit because ";

    @RegisterExtension final InScope scope = new InScope();
    private TransformerEncoderLayer layer;
    private Tensor first;
    private Tensor second;
    private Tensor nested;
    private Tensor padded;
    private Tensor padding;

    @BeforeEach
    void makeInputs() {
        Torch.manualSeed(5);
        layer = new TransformerEncoderLayer(4, 2, o -> o.dimFeedforward(6).batchFirst(true));
        layer.eval();
        first = Torch.randn(3, 4);
        second = Torch.randn(2, 4);
        nested = Nested.nestedTensor(List.of(first, second));
        padded = Torch.stack(first, Torch.cat(second, Torch.ones(1, 4)));
        padding = Torch.zeros(new long[] {2, 3}, TensorOptions.of(DType.BOOL));
        padding.select(0, 1).select(0, 2).fill_(1);
    }

    private static Tensor encode(TransformerEncoder encoder, Tensor src, Tensor padding) {
        encoder.eval();
        try (var _ = Torch.noGrad()) {
            return encoder.call(src, o -> o.srcKeyPaddingMask(padding));
        }
    }

    @Test
    void paddedInput_isComputedNested_andPaddedWithZeros() {
        Tensor output = encode(new TransformerEncoder(layer, 2), padded, padding);
        assertThat(output.sizes()).containsExactly(2, 3, 4);
        assertThat(output.select(0, 1).select(0, 2).toFloatArray()).containsOnly(0);
        Tensor[] parts = encode(new TransformerEncoder(layer, 2), nested, null).unbind();
        assertThat(parts[0].equal(output.select(0, 0))).isTrue();
        assertThat(parts[1].equal(output.select(0, 1).slice(o -> o.end(2)))).isTrue();
    }

    @Test
    void paddedInput_withoutNestedTensors_isComputedWhole() {
        TransformerEncoder encoder =
                new TransformerEncoder(layer, 2, o -> o.enableNestedTensor(false));
        Tensor output = encode(encoder, padded, padding);
        assertThat(output.select(0, 1).select(0, 2).toFloatArray()).doesNotContain(0);
    }

    @Test
    void paddingInside_isNotComputedNested_unlessNothingLooks() {
        Tensor inside = padding.flip(1);
        Tensor output = encode(new TransformerEncoder(layer, 2), padded, inside);
        assertThat(output.select(0, 1).toFloatArray()).doesNotContain(0);
        TransformerEncoder unchecked = new TransformerEncoder(layer, 2, o -> o.maskCheck(false));
        Tensor shifted = encode(unchecked, padded, inside);
        assertThat(shifted.select(0, 1).select(0, 2).toFloatArray()).containsOnly(0);
    }

    @Test
    void finalNorm_seesThePaddedOutput() {
        LayerNorm norm = new LayerNorm(4);
        Init.constant_(norm.bias(), 3);
        TransformerEncoder encoder = new TransformerEncoder(layer, 2, o -> o.norm(norm));
        Tensor output = encode(encoder, padded, padding);
        assertThat(output.select(0, 1).select(0, 2).toFloatArray()).containsOnly(3);
    }

    @Test
    void nestedInput_inTraining_isRefused() {
        layer.train();
        assertThatThrownBy(() -> layer.call(nested))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith(OUTSIDE + "training is enabled");
    }

    @Test
    void nestedInput_withGradients_isRefused() {
        assertThatThrownBy(() -> layer.call(nested))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith(
                        OUTSIDE
                                + "grad is enabled and at least one of query or the input/output"
                                + " projection weights or biases requires_grad");
    }

    @Test
    void nestedInput_withPadding_isRefused() {
        try (var _ = Torch.noGrad()) {
            assertThatThrownBy(() -> layer.call(nested, o -> o.srcKeyPaddingMask(padding)))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(
                            OUTSIDE
                                    + "supplying both src_key_padding_mask and src_mask at the same"
                                    + " time");
            TransformerEncoder encoder = new TransformerEncoder(layer, 1);
            encoder.eval();
            assertThatThrownBy(() -> encoder.call(nested, o -> o.srcKeyPaddingMask(padding)))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(
                            "Could not run 'aten::_nested_tensor_from_mask_left_aligned' with"
                                    + " arguments from the 'NestedTensorCPU' backend.");
        }
    }
}
