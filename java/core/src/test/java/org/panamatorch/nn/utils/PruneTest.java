package org.panamatorch.nn.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Conv2d;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.Sequential;
import org.panamatorch.option.MatrixNorm;

import java.util.List;
import java.util.Map;

/** The masks are those of Python's torch.nn.utils.prune for the same seed. */
@NoLeaks
class PruneTest {
    @BeforeEach
    void seed() {
        Torch.manualSeed(3);
    }

    private static long[] mask(Module module, String name) {
        return module.attribute(name + "_mask").view(-1).to(DType.INT64).toLongArray();
    }

    private static long[] perChannels(Conv2d conv) {
        return conv.attribute("weight_mask")
                .sum(new long[] {2, 3})
                .view(-1)
                .to(DType.INT64)
                .toLongArray();
    }

    @Test
    void randomUnstructured_masksPythonsElements() {
        Linear linear = Prune.randomUnstructured(new Linear(4, 3), "weight", 5);

        assertThat(mask(linear, "weight")).containsExactly(1, 1, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1);
        assertThat(linear.stateDict().keySet())
                .containsExactly("bias", "weight_orig", "weight_mask");
    }

    @Test
    void l1Unstructured_masksTheSmallest() {
        Linear linear = Prune.l1Unstructured(new Linear(4, 3), "weight", 0.2);

        assertThat(mask(linear, "weight")).containsExactly(1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1);
    }

    @Test
    void l1Unstructured_withImportanceMasksTheLeastImportant() {
        Tensor importance = Torch.tensor(new double[] {3, -1, 2});

        Linear linear = Prune.l1Unstructured(new Linear(4, 3), "bias", 1, importance);

        assertThat(mask(linear, "bias")).containsExactly(1, 0, 1);
    }

    @Test
    void prunedAgain_choosesFromWhatIsLeft() {
        Linear linear = Prune.l1Unstructured(new Linear(4, 3), "weight", 0.2);

        Prune.randomUnstructured(linear, "weight", 0.5);
        assertThat(mask(linear, "weight")).containsExactly(1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1);

        Prune.lnStructured(linear, "weight", 1, 2, 0);
        assertThat(mask(linear, "weight")).containsExactly(1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1);
    }

    @Test
    void randomStructured_masksPythonsChannels() {
        Conv2d conv = Prune.randomStructured(new Conv2d(3, 4, 2), "weight", 2, 1);

        assertThat(perChannels(conv)).containsExactly(0, 4, 0, 0, 4, 0, 0, 4, 0, 0, 4, 0);
    }

    @Test
    void lnStructured_masksTheChannelsOfSmallestNorm() {
        Conv2d sums = Prune.lnStructured(new Conv2d(3, 4, 2), "weight", 0.5, 1, 0);
        assertThat(perChannels(sums)).containsExactly(0, 0, 0, 4, 4, 4, 4, 4, 4, 0, 0, 0);

        Torch.manualSeed(3);
        Conv2d minima =
                Prune.lnStructured(new Conv2d(3, 4, 2), "weight", 0.5, Double.NEGATIVE_INFINITY, 0);
        assertThat(perChannels(minima)).containsExactly(0, 0, 0, 4, 4, 4, 4, 4, 4, 0, 0, 0);
    }

