package org.panamatorch.func;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.DType;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Functional;
import org.panamatorch.support.InScope;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Operators whose rule for a batch, or whose forward-mode derivative, LibTorch leaves to Python.
 * What is expected is what Python 2.13 gives.
 */
@NoLeaks
class PythonsRulesTest {
    @RegisterExtension final InScope scope = new InScope();
    private Tensor x;
    private Tensor y;
    private Tensor rows;
    private Tensor classes;
    private Tensor zeros;

    @BeforeEach
    void open() {
        x = Torch.tensor(1f, 2f, 3f);
        y = Torch.tensor(5f, 7f, 11f);
        rows = Torch.stack(x, y);
        classes = Torch.tensor(new long[] {2, 0});
        zeros = Torch.zeros(3);
    }

    @Test
    void meanSquaredErrors_haveARuleForTheirGradients() {
        assertThat(Func.hessian(t -> Functional.mseLoss(t, y), x).diagonal())
                .hasToString("tensor([0.6667, 0.6667, 0.6667])");
        Tensor half = zeros.to(DType.FLOAT16);
        assertThat(gradients(t -> Functional.mseLoss(t, half), rows.to(DType.FLOAT16)))
                .hasToString(
                        "tensor([[0.6665, 1.3330, 2.0000],\n"
                                + "        [3.3340, 4.6680, 7.3320]], dtype=torch.float16)");
    }

    private static Tensor gradients(Function<Tensor, Tensor> loss, Tensor batch) {
        return Func.vmap((Tensor row) -> Func.grad(loss, row), batch);
    }

    @Test
    void lossesThatAreLinearFarAway_haveARuleForTheirGradients() {
        assertThat(gradients(t -> Functional.smoothL1Loss(t, zeros, o -> o.beta(2)), rows))
                .hasToString(
                        "tensor([[0.1667, 0.3333, 0.3333],\n        [0.3333, 0.3333, 0.3333]])");
        assertThat(gradients(t -> Functional.huberLoss(t, zeros, o -> o.delta(2)), rows))
                .hasToString(
                        "tensor([[0.3333, 0.6667, 0.6667],\n        [0.6667, 0.6667, 0.6667]])");
    }

    @Test
    void negativeLogLikelihoods_haveARule() {
        Tensor losses =
                Func.vmap(
                        (Tensor row, Tensor c) -> Functional.nllLoss(row.log(), c), rows, classes);
        assertThat(losses).hasToString("tensor([-1.0986, -1.6094])");
        Tensor gradients =
                Func.vmap(
                        (Tensor row, Tensor c) -> Func.grad((Tensor t) -> weighted(t, c), row),
                        rows,
                        classes);
        assertThat(gradients)
                .hasToString(
                        "tensor([[ 0.0000,  0.0000, -0.3333],\n"
                                + "        [-0.2000,  0.0000,  0.0000]])");
    }

    @Test
    void weightsOfClasses_areOneFactorWhereNoDimensionHasTheClasses() {
        Tensor label = Torch.tensor(0L);
        Tensor total = Torch.tensor(2f);
        Tensor weight = total.view(1);
        Tensor losses =
                Func.vmap(
                        (Tensor each) ->
                                (Tensor)
                                        parts("nll_loss2d_forward", each, label, weight, 1L, -100L)[
                                                0],
                        x);
        assertThat(losses).hasToString("tensor([-1., -2., -3.])");
        for (String name : List.of("nll_loss_backward", "nll_loss2d_backward")) {
            assertThatThrownBy(
                            () ->
                                    Func.vmap(
                                            (Tensor each) ->
                                                    (Tensor)
                                                            Torch.call(
                                                                    "aten::" + name,
                                                                    total,
                                                                    each,
                                                                    label,
                                                                    weight,
                                                                    1L,
                                                                    -100L,
                                                                    total),
                                            x))
                    .hasMessageStartingWith(
                            "nll_loss_backward: self has no dimension for the classes of weight");
        }
    }

    private static Object[] parts(String name, Object... arguments) {
        return (Object[]) Torch.call("aten::" + name, arguments);
    }

    private Tensor weighted(Tensor row, Tensor expected) {
        return Functional.nllLoss(row.log().unsqueeze(0), expected.unsqueeze(0), o -> o.weight(y));
    }

    @Test
    void outerProductsThatAreAdded_haveARule() {
        Tensor ones = Torch.ones(3, 3);
        Tensor sums = Func.vmap((Tensor row) -> ones.addr(row, y, 2, 3), rows);
        assertThat(sums.get(1))
                .hasToString(
                        "tensor([[ 77., 107., 167.],\n"
                                + "        [107., 149., 233.],\n"
                                + "        [167., 233., 365.]])");
    }

    @Test
    void conjugatesOfRealTensors_areTheseUnderVmap() {
        Tensor conjugates = Func.vmap((Tensor row) -> row.conj(), rows);
        assertThat(conjugates.equal(rows)).isTrue();
    }

    @Test
    void traces_haveATangent() {
        Func.Jvp<Tensor> trace = Func.jvp(t -> t.outer(t).trace(), x, y);
        assertThat(trace.output()).hasToString("tensor(14.)");
        assertThat(trace.jvp()).hasToString("tensor(104.)");
    }

    @Test
    void logarithmsOfSigmoids_haveATangent() {
        assertThat(Func.jacfwd(t -> Functional.logsigmoid(t), x).diagonal())
                .hasToString("tensor([0.2689, 0.1192, 0.0474])");
    }

    @Test
    void softmaxes_haveSecondDerivatives() {
        assertThat(Func.hessian(t -> t.softmax(0).get(0), x))
                .hasToString(
                        "tensor([[ 0.0672, -0.0181, -0.0491],\n"
                                + "        [-0.0181, -0.0112,  0.0293],\n"
                                + "        [-0.0491,  0.0293,  0.0198]])");
    }

    @Test
    void crossEntropies_haveSecondDerivatives() {
        Tensor expected = Torch.tensor(new long[] {1});
        assertThat(Func.hessian(t -> Functional.crossEntropy(t.unsqueeze(0), expected), x))
                .hasToString(
                        "tensor([[ 0.0819, -0.0220, -0.0599],\n"
                                + "        [-0.0220,  0.1848, -0.1628],\n"
                                + "        [-0.0599, -0.1628,  0.2227]])");
    }

    @Test
    void normalizedLayers_haveSecondDerivatives() {
        Shape shape = Shape.of(3);
        UnaryOperator<Tensor> first =
                t -> Functional.layerNorm(t, shape, o -> o.weight(y).bias(y)).get(0);
        assertThat(Func.hessian(first, x).get(0))
                .hasToString("tensor([ 1.5310, -2.0412,  0.5102])");
    }

    @Test
    void normalizedBatches_haveSecondDerivatives() {
        assertThat(Func.hessian(t -> firstOfBatch(t, true), x).get(0))
                .hasToString("tensor([ 1.5310, -2.0412,  0.5102])");
        assertThat(Func.hessian(t -> firstOfBatch(t, false).pow(2), x).get(0))
                .hasToString("tensor([49.9995,  0.0000,  0.0000])");
    }

    private Tensor firstOfBatch(Tensor elements, boolean isTraining) {
        Tensor one = y.narrow(0, 0, 1);
        return Functional.batchNorm(
                        elements.unsqueeze(1),
                        Torch.zeros(1),
                        Torch.ones(1),
                        o -> o.weight(one).bias(one).training(isTraining))
                .get(0)
                .get(0);
    }
}
