package org.panamatorch.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.panamatorch.checks.Refused.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Out;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.InScope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sizes that a tensor cannot have, of operators that give it others in place. */
@NoLeaks
class SizesInPlaceTest {
    @RegisterExtension final InScope scope = new InScope();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "adaptive_avg_pool2d.out",
                "adaptive_avg_pool3d.out",
                "adaptive_max_pool2d.out",
                "adaptive_max_pool3d.out",
                "fractional_max_pool2d.output",
                "fractional_max_pool3d.output"
            })
    void poolsOfNegativeSizes_leaveWhatTheyAreToWriteToAsItWas(String operator) {
        Long[] sizes = new Long[operator.contains("2d") ? 2 : 3];
        Arrays.fill(sizes, 0L);
        Tensor image = Torch.ones(1, 1, 1, 1);
        Tensor output = Torch.ones(1);
        List<Object> arguments = new ArrayList<>(List.of(image));
        if (operator.startsWith("fractional")) {
            arguments.addAll(List.of(List.of(sizes), negativeFirst(sizes), image));
        } else {
            arguments.add(negativeFirst(sizes));
        }
        arguments.add(output);
        if (operator.contains("max")) {
            // Of a dtype that is refused when the output has its new sizes.
            arguments.add(Torch.ones(1));
        }

        assertRefused(
                operator.replaceFirst("(_max|_avg)?_pool.*", "")
                                .replace("fractional", "fractional_max")
                        + "_pool: output_size is [-1, 0",
                () -> Torch.call("aten::" + operator, arguments.toArray()));
        assertThat(output.sizes()).containsExactly(1);
    }

    private static List<Long> negativeFirst(Long... sizes) {
        Long[] changed = sizes.clone();
        changed[0] = -1L;
        return List.of(changed);
    }

    @Test
    void sizesThatCannotBe_areNotLeftInTheTensor() {
        long[][] impossible = {{-1}, {-1, 0}, {0, 1, -1, 1}, {1L << 61, 4}, {1L << 61}, {1L << 50}};
        for (long[] sizes : impossible) {
            Tensor tensor = Torch.tensor(new float[] {1, 2, 3});
            assertThatThrownBy(() -> tensor.resize_(sizes)).isInstanceOf(TorchException.class);
            assertThat(tensor.toFloatArray()).containsExactly(1, 2, 3);
            long[] strides = new long[sizes.length];
            Arrays.fill(strides, 1);
            assertThatThrownBy(() -> tensor.set_(Torch.ones(2), 0, sizes, strides))
                    .isInstanceOf(TorchException.class);
            assertThatThrownBy(() -> Torch.call("aten::as_strided_", tensor, sizes, strides))
                    .isInstanceOf(TorchException.class);
            Tensor other = Torch.tensor(new float[] {4, 5, 6});
            Tensor quantized = Torch.quantizePerTensor(other, 1, 0, DType.QUINT8);
            assertThatThrownBy(() -> quantized.resize_(sizes)).isInstanceOf(TorchException.class);
            assertThat(quantized.sizes()).containsExactly(3);
            assertThat(tensor.toFloatArray()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void negativeSizeBesideZero_isRefused() {
        long[] sizes = {-1, 0};
        long[] strides = {1, 1};
        String text = "Trying to create tensor with negative dimension -1: [-1, 0]";
        Tensor plain = Torch.ones(3);
        Tensor meta = plain.to(Device.META);
        Tensor quantized = Torch.quantizePerTensor(plain, 1, 0, DType.QUINT8);
        for (Tensor each : List.of(plain, meta, quantized)) {
            assertRefused(text, () -> each.asStrided(sizes, strides));
            assertRefused(text, () -> Torch.call("aten::as_strided_", each, sizes, strides));
            assertRefused(text, () -> each.resize_(sizes));
            assertThat(each.sizes()).containsExactly(3);
        }
        assertRefused(text, () -> plain.set_(Torch.ones(3), 0, sizes));
        assertRefused(text, () -> meta.set_(meta.clone(), 0, sizes, strides));
        Tensor rows = Torch.zeros(2, 2).toSparseCsr();
        assertRefused(text, () -> rows.resize_(sizes));
        assertRefused(text, () -> Torch.emptyStrided(sizes, strides));
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 62, 1L << 61, (1L << 62) - 1})
    void elementsWhoseEndIsNoLong_areRefused(long far) {
        Tensor tensor = Torch.ones(3);
        String text = "Storage size calculation overflowed with sizes=[2] and strides=";
        for (long[] strideAndOffset : new long[][] {{1, far}, {far, 0}}) {
            long[] stride = {strideAndOffset[0]};
            assertRefused(
                    text,
                    () ->
                            Torch.call(
                                    "aten::as_strided_",
                                    tensor,
                                    new long[] {2},
                                    stride,
                                    strideAndOffset[1]));
        }
        assertThat(tensor.toFloatArray()).containsExactly(1, 1, 1);
    }

    @Test
    void mediansWrittenToTheirInput_areThoseOfItsElements() {
        Tensor values = Torch.zeros(0);
        Tensor indices = Torch.tensor(3L, 1L, 2L).view(1, 3, 1);
        Out.median(values.to(DType.INT64), indices, indices, 1);
        assertThat(indices.tolist()).hasToString("[[2]]");
        for (boolean skipsNan : new boolean[] {false, true}) {
            Tensor input = Torch.tensor(5.0, 7.0, 6.0).view(3, 1);
            Tensor places = Torch.zeros(0).to(DType.INT64);
            if (skipsNan) {
                Out.nanmedian(input, places, input, 0);
            } else {
                Out.median(input, places, input, 0);
            }
            assertThat(input.tolist()).hasToString("[6.0]");
            assertThat(places.tolist()).hasToString("[2]");
        }
    }

    @Test
    void decompositionsWrittenToTheirInput_areThoseOfItsElements() {
        Tensor values = Torch.ones(2, 3, 1);
        Out.linalgSvdvals(values, values);
        assertThat(values.mul(values).view(-1).round().toFloatArray()).containsExactly(3, 3);
        Tensor vectors = Torch.tensor(new double[][] {{2, 0}, {0, 5}});
        Tensor eigenvalues = Torch.zeros(0).to(vectors.dtype());
        Out.linalgEigh(eigenvalues, vectors, vectors);
        assertThat(eigenvalues.tolist()).hasToString("[2.0, 5.0]");
        assertThat(vectors.abs().tolist()).hasToString("[[1.0, 0.0], [0.0, 1.0]]");
    }

    @Test
    void resultsOfDecompositionsInOneTensor_areRefused() {
        Tensor both = Torch.ones(3, 3);
        assertRefused(
                "linalg.eigh: eigenvalues and eigenvectors are one tensor, expected two",
                () -> Out.linalgEigh(both, both, Torch.eye(3)));
        assertRefused(
                "linalg.svd: of the results two are one tensor, expected three",
                () -> Out.linalgSvd(both, Torch.zeros(0), both, Torch.eye(3)));
    }

    @Test
    void outOfMoreElementsThanMemoryHas_keepsItsSizes() {
        Tensor out = Torch.tensor(new float[] {1, 2, 3});
        Tensor endless = Torch.ones(1).expand(1L << 50);
        assertThatThrownBy(() -> Torch.call("aten::add.out", endless, endless, 1, out))
                .isInstanceOf(TorchException.class);
        assertThat(out.toFloatArray()).containsExactly(1, 2, 3);
    }
}