    @Test
    void lnStructured_takesTheFrobeniusNorm() {
        Linear linear = Prune.lnStructured(new Linear(4, 3), "weight", 2, MatrixNorm.FRO, 1);

        assertThat(mask(linear, "weight")).containsExactly(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    }

    @Test
    void globalUnstructured_comparesAllParameters() {
        Linear a = new Linear(4, 3);
        Linear b = Prune.l1Unstructured(new Linear(3, 2), "weight", 2);

        Prune.globalUnstructured(
                List.of(
                        new Prune.Parameter(a, "weight"),
                        new Prune.Parameter(b, "weight"),
                        new Prune.Parameter(b, "bias")),
                new PruningMethod.L1Unstructured(7));

        assertThat(mask(a, "weight")).containsExactly(1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0);
        assertThat(mask(b, "weight")).containsExactly(0, 1, 1, 1, 1, 0);
        assertThat(mask(b, "bias")).containsExactly(1, 1);
    }

    @Test
    void globalUnstructured_heedsImportance() {
        Linear a = new Linear(1, 2);
        Linear b = new Linear(1, 2);
        Prune.Parameter ofA = new Prune.Parameter(a, "bias");
        Prune.Parameter ofB = new Prune.Parameter(b, "bias");

        Prune.globalUnstructured(
                List.of(ofA, ofB),
                new PruningMethod.L1Unstructured(2),
                Map.of(
                        ofA, Torch.tensor(new float[] {9, 2}),
                        ofB, Torch.tensor(new float[] {1, 8})));

        assertThat(mask(a, "bias")).containsExactly(1, 0);
        assertThat(mask(b, "bias")).containsExactly(0, 1);
    }

    @Test
    void forward_usesTheMaskedWeight() {
        Linear linear = new Linear(2, 1);
        Tensor weight = linear.weight().detach().clone();
        Prune.customFromMask(linear, "weight", Torch.tensor(new float[][] {{0, 1}}));
        Prune.customFromMask(linear, "bias", Torch.tensor(new float[] {0}));

        Tensor out = linear.call(Torch.tensor(new float[][] {{100, 10}}));

        assertThat(out.item()).isEqualTo(weight.get(0, 1).mul(10).item());
    }

    @Test
    void call_computesTheWeightFromTheTrainedOriginal() {
        Linear linear = Prune.identity(new Linear(2, 1), "weight");
        Prune.customFromMask(linear, "weight", Torch.tensor(new float[][] {{1, 0}}));
        try (var _ = Torch.noGrad()) {
            linear.getParameter("weight_orig").fill_(5);
        }

        linear.call(Torch.ones(1, 2));

        assertThat(linear.attribute("weight").view(-1).toFloatArray()).containsExactly(5, 0);
    }

    @Test
    void backward_reachesWhatIsLeft() {
        Linear linear = new Linear(2, 1);
        Prune.customFromMask(linear, "weight", Torch.tensor(new float[][] {{1, 0}}));

        linear.call(Torch.tensor(new float[][] {{3, 4}})).sum().backward();

        assertThat(linear.getParameter("weight_orig").grad().view(-1).toFloatArray())
                .containsExactly(3, 0);
    }

    @Test
    void remove_leavesTheZeros() {
        Linear linear = Prune.l1Unstructured(new Linear(4, 3), "weight", 0.2);

        Prune.remove(linear, "weight");

        assertThat(linear.stateDict().keySet()).containsExactly("bias", "weight");
        assertThat(linear.weight().eq(0).sum().item()).isEqualTo(2L);
        assertThat(Prune.isPruned(linear)).isFalse();
    }

    @Test
    void isPruned_findsPrunedParts() {
        Linear linear = new Linear(2, 2);
        Module model = new Sequential(linear);
        assertThat(Prune.isPruned(model)).isFalse();

        Prune.identity(linear, "bias");

        assertThat(Prune.isPruned(model)).isTrue();
    }

    @Test
    void prune_ofATensorSetsElementsToZero() {
        Tensor t = Torch.tensor(new float[] {3, -1, 2});

        Tensor pruned = Prune.prune(t, new PruningMethod.L1Unstructured(1), null, null);

        assertThat(pruned.toFloatArray()).containsExactly(3, -0.0f, 2);
    }

    private static PruningMethod giving(PruningMethod.Type type) {
        return new PruningMethod() {
            @Override
            public Type type() {
                return type;
            }

            @Override
            public Tensor computeMask(Tensor t, Tensor defaultMask) {
                return null;
            }
        };
    }

    @Test
    void methodsThatGiveNothing_areNamed() {
        Linear linear = new Linear(2, 2);
        List<Prune.Parameter> weight = List.of(new Prune.Parameter(linear, "weight"));

        assertThatThrownBy(
                        () ->
                                Prune.globalUnstructured(
                                        weight, giving(PruningMethod.Type.UNSTRUCTURED)))
                .hasMessage("Prune: result of 'computeMask' is null, expected a mask");
        assertThatThrownBy(() -> Prune.globalUnstructured(weight, giving(null)))
                .hasMessage("Prune: result of 'type' is null, expected what the method prunes");
        assertThatThrownBy(
                        () ->
                                Prune.prune(
                                        linear.weight(),
                                        giving(PruningMethod.Type.UNSTRUCTURED),
                                        null,
                                        null))
                .hasMessage("Prune: result of 'computeMask' is null, expected a mask");
    }

    @Test
    void amountsThatDoNotFit_areRefused() {
        Linear linear = new Linear(4, 3);

        assertRefused(
                () -> Prune.l1Unstructured(linear, "weight", 1.5),
                "amount=1.5 should either be a float in the range [0, 1] or a non-negative"
                        + " integer");
        assertRefused(
                () -> Prune.l1Unstructured(linear, "weight", -1),
                "amount=-1 should either be a float in the range [0, 1] or a non-negative integer");
        assertRefused(
                () -> Prune.l1Unstructured(linear, "bias", 9),
                "amount=9 should be smaller than the number of parameters to prune=3");
        assertThat(linear.stateDict().keySet()).containsExactly("weight", "bias");
    }

    @Test
    void shapesThatDoNotFit_areRefused() {
        Linear linear = new Linear(4, 3);

        assertRefused(
                () -> Prune.lnStructured(linear, "bias", 1, 2, 0),
                "Structured pruning can only be applied to multidimensional tensors. Found tensor"
                        + " of shape torch.Size([3]) with 1 dims");
        assertRefused(
                () -> Prune.randomStructured(linear, "weight", 1, 2),
                "Invalid index 2 for tensor of size torch.Size([3, 4])");
        assertRefused(
                () -> Prune.l1Unstructured(linear, "bias", 1, Torch.ones(4)),
                "importance_scores should have the same shape as parameter bias of"
                        + " Linear(in_features=4, out_features=3, bias=True), got torch.Size([4])"
                        + " vs torch.Size([3])");
    }

    @Test
    void whatIsNotPruned_cannotBeRemoved() {
        assertRefused(
                () -> Prune.remove(new Linear(4, 3), "bias"),
                "Parameter 'bias' of module Linear(in_features=4, out_features=3, bias=True) has to"
                        + " be pruned before pruning can be removed");
    }

    @Test
    void globalUnstructured_refusesStructuredRules() {
        assertThatThrownBy(
                        () ->
                                Prune.globalUnstructured(
                                        List.of(new Prune.Parameter(new Linear(4, 3), "weight")),
                                        new PruningMethod.LnStructured(1, 2, 0)))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith(
                        "Only \"unstructured\" PRUNING_TYPE supported for the `pruning_method`.");
    }

    private static void assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(TorchException.class).hasMessage(message);
    }
}
