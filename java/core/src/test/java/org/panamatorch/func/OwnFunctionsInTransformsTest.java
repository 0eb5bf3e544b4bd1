package org.panamatorch.func;

import static org.assertj.core.api.Assertions.assertThat;
import static org.panamatorch.support.Refusals.assertRefusalBegins;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.panamatorch.AutogradFunction;
import org.panamatorch.FunctionContext;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.VmapInfo;
import org.panamatorch.VmapResult;
import org.panamatorch.internal.call.Layers;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.option.Randomness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Functions with derivatives of their own inside transforms. What is expected is what Python 2.13
 * gives but where a wrong derivative shows which one was used.
 */
@NoLeaks
class OwnFunctionsInTransformsTest {
    private TensorScope scope;
    private Tensor x;
    private Tensor y;

    @BeforeEach
    void open() {
        scope = new TensorScope();
        x = Torch.tensor(1f, 2f, 3f);
        y = Torch.tensor(5f, 7f, 11f);
    }

    @AfterEach
    void close() {
        assertThat(Layers.areAny()).as("a layer is left").isFalse();
        scope.close();
    }

    private static final class Doubled extends AutogradFunction {
        @Override
        protected Tensor[] forward(FunctionContext context, Object... inputs) {
            return new Tensor[] {((Tensor) inputs[0]).mul(2)};
        }

