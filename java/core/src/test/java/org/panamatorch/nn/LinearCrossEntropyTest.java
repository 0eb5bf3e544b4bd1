package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.panamatorch.support.Refusals.assertRefused;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.option.Reduction;

import java.util.List;
import java.util.function.Consumer;

/** The chunked cross entropy of a linear map within autograd; its numbers are in recordings. */
@NoLeaks
class LinearCrossEntropyTest {
    private final TensorScope scope = new TensorScope();
    private Tensor input;
    private Tensor target;

    @BeforeEach
    void makeInput() {
        input = Torch.randn(3, 5).requiresGrad_();
        target = Torch.tensor(new long[] {2, 0, 3});
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private static LinearCrossEntropyLoss loss(Reduction reduction, boolean allowRetainGraph) {
        return new LinearCrossEntropyLoss(
                5,
                4,
                o -> o.reduction(reduction).options(c -> c.allowRetainGraph(allowRetainGraph)));
    }

    private static void backwardTwice(Tensor loss) {
        Tensor sum = loss.sum();
        sum.backward(o -> o.retainGraph(true));
        sum.backward();
    }

    @Test
    void gradientFunctions_haveTheNamesOfPythonsOperators() {
        assertThat(loss(Reduction.MEAN, false).call(input, target).gradFn())
                .isEqualTo(
                        "GeneratedBackwardFor_torch_nn__linear_cross_entropy_batch_chunked_defaultBackward");
        assertThat(loss(Reduction.NONE, false).call(input, target).gradFn())
                .isEqualTo(
                        "GeneratedBackwardFor_torch_nn__linear_cross_entropy_batch_chunked_no_reduction_defaultBackward");
    }

    @Test
    void absentTarget_isNamedWhicheverWayIsChosen() {
        Tensor weight = Torch.ones(4, 5);
        for (Consumer<LinearCrossEntropyFuncOptions> way :
                List.<Consumer<LinearCrossEntropyFuncOptions>>of(
                        o -> {}, o -> o.ignoreIndex(1), o -> o.options(c -> {}))) {
            assertThatThrownBy(() -> Functional.linearCrossEntropy(input, weight, null, way))
                    .hasMessage("linearCrossEntropy: argument 'target' is null, expected a tensor");
        }
    }

    private Tensor chunked(Tensor weight, String method) {
        return Functional.linearCrossEntropy(
                input, weight, target, o -> o.options(c -> c.chunkingMethod(method)));
    }

    @Test
    void noClassesOrFeatures_areRefusedAsInPython() {
        assertRefused(
                () -> chunked(Torch.ones(0, 5), "auto"),
                Kind.VALUE,
                "integer division or modulo by zero");
        input = Torch.ones(3, 0);
        assertRefused(
                () -> chunked(Torch.ones(4, 0), "auto"),
                Kind.VALUE,
                "integer division or modulo by zero");
    }

    @Test
    void partBeyondALong_isAChunkOfOne() {
        Tensor weight = Torch.randn(4, 5);
        assertThat(chunked(weight, "aspect_ratio:99999999999999999999").item())
                .isEqualTo(chunked(weight, "aspect_ratio:99").item());
    }

    @Test
    void secondBackwardPass_isRefused() {
        Tensor loss = loss(Reduction.SUM, false).call(input, target);
        assertThatThrownBy(() -> backwardTwice(loss))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining(
                        "linear_cross_entropy chunked backward called twice; retain_graph=True /"
                                + " double backward are not supported.");
    }

    @Test
    void secondBackwardPass_thatIsAllowed_addsTheSame() {
        LinearCrossEntropyLoss module = loss(Reduction.SUM, true);
        module.call(input, target).backward();
        Tensor once = input.grad().clone();
        backwardTwice(module.call(input, target));
        assertThat(input.grad().allclose(once.mul(3))).isTrue();
    }

    @Test
    void secondBackwardPass_throughSingleLosses_addsTheSame() {
        LinearCrossEntropyLoss module = loss(Reduction.NONE, false);
        module.call(input, target).sum().backward();
        Tensor once = input.grad().clone();
        backwardTwice(module.call(input, target));
        assertThat(input.grad().allclose(once.mul(3))).isTrue();
    }

    @Test
    void singleLosses_weighTheirGradients() {
        LinearCrossEntropyLoss module = loss(Reduction.NONE, false);
        Tensor weights = Torch.tensor(new float[] {1, -2, 0.5f});
        module.call(input, target).mul(weights).sum().backward();
        Tensor chunked = input.grad().clone();
        input.setGrad(null);
        Tensor logits = Functional.linear(input, module.linear().weight(), module.linear().bias());
        Functional.crossEntropy(logits, target, o -> o.reduction(Reduction.NONE))
                .mul(weights)
                .sum()
                .backward();
        assertThat(chunked.allclose(input.grad(), o -> o.rtol(1e-4).atol(1e-6))).isTrue();
    }

    @Test
    void weightsChangedBetweenThePasses_areNoticed() {
        LinearCrossEntropyLoss module = loss(Reduction.NONE, false);
        Tensor sum = module.call(input, target).sum();
        try (var _ = Torch.noGrad()) {
            module.linear().weight().mul_(2);
        }
        assertThatThrownBy(sum::backward).hasMessageContaining("modified by an inplace operation");
    }

    @Test
    void withoutGradients_nothingIsRecorded() {
        try (var _ = Torch.noGrad()) {
            assertThat(loss(Reduction.MEAN, false).call(input, target).requiresGrad()).isFalse();
            assertThat(loss(Reduction.NONE, false).call(input, target).requiresGrad()).isFalse();
        }
    }
}
