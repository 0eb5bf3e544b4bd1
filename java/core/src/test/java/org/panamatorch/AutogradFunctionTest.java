package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.InScope;
import org.panamatorch.support.KeptFunctions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Functions with gradients of their own. What is expected is what Python 2.13 does. */
@NoLeaks
class AutogradFunctionTest {
    // In this order: it looks when the scope is closed.
    @Order(1)
    @RegisterExtension
    final KeptFunctions kept = new KeptFunctions();

    private final List<String> log = new ArrayList<>();

    @Order(2)
    @RegisterExtension
    final InScope scope = new InScope();

    private static Tensor leaf(float... values) {
        return Torch.tensor(values).requiresGrad_();
    }

    private static Tensor gradient(Tensor output, Tensor input) {
        return Autograd.grad(output.sum(), input, o -> o.createGraph(true));
    }

    /** Raises to a power that is no tensor. */
    private static final class Power extends AutogradFunction {
        @Override
        protected Tensor[] forward(FunctionContext context, Object... inputs) {
            Tensor x = (Tensor) inputs[0];
            int exponent = (int) inputs[1];
            context.saveForBackward(x, null);
            context.savedData().put("exponent", exponent);
            return new Tensor[] {x.pow(exponent)};
        }

        @Override
        protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            assertThat(context.savedTensors()[1]).isNull();
            int exponent = (int) context.savedData().get("exponent");
            Tensor slope = context.savedTensors()[0].pow(exponent - 1).mul(exponent);
            return new Tensor[] {gradOutputs[0].mul(slope), null};
        }
    }

    /** The weighted sum of a list of tensors and one more. */
    private static final class WeightedSum extends AutogradFunction {
        @Override
        protected Tensor[] forward(FunctionContext context, Object... inputs) {
            List<?> list =
                    inputs[0] instanceof Tensor[] array
                            ? Arrays.asList(array)
                            : (List<?>) inputs[0];
            Tensor sum = ((Tensor) inputs[2]).mul((Number) inputs[1]);
            for (int i = 0; i < list.size(); i++) {
                sum = sum.add(((Tensor) list.get(i)).mul(i + 1));
            }
            context.savedData()
                    .put("needed", List.of(context.needsInputGrad(0), context.needsInputGrad(1)));
            return new Tensor[] {sum};
        }

        @Override
        protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            assertThat(context.savedData().get("needed")).isEqualTo(List.of(true, false));
            Tensor gradient = gradOutputs[0];
            return new Tensor[] {gradient, gradient.mul(2), null, gradient.mul(10)};
        }
    }

    /** Keeps tensors where anything may be kept. */
    private static final class Scaled extends AutogradFunction {
        @Override
        protected Tensor[] forward(FunctionContext context, Object... inputs) {
            context.savedData().put("factor", Torch.full(new long[] {2}, 3));
            context.savedData().put("list", List.of(Torch.ones(2)));
            context.savedData().put("array", new Tensor[] {Torch.ones(2)});
            context.savedData().put("map", Map.of("one", Torch.ones(2)));
            return new Tensor[] {((Tensor) inputs[0]).mul(3)};
        }

        @Override
        protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            Map<String, Object> data = context.savedData();
            Tensor product =
                    gradOutputs[0]
                            .mul((Tensor) data.get("factor"))
                            .mul((Tensor) ((List<?>) data.get("list")).getFirst())
                            .mul(((Tensor[]) data.get("array"))[0])
                            .mul((Tensor) ((Map<?, ?>) data.get("map")).get("one"));
            data.put("factor", Torch.full(new long[] {2}, 5));
            return new Tensor[] {product};
        }
    }

    @Test
    void functionOfLambdas_hasTheirGradient() {
        UnaryOperator<Tensor> doubled =
                AutogradFunction.of(
                        (context, x) -> {
                            context.saveForBackward(x);
                            return x.mul(2);
                        },
                        // Not the gradient of 2 x, so that it shows which of the two was used.
                        (context, gradient) -> gradient.mul(context.savedTensors()[0]).mul(5));
        try (TensorScope _ = new TensorScope()) {
            Tensor x = Torch.tensor(3.0, -1.0).requiresGrad_();

            Tensor y = doubled.apply(x);
            y.sum().backward();

            assertThat(y.toDoubleArray()).containsExactly(6, -2);
            assertThat(x.grad().toDoubleArray()).containsExactly(15, -5);
            assertThatThrownBy(() -> doubled.apply(null))
                    .hasMessage("apply: argument 'input' is null, expected a tensor");
        }
    }

    @Test
    void tensorsOfAList_getTheirGradients() {
        Tensor a = Torch.ones(2).requiresGrad_();
        Tensor b = Torch.ones(2);
        Tensor c = Torch.ones(2).requiresGrad_();
        Tensor sum = new WeightedSum().apply(List.of(a, b), 10, c)[0];
        assertThat(sum.toFloatArray()).containsExactly(13, 13);
        assertThat(sum.gradFn()).isEqualTo("WeightedSumBackward");
        sum.sum().backward();
        assertThat(a.grad().toFloatArray()).containsExactly(1, 1);
        assertThat(b.grad()).isNull();
        assertThat(c.grad().toFloatArray()).containsExactly(10, 10);
        b.requiresGrad_();
        assertThat(new WeightedSum().apply(new Tensor[] {a, b}, 10, c)[0].requiresGrad()).isTrue();
    }

    @Test
    void gradientsThatAreNotThoseOfAListsTensors_areRefused() {
        Tensor a = Torch.ones(2).requiresGrad_();
        Tensor sum =
                new WeightedSum()
                        .apply(List.of(a, Torch.ones(2), Torch.ones(2)), 1, Torch.ones(2))[0];
        assertThatThrownBy(() -> sum.sum().backward())
                .hasMessageContaining(
                        "function WeightedSumBackward returned an incorrect number of gradients"
                                + " (expected 5, got 4)");
    }

    @Test
    void tensorsInSavedData_outliveTheScopeOfForwardAndOfBackward() {
        Tensor x = leaf(1, 2);
        Tensor y;
        try (var inner = new TensorScope()) {
            y = inner.keep(new Scaled().apply(x)[0]);
        }
        try (var _ = new TensorScope()) {
            y.sum().backward(o -> o.retainGraph(true));
            assertThat(x.grad().toFloatArray()).containsExactly(3, 3);
        }
        y.sum().backward();
        assertThat(x.grad().toFloatArray()).containsExactly(8, 8);
    }

    /** Saves what it computes. */
    private static final class Exp extends AutogradFunction {
        @Override
        protected Tensor[] forward(FunctionContext context, Object... inputs) {
            Tensor result = ((Tensor) inputs[0]).exp();
            context.saveForBackward(result);
            return new Tensor[] {result};
        }

        @Override
        protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            return new Tensor[] {gradOutputs[0].mul(context.savedTensors()[0])};
        }
    }

    /** Anything. */
    private static class Any extends AutogradFunction {
        private final BiFunction<FunctionContext, Tensor, Tensor[]> forward;
        private final BiFunction<FunctionContext, Tensor[], Tensor[]> backward;

        Any(
                BiFunction<FunctionContext, Tensor, Tensor[]> forward,
                BiFunction<FunctionContext, Tensor[], Tensor[]> backward) {
            this.forward = forward;
            this.backward = backward;
        }

        Any(BiFunction<FunctionContext, Tensor[], Tensor[]> backward) {
            this((context, x) -> new Tensor[] {x.mul(2)}, backward);
        }

        @Override
        protected Tensor[] forward(FunctionContext context, Object... inputs) {
            return forward.apply(context, (Tensor) inputs[0]);
        }

        @Override
        protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            return backward.apply(context, gradOutputs);
        }
    }

    private static void assertRefused(ThrowingCallable call, String text) {
        assertThatThrownBy(call).isInstanceOf(TorchException.class).hasMessageStartingWith(text);
    }

    @Test
    void function_hasItsGradient() {
        Tensor x = leaf(2, 3);
        Tensor y = new Power().apply(x, 3)[0];
        assertThat(y).hasToString("tensor([ 8., 27.], grad_fn=<PowerBackward>)");
        y.sum().backward();
        assertThat(x.grad().toFloatArray()).containsExactly(12, 27);
    }

    @Test
    void secondBackward_isRefusedAsTheGraphIsGone() {
        Tensor sum = new Power().apply(leaf(2), 3)[0].sum();
        sum.backward();
        assertRefused(sum::backward, "Trying to backward through the graph a second time");
    }

    @Test
    void keptGraph_isUsedAgain() {
        Tensor x = leaf(2);
        Tensor sum = new Power().apply(x, 3)[0].sum();
        sum.backward(o -> o.retainGraph(true));
        sum.backward();
        assertThat(x.grad().item()).isEqualTo(24.0);
    }

    @Test
    void backward_isDifferentiatedAgain() {
        Tensor x = leaf(2, 3);
        Tensor first = gradient(new Power().apply(x, 3)[0], x);
        assertThat(first).hasToString("tensor([12., 27.], grad_fn=<MulBackward0>)");
        assertThat(gradient(first, x).toFloatArray()).containsExactly(12, 18);
    }

    @Test
    void savedOutput_isDifferentiatedAgain() {
        Tensor x = leaf(6, 9);
        Tensor first = gradient(new Exp().apply(x)[0], x);
        assertThat(gradient(first, x)).hasToString(gradient(new Exp().apply(x)[0], x).toString());
        assertThat(first.detach()).hasToString("tensor([ 403.4288, 8103.0840])");
    }

    @Test
    void savedTensorThatWasChanged_isRefused() {
        Tensor x = leaf(1, 2);
        Tensor y = new Exp().apply(x)[0];
        Torch.noGrad(() -> y.add_(1));
        assertRefused(
                () -> y.sum().backward(),
                "one of the variables needed for gradient computation has been modified by an"
                        + " inplace operation: [torch.FloatTensor [2]], which is output 0 of Exp");
    }

    @Test
    void withoutGradMode_nothingIsRecorded() {
        Tensor x = leaf(2);
        Tensor y = Torch.noGrad(() -> new Power().apply(x, 2)[0]);
        assertThat(y.requiresGrad()).isFalse();
        assertThat(new Power().apply(Torch.ones(1), 2)[0].requiresGrad()).isFalse();
    }

    @Test
    void forward_recordsNothingAndKnowsWhatIsNeeded() {
        AutogradFunction function =
                new Any(
                        (context, x) -> {
                            log.add("records " + Torch.isGradEnabled());
                            log.add("needs " + context.needsInputGrad(0));
                            assertThat(context.needsInputGrad(1)).isFalse();
                            assertThatThrownBy(context::savedTensors)
                                    .isInstanceOf(IllegalStateException.class);
                            return new Tensor[] {x.mul(2)};
                        },
                        (context, grads) -> {
                            log.add("needs " + context.needsInputGrad(0));
                            return new Tensor[] {grads[0], null, null};
                        });
        function.apply(leaf(1), Torch.ones(1), 3)[0].backward();
        assertThat(log).containsExactly("records false", "needs true", "needs true");
    }

    @Test
    void numberOfGradients_isChecked() {
        Tensor x = leaf(1, 2);
        run(x, new Any((context, grads) -> new Tensor[] {grads[0], null}));
        assertThat(x.grad().toFloatArray()).containsExactly(1, 1);
        assertRefused(
                () -> run(x, new Any((context, grads) -> new Tensor[] {grads[0], grads[0]})),
                "function AnyBackward returned an incorrect number of gradients (expected 1, got"
                        + " 2)");
        assertRefused(
                () -> run(x, new Any((context, grads) -> grads), 3),
                "function AnyBackward returned an incorrect number of gradients (expected 2, got"
                        + " 1)");
        assertRefused(
                () -> run(x, new Any((context, grads) -> new Tensor[] {grads[0], grads[0]}), 3),
                "function AnyBackward returned a gradient different than None at position 2, but"
                        + " the corresponding forward input was not a Variable");
    }

    private static void run(Tensor x, AutogradFunction function, Object... more) {
        Object[] inputs = new Object[more.length + 1];
        inputs[0] = x;
        System.arraycopy(more, 0, inputs, 1, more.length);
        function.apply(inputs)[0].sum().backward();
    }

    @Test
    void otherShapeOfAGradient_isRefused() {
        assertRefused(
                () -> run(leaf(1, 2), new Any((context, grads) -> new Tensor[] {Torch.ones(3)})),
                "Function AnyBackward returned an invalid gradient at index 0 - got [3] but"
                        + " expected shape compatible with [2]");
    }

    @Test
    void noGradient_isNone() {
        Tensor x = leaf(1, 2);
        run(x, new Any((context, grads) -> null));
        run(x, new Any((context, grads) -> new Tensor[] {null}));
        assertThat(x.grad()).isNull();
    }

    @Test
    void onceDifferentiable_isNotDifferentiatedAgain() {
        AutogradFunction square =
                new Any(
                        (context, x) -> {
                            context.saveForBackward(x);
                            return new Tensor[] {x.mul(x)};
                        },
                        (context, grads) -> {
                            log.add("records " + Torch.isGradEnabled());
                            return new Tensor[] {grads[0].mul(2).mul(context.savedTensors()[0])};
                        }) {
                    @Override
                    protected boolean isOnceDifferentiable() {
                        return true;
                    }
                };
        Tensor x = leaf(2, 3);
        Tensor y = square.apply(x.mul(1))[0];
        Tensor weights = leaf(1, 1);
        Tensor first = gradient(y.mul(weights), x);
        assertThat(log).containsExactly("records false");
        assertThat(first.detach().toFloatArray()).containsExactly(4, 6);
        assertRefused(
                () -> first.sum().backward(),
                "trying to differentiate twice a function that was marked with"
                        + " @once_differentiable");
    }

    @Test
    void dirtyInput_isTheOutput() {
        AutogradFunction tripled =
                new Any(
                        (context, x) -> {
                            x.mul_(3);
                            context.markDirty(x);
                            return new Tensor[] {x};
                        },
                        (context, grads) -> new Tensor[] {grads[0].mul(3)});
        Tensor x = leaf(2, 3);
        Tensor z = x.mul(1);
        assertThat(tripled.apply(z)[0]).isSameAs(z);
        assertThat(z).hasToString("tensor([6., 9.], grad_fn=<AnyBackward>)");
        assertThat(z.version()).isEqualTo(2);
        assertThat(gradient(z, x).toFloatArray()).containsExactly(3, 3);
        assertRefused(
                () -> tripled.apply(x),
                "a leaf Variable that requires grad has been used in an in-place operation.");
    }

    @Test
    void returnedInput_isAView() {
        AutogradFunction identity =
                new Any(
                        (context, x) -> new Tensor[] {x},
                        (context, grads) -> new Tensor[] {grads[0].mul(5)});
        Tensor x = leaf(6, 9);
        Tensor y = identity.apply(x)[0];
        assertThat(y).isNotSameAs(x);
        assertThat(y.sharesStorageWith(x)).isTrue();
        y.sum().backward();
        assertThat(x.grad().toFloatArray()).containsExactly(5, 5);
        assertRefused(() -> y.add_(1), "Output 0 of Any");
    }

    @Test
    void nonDifferentiableOutput_requiresNoGradient() {
        AutogradFunction sort =
                new Any(
                        (context, x) -> {
                            var sorted = x.sort();
                            context.markNonDifferentiable(sorted.indices());
                            context.saveForBackward(sorted.indices());
                            return new Tensor[] {sorted.values(), sorted.indices()};
                        },
                        (context, grads) -> {
                            log.add(grads[1].toString());
                            Tensor places = context.savedTensors()[0];
                            return new Tensor[] {
                                Torch.zerosLike(grads[0]).indexAdd_(0, places, grads[0])
                            };
                        });
        Tensor x = leaf(3, 1);
        Tensor[] outputs = sort.apply(x);
        assertThat(outputs[1].requiresGrad()).isFalse();
        outputs[0].mul(Torch.tensor(10f, 20f)).sum().backward();
        assertThat(log).containsExactly("tensor([0, 0])");
        assertThat(x.grad().toFloatArray()).containsExactly(20, 10);
    }

    @Test
    void missingGradients_areZerosOrNull() {
        for (boolean materialize : List.of(true, false)) {
            AutogradFunction function =
                    new Any(
                            (context, x) -> {
                                context.setMaterializeGrads(materialize);
                                return new Tensor[] {x.mul(1), x.mul(2)};
                            },
                            (context, grads) -> {
                                log.add(Arrays.toString(grads));
                                return new Tensor[] {grads[1]};
                            });
            function.apply(leaf(1, 2))[1].sum().backward();
        }
        assertThat(log)
                .containsExactly(
                        "[tensor([0., 0.]), tensor([1., 1.])]", "[null, tensor([1., 1.])]");
    }

    @Test
    void whatItThrows_reachesTheCaller() {
        RuntimeException inForward = new RuntimeException("forward");
        RuntimeException inBackward = new RuntimeException("backward");
        assertThat(
                        catchThrowable(
                                () ->
                                        new Any(
                                                        (context, x) -> {
                                                            throw inForward;
                                                        },
                                                        (context, grads) -> grads)
                                                .apply(leaf(1))))
                .isSameAs(inForward);
        assertThat(Torch.isGradEnabled()).isTrue();
        Tensor y =
                new Any(
                                (context, grads) -> {
                                    throw inBackward;
                                })
                        .apply(leaf(1))[0];
        assertThat(catchThrowable(y::backward)).isSameAs(inBackward);
    }

    @Test
    void function_isFreedWithTheGraph() {
        Tensor y = new Exp().apply(leaf(1))[0];
        assertThat(kept.count()).isEqualTo(1);
        y.close();
        assertThat(kept.count()).isZero();
    }

    @Test
    void numericGradient_agrees() {
        Tensor x = Torch.tensor(new double[] {0.5, -1.25}).requiresGrad_();
        double step = 1e-6;
        Tensor analytic = gradient(new Exp().apply(x)[0], x);
        for (int i = 0; i < 2; i++) {
            Tensor shift = Torch.zeros(2).toDouble();
            shift.setAt(step, Index.at(i));
            Tensor above = new Exp().apply(x.add(shift))[0].sum();
            Tensor below = new Exp().apply(x.sub(shift))[0].sum();
            double numeric = (double) above.sub(below).item() / (2 * step);
            assertThat((double) analytic.get(i).item())
                    .isCloseTo(numeric, org.assertj.core.api.Assertions.within(1e-8));
        }
    }

    @Test
    void virtualThread_runsIt() throws InterruptedException {
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (TensorScope _ = new TensorScope()) {
                                Tensor x = leaf(2);
                                new Power().apply(x, 2)[0].backward();
                                log.add(x.grad().toString());
                            }
                        })
                .join();
        assertThat(log).containsExactly("tensor([4.])");
    }
}