        @Override
        protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            return new Tensor[] {gradOutputs[0].mul(2)};
        }
    }

    /** A function that each transform can record. */
    private static final class Cube extends AutogradFunction {
        @Override
        protected Tensor[] forward(FunctionContext context, Object... inputs) {
            return new Tensor[] {((Tensor) inputs[0]).pow(3)};
        }

        @Override
        protected void setupContext(FunctionContext context, Object[] inputs, Tensor[] outputs) {
            context.saveForBackward((Tensor) inputs[0]);
            context.saveForForward((Tensor) inputs[0]);
        }

        // Not the derivative, so that what was used shows.
        private static Tensor derivative(FunctionContext context, Tensor grad) {
            return context.savedTensors()[0].pow(2).mul(100).mul(grad);
        }

        @Override
        protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            return new Tensor[] {derivative(context, gradOutputs[0])};
        }

        @Override
        protected Tensor[] jvp(FunctionContext context, Tensor... gradInputs) {
            return new Tensor[] {derivative(context, gradInputs[0])};
        }
    }

    private static Tensor cube(Tensor t) {
        return new Cube().apply(t)[0];
    }

    @Test
    void ownFunctionsInside_areRecordedByEachTransform() {
        assertThat(Func.grad(t -> cube(t).sum(), x)).hasToString("tensor([100., 400., 900.])");
        Tensor second = Func.grad(t -> Func.grad(u -> cube(u).sum(), t).sum(), x);
        assertThat(second).hasToString("tensor([200., 400., 600.])");
        assertThat(Func.jvp(OwnFunctionsInTransformsTest::cube, x, Torch.ones(3)).jvp())
                .hasToString("tensor([100., 400., 900.])");
        assertThat(Func.vjp(OwnFunctionsInTransformsTest::cube, x).apply(Torch.ones(3)))
                .hasToString("tensor([100., 400., 900.])");
        Tensor cubes = Func.vmap(OwnFunctionsInTransformsTest::cube, x);
        assertThat(cubes).hasToString("tensor([ 1.,  8., 27.])");
        Tensor ofEach = Func.vmap(s -> Func.grad(OwnFunctionsInTransformsTest::cube, s), x);
        assertThat(ofEach).hasToString("tensor([100., 400., 900.])");
        assertThat(Func.jacrev(OwnFunctionsInTransformsTest::cube, x).diagonal())
                .hasToString("tensor([100., 400., 900.])");
        Tensor leaf = x.clone().requiresGrad_();
        Func.grad(t -> cube(t).sum(), leaf).sum().backward();
        assertThat(leaf.grad()).hasToString("tensor([200., 400., 600.])");
    }

    @Test
    void ownFunctionsOverBatches_areDifferentiatedFromOutside() {
        assertThat(Func.grad(t -> Func.vmap(OwnFunctionsInTransformsTest::cube, t).sum(), x))
                .hasToString("tensor([100., 400., 900.])");
        assertThat(
                        Func.jvp(
                                        t -> Func.vmap(OwnFunctionsInTransformsTest::cube, t),
                                        x,
                                        Torch.ones(3))
                                .jvp())
                .hasToString("tensor([100., 400., 900.])");
        Tensor leaf = x.clone().requiresGrad_();
        Func.vmap(OwnFunctionsInTransformsTest::cube, leaf).sum().backward();
        assertThat(leaf.grad()).hasToString("tensor([100., 400., 900.])");
        Tensor square = Torch.tensor(new float[][] {{1, 2}, {3, 4}});
        Tensor weights = Torch.tensor(1f, 2f);
        assertThat(
                        Func.grad(
                                t ->
                                        Func.vmap(
                                                        row ->
                                                                Func.vmap(
                                                                        OwnFunctionsInTransformsTest
                                                                                ::cube,
                                                                        row),
                                                        t,
                                                        o -> o.inDims(1))
                                                .mul(weights)
                                                .sum(),
                                square))
                .hasToString("tensor([[ 100.,  400.],\n        [1800., 3200.]])");
        assertThat(Func.jacrev(t -> Func.vmap(OwnFunctionsInTransformsTest::cube, t), x).diagonal())
                .hasToString("tensor([100., 400., 900.])");
        Tensor hessian =
                Func.hessian(t -> Func.vmap(OwnFunctionsInTransformsTest::cube, t).sum(), x);
        assertThat(hessian.diagonal()).hasToString("tensor([200., 400., 600.])");
    }

    /** A function of a tensor of the batch, one that all share, and a number. */
    private static final class WithFactor extends AutogradFunction {
        @Override
        protected Tensor[] forward(FunctionContext context, Object... inputs) {
            Tensor product = ((Tensor) inputs[0]).mul((Tensor) inputs[2]).mul((double) inputs[1]);
            return new Tensor[] {product, product.gt(0)};
        }

        @Override
        protected void setupContext(FunctionContext context, Object[] inputs, Tensor[] outputs) {
            context.saveForBackward((Tensor) inputs[0], (Tensor) inputs[2]);
            context.savedData().put("factor", inputs[1]);
            context.markNonDifferentiable(outputs[1]);
        }

        @Override
        protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            Tensor[] saved = context.savedTensors();
            Tensor scaled = gradOutputs[0].mul((double) context.savedData().get("factor"));
            return new Tensor[] {scaled.mul(saved[1]), null, scaled.mul(saved[0]).mul(100)};
        }
    }

    @Test
    void inputsWithoutTheBatch_getTheSumOfTheGradients() {
        Tensor rows = Torch.tensor(new float[][] {{1, 2, 3}, {4, 5, 6}}).requiresGrad_();
        Tensor leaf = x.clone().requiresGrad_();
        Tensor products = Func.vmap(row -> new WithFactor().apply(row, 10.0, leaf)[0], rows);
        assertThat(products.detach())
                .hasToString("tensor([[ 10.,  40.,  90.],\n        [ 40., 100., 180.]])");
        products.sum().backward();
        assertThat(leaf.grad()).hasToString("tensor([5000., 7000., 9000.])");
        assertThat(rows.grad()).hasToString("tensor([[10., 20., 30.],\n        [10., 20., 30.]])");
    }

    /** A function that knows how to compute a batch. */
    private static final class Multiply extends AutogradFunction {
        private final List<String> seen;

        Multiply(List<String> seen) {
            this.seen = seen;
        }

        @Override
        protected Tensor[] forward(FunctionContext context, Object... inputs) {
            return new Tensor[] {((Tensor) inputs[0]).mul((Tensor) inputs[1])};
        }

        @Override
        protected void setupContext(FunctionContext context, Object[] inputs, Tensor[] outputs) {
            context.saveForBackward((Tensor) inputs[0], (Tensor) inputs[1]);
        }

        @Override
        protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            Tensor[] saved = context.savedTensors();
            return new Tensor[] {
                gradOutputs[0].mul(saved[1]).mul(100), gradOutputs[0].mul(saved[0]).mul(100)
            };
        }

        @Override
        protected VmapResult vmap(VmapInfo info, Integer[] inDims, Object... inputs) {
            seen.add(info + " " + Arrays.toString(inDims));
            Tensor a = last((Tensor) inputs[0], inDims[0]);
            Tensor b = last((Tensor) inputs[1], inDims[1]);
            return new VmapResult(new Multiply(seen).apply(a, b), -1);
        }

        private static Tensor last(Tensor tensor, Integer dim) {
            return dim == null ? tensor.unsqueeze(-1) : tensor.movedim(dim, -1);
        }
    }

    @Test
    void rulesForBatches_canBeDifferentiatedFromOutside() {
        List<String> seen = new ArrayList<>();
        Tensor rows = Torch.tensor(new float[][] {{1, 2, 3}, {4, 5, 6}});
        Tensor products = Func.vmap(row -> new Multiply(seen).apply(row, x)[0], rows);
        assertThat(products).hasToString("tensor([[ 1.,  4.,  9.],\n        [ 4., 10., 18.]])");
        assertThat(seen).containsExactly("VmapInfo[batchSize=2, randomness=error] [0, null]");
        assertThat(
                        Func.grad(
                                t ->
                                        Func.vmap(row -> new Multiply(seen).apply(row, t)[0], rows)
                                                .sum(),
                                x))
                .hasToString("tensor([500., 700., 900.])");
        Tensor leaf = x.clone().requiresGrad_();
        Func.vmap(row -> new Multiply(seen).apply(row, leaf)[0], rows).sum().backward();
        assertThat(leaf.grad()).hasToString("tensor([500., 700., 900.])");
        Tensor pairs =
                Func.vmap(
                        row ->
                                Func.vmap(
                                        element -> new Multiply(seen).apply(element, element)[0],
                                        row),
                        rows,
                        o -> o.randomness(Randomness.SAME));
        assertThat(pairs).hasToString("tensor([[ 1.,  4.,  9.],\n        [16., 25., 36.]])");
        assertThat(seen)
                .endsWith(
                        "VmapInfo[batchSize=3, randomness=error] [0, 0]",
                        "VmapInfo[batchSize=2, randomness=same] [0, 0]");
    }

    @Test
    void functionsOfNothingOfTheBatch_areCalledBelow() {
        Tensor rows = Torch.ones(2, 3);
        Tensor leaf = x.clone().requiresGrad_();
        Func.vmap(row -> cube(leaf).mul(row), rows).sum().backward();
        assertThat(leaf.grad()).hasToString("tensor([ 200.,  800., 1800.])");
    }

    @Test
    void wrongOutDims_areRefused() {
        assertRefusalBegins(
                () ->
                        Func.vmap(
                                t ->
                                        new AutogradFunction() {
                                            @Override
                                            protected Tensor[] forward(
                                                    FunctionContext context, Object... inputs) {
                                                return null;
                                            }

                                            @Override
                                            protected Tensor[] backward(
                                                    FunctionContext context,
                                                    Tensor... gradOutputs) {
                                                return null;
                                            }

                                            @Override
                                            protected VmapResult vmap(
                                                    VmapInfo info,
                                                    Integer[] inDims,
                                                    Object... inputs) {
                                                return new VmapResult(inputs[0], 0, 1);
                                            }
                                        }.apply(t)[0],
                                x),
                Kind.RUNTIME,
                "apply: the vmap rule returned out_dims [0, 1], expected one for each of its 1"
                        + " outputs or one for all");
    }

    @Test
    void ownFunctionsWithoutSetup_areRefusedInside() {
        assertRefusalBegins(
                () -> Func.grad(t -> new Doubled().apply(t)[0].sum(), x),
                Kind.RUNTIME,
                "In order to use an autograd.Function with functorch transforms (vmap, grad, jvp,"
                        + " jacrev, ...), it must override the setup_context staticmethod.");
    }
}
