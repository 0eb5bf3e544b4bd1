package org.panamatorch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is not called is what GUIDE leaves to the caller. */
@NoLeaks
class ExclusionsTest {
    @Test
    void backends_areThoseOfTheGuide() throws IOException {
        String guide =
                Files.readString(
                        Path.of(
                                System.getProperty("panamatorch.root"),
                                "docs/guide/own-functions.md"));
        String sentence = guide.replaceFirst("(?s).*whose names have ", "");
        sentence = sentence.replaceFirst("(?s) in them.*", "");

        assertThat(Pattern.compile("`(\\w+)`").matcher(sentence).results())
                .extracting((MatchResult word) -> word.group(1))
                .isEqualTo(Exclusions.BACKENDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aten::_softmax",
                "aten::native_batch_norm_backward",
                "aten::add.out",
                "aten::mkldnn_convolution",
                "quantized::linear"
            })
    void insidesOfLibTorch_areNotCalledByName(String operator) {
        assertThat(Exclusions.reasonByName(operator)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aten::add.Tensor", "aten::layout", "prims::add", "aten::add_.Scalar"})
    void otherOperators_areCalledByName(String operator) {
        assertThat(Exclusions.reasonByName(operator)).isNull();
    }

    @Test
    void gradientsWithGraphs_areNotLeftInLeaves() {
        assertThat(Exclusions.reason("BackwardOptions.createGraph(boolean)")).isNotNull();
        assertThat(Exclusions.reason("GradOptions.createGraph(boolean)")).isNull();
    }

    @Test
    void tensorsInPlaceWithTheirOwnElements_areNotCalled() {
        try (Tensor x = Torch.ones(2, 2);
                Tensor view = x.view(4);
                Tensor other = Torch.ones(2, 2)) {
            assertThat(Exclusions.isSelfReference("aten::mul_.Tensor", _ -> false, x, view))
                    .isTrue();
            assertThat(Exclusions.isSelfReference("Out.mul(Tensor, Tensor)", _ -> false, x, view))
                    .isTrue();
            assertThat(Exclusions.isSelfReference("aten::mul.Tensor", _ -> false, x, view))
                    .isFalse();
            assertThat(Exclusions.isSelfReference("aten::mul_.Tensor", _ -> false, x, other))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tensor.setGrad(Tensor)", "TensorIndexing.setAt(Tensor, Index[])"})
    void whatWasComputedFromATensor_isNotSetInIt(String key) {
        try (Tensor x = Torch.ones(2, 2).requiresGrad_();
                Tensor result = x.trunc();
                Tensor plain = Torch.ones(2, 2)) {
            assertThat(Exclusions.isSelfReference(key, each -> each == result, x, result)).isTrue();
            assertThat(Exclusions.isSelfReference(key, each -> each == plain, x, plain)).isFalse();
        }
    }
}
