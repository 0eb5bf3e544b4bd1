package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.panamatorch.support.Refusals.assertRefusalBegins;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.ForwardAD.UnpackedDualTensor;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.InScope;
import org.panamatorch.support.KeptFunctions;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;

/** Dual tensors. What is expected is what Python 2.13 does. */
@NoLeaks
class ForwardADTest {
    // In this order: it looks when the scope is closed.
    @Order(1)
    @RegisterExtension
    final KeptFunctions kept = new KeptFunctions();

    @Order(2)
    @RegisterExtension
    final InScope scope = new InScope();

    private Tensor x;
    private Tensor v;

    @BeforeEach
    void open() {
        x = Torch.tensor(2f, 5f);
        v = Torch.tensor(3f, 7f);
    }

    @Test
    void derivatives_areAlongTheTangent() {
        try (var _ = ForwardAD.dualLevel()) {
            Tensor dual = ForwardAD.makeDual(x, v);
            assertThat(dual).hasToString("tensor([2., 5.], tangent=tensor([3., 7.]))");
            UnpackedDualTensor square = ForwardAD.unpackDual(dual.mul(dual));
            assertThat(square.primal()).hasToString("tensor([ 4., 25.])");
            assertThat(square.tangent()).hasToString("tensor([12., 70.])");
            assertThat(ForwardAD.unpackDual(x).tangent()).isNull();
        }
    }

    @Test
    void tangents_endWithTheLevel() {
        Tensor dual;
        try (var _ = ForwardAD.dualLevel()) {
            dual = ForwardAD.makeDual(x, v).mul(2);
        }
        assertThat(dual).hasToString("tensor([ 4., 10.])");
        assertThat(ForwardAD.unpackDual(dual).primal()).isSameAs(dual);
        try (var _ = ForwardAD.dualLevel()) {
            assertThat(ForwardAD.unpackDual(dual).tangent()).isNull();
        }
    }

    @Test
    void tangents_areRecordedByAutograd() {
        Tensor leaf = x.clone().requiresGrad_();
        try (var _ = ForwardAD.dualLevel()) {
            Tensor dual = ForwardAD.makeDual(leaf, v);
            Tensor tangent = ForwardAD.unpackDual(dual.pow(3)).tangent();
            assertThat(Autograd.grad(tangent.sum(), leaf)).hasToString("tensor([ 36., 210.])");
        }
    }

    @Test
    void whatDoesNotFit_isRefusedWithPythonsTexts() {
        assertRefusalBegins(
                () -> ForwardAD.makeDual(x, v),
                Kind.RUNTIME,
                "Trying to create a dual Tensor for forward AD but no level exists, make sure to"
                        + " enter_dual_level() first.");
        try (var _ = ForwardAD.dualLevel()) {
            assertRefusalBegins(
                    ForwardAD::dualLevel,
                    Kind.RUNTIME,
                    "Nested forward mode AD is not supported at the moment");
            assertRefusalBegins(
                    () -> ForwardAD.makeDual(x.to(DType.INT64), v),
                    Kind.VALUE,
                    "Expected primal to be floating point or complex, but got: torch.int64");
            assertRefusalBegins(
                    () -> ForwardAD.makeDual(x, v.to(DType.INT64)),
                    Kind.VALUE,
                    "Expected tangent to be floating point or complex, but got: torch.int64");
            assertRefusalBegins(
                    () -> ForwardAD.makeDual(x, Torch.ones(3)),
                    Kind.RUNTIME,
                    "Trying to set a forward gradient that has a different size than that of the"
                            + " original Tensor, this is not supported. Tensor is of size [2] while"
                            + " the given forward gradient is of size [3].");
            Tensor dual = ForwardAD.makeDual(x, v);
            assertRefusalBegins(
                    () -> ForwardAD.makeDual(dual, v),
                    Kind.RUNTIME,
                    "Making a dual Tensor based on a Tensor that already has a forward gradient at"
                            + " the same level 0 is not supported.");
            assertRefusalBegins(
                    () -> Torch.call("aten::add.out", dual, 1, 1, Torch.empty(2)),
                    Kind.NOT_IMPLEMENTED,
                    "Trying to use forward AD with add_out that does not support it because it is"
                            + " an out= function");
        }
    }

    @Test
    void levels_areOfThreads() throws InterruptedException {
        for (Thread.Builder threads :
                new Thread.Builder[] {Thread.ofPlatform(), Thread.ofVirtual()}) {
            CountDownLatch left = new CountDownLatch(1);
            CountDownLatch entered = new CountDownLatch(1);
            String[] text = new String[1];
            Thread other =
                    threads.start(
                            () -> {
                                try (var _ = new TensorScope();
                                        var _ = ForwardAD.dualLevel()) {
                                    Tensor dual =
                                            ForwardAD.makeDual(
                                                    Torch.ones(1), Torch.full(Shape.of(1), 4.0));
                                    entered.countDown();
                                    left.await();
                                    text[0] = ForwardAD.unpackDual(dual.exp()).tangent().toString();
                                } catch (InterruptedException e) {
                                    text[0] = e.toString();
                                } finally {
                                    entered.countDown();
                                }
                            });
            entered.await();
            Tensor stale;
            try (var _ = ForwardAD.dualLevel()) {
                stale = ForwardAD.makeDual(x, v);
            }
            assertThat(ForwardAD.unpackDual(stale).tangent()).isNull();
            left.countDown();
            other.join();
            assertThat(text[0]).isEqualTo("tensor([10.8731])");
        }
    }

    @Test
    void level_endsOnItsThread() throws InterruptedException {
        DualLevel level = ForwardAD.dualLevel();
        try {
            Throwable[] thrown = new Throwable[1];
            Thread other =
                    Thread.ofPlatform()
                            .name("other")
                            .start(
                                    () -> {
                                        try {
                                            level.close();
                                        } catch (Throwable e) {
                                            thrown[0] = e;
                                        }
                                    });
            other.join();
            assertThat(thrown[0])
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "DualLevel.close: opened on thread "
                                    + Thread.currentThread().getName()
                                    + ", closed on thread other");
        } finally {
            level.close();
        }
        level.close();
        assertThat(ForwardAD.unpackDual(x).primal()).isSameAs(x);
    }

    /** A function with a derivative of its own in both modes. */
    private static class Cube extends AutogradFunction {
        @Override
        protected Tensor[] forward(FunctionContext context, Object... inputs) {
            Tensor x = (Tensor) inputs[1];
            context.saveForBackward(x);
            context.saveForForward(x);
            return new Tensor[] {x.pow(3)};
        }

        @Override
        protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            Tensor x = context.savedTensors()[0];
            return new Tensor[] {null, gradOutputs[0].mul(x.pow(2)).mul(3)};
        }

        @Override
        protected Tensor[] jvp(FunctionContext context, Tensor... gradInputs) {
            assertThat(gradInputs[0]).isNull();
            Tensor x = context.savedTensors()[0];
            return new Tensor[] {gradInputs[1].mul(x.pow(2)).mul(3)};
        }
    }

    @Test
    void ownFunctions_haveTangents() {
        try (var _ = ForwardAD.dualLevel()) {
            Tensor dual = ForwardAD.makeDual(x, v);
            UnpackedDualTensor parts = ForwardAD.unpackDual(new Cube().apply("", dual)[0].mul(2));
            assertThat(parts.primal()).hasToString("tensor([ 16., 250.])");
            assertThat(parts.tangent()).hasToString("tensor([  72., 1050.])");
            assertThat(new Cube().apply("", x)[0]).hasToString("tensor([  8., 125.])");
        }
    }

    @Test
    void ownFunctions_areCheckedInBothModes() {
        Tensor where = Torch.tensor(2.0, -1.0).requiresGrad_();
        assertThat(
                        Autograd.gradcheck(
                                inputs -> List.of(new Cube().apply(0, inputs.get(0))),
                                List.of(where),
                                o -> o.checkForwardAd(true)))
                .isTrue();
    }

    private static AutogradFunction identity(BiFunction<FunctionContext, Tensor, Tensor[]> jvp) {
        return new AutogradFunction() {
            @Override
            protected Tensor[] forward(FunctionContext context, Object... inputs) {
                return new Tensor[] {((Tensor) inputs[0]).view(-1)};
            }

            @Override
            protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
                return gradOutputs;
            }

            @Override
            protected Tensor[] jvp(FunctionContext context, Tensor... gradInputs) {
                return jvp == null
                        ? super.jvp(context, gradInputs)
                        : jvp.apply(context, gradInputs[0]);
            }
        };
    }

    @Test
    void wrongTangents_areRefusedWithPythonsTexts() {
        try (var _ = ForwardAD.dualLevel()) {
            Tensor dual = ForwardAD.makeDual(x, v);
            assertRefusalBegins(
                    () -> identity(null).apply(dual),
                    Kind.NOT_IMPLEMENTED,
                    "You must implement the jvp function for custom autograd.Function to use it"
                            + " with forward mode AD.");
            assertRefusalBegins(
                    () -> identity((_, t) -> new Tensor[] {t, t}).apply(dual),
                    Kind.RUNTIME,
                    "Function's jvp returned an invalid number of forward gradients (expected 1 but"
                            + " got 2)");
            assertRefusalBegins(
                    () -> identity((_, t) -> new Tensor[1]).apply(dual),
                    Kind.RUNTIME,
                    "Function's jvp returned no forward gradient for output 0");
            assertRefusalBegins(
                    () -> identity((_, t) -> new Tensor[] {t.clone().view(-1)}).apply(dual),
                    Kind.RUNTIME,
                    "A custom Function is returning a view but the jvp is not returning a view of"
                            + " the given grad input.");
            assertThatThrownBy(() -> identity((_, t) -> null).apply(dual))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("apply: result of 'jvp' is null, expected a list of tensors");
            IllegalArgumentException thrown = new IllegalArgumentException("mine");
            assertThatThrownBy(
                            () ->
                                    identity(
                                                    (_, t) -> {
                                                        throw thrown;
                                                    })
                                            .apply(dual))
                    .isSameAs(thrown);
            assertThat(
                            ForwardAD.unpackDual(
                                            identity((_, t) -> new Tensor[] {t.view(-1)})
                                                    .apply(dual)[0])
                                    .tangent())
                    .hasToString("tensor([3., 7.])");
        }
    }

    @Test
    void wrongForwardDerivatives_areFoundByGradcheck() {
        Tensor where = Torch.tensor(2.0, 3.0).requiresGrad_();
        assertThatThrownBy(
                        () ->
                                Autograd.gradcheck(
                                        inputs -> List.of(new Half().apply(inputs.getFirst())),
                                        List.of(where),
                                        o -> o.checkForwardAd(true)))
                .isInstanceOf(GradcheckException.class)
                .hasMessage(
                        "Jacobian computed with forward mode mismatch for output 0 with respect to"
                                + " input 0,\n"
                                + "numerical:tensor([[0.5000, 0.0000],\n"
                                + "        [0.0000, 0.5000]], dtype=torch.float64)\n"
                                + "analytical:tensor([[1., 0.],\n"
                                + "        [0., 1.]], dtype=torch.float64)\n");
    }

    private static class Half extends AutogradFunction {
        @Override
        protected Tensor[] forward(FunctionContext context, Object... inputs) {
            return new Tensor[] {((Tensor) inputs[0]).div(2)};
        }

        @Override
        protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            return new Tensor[] {gradOutputs[0].div(2)};
        }

        @Override
        protected Tensor[] jvp(FunctionContext context, Tensor... gradInputs) {
            return new Tensor[] {gradInputs[0].clone()};
        }
    }

    @Test
    void complexInputs_areCheckedByTheirParts() {
        Tensor where =
                Torch.complex(Torch.tensor(1.0, 3.0), Torch.tensor(2.0, -1.0)).requiresGrad_();
        assertThat(
                        Autograd.gradcheck(
                                inputs -> List.of(inputs.getFirst().square()),
                                List.of(where),
                                o -> o.checkForwardAd(true).checkBackwardAd(false)))
                .isTrue();
        assertThatThrownBy(
                        () ->
                                Autograd.gradcheck(
                                        inputs -> inputs,
                                        List.of(where),
                                        o -> o.checkBackwardAd(false)))
                .hasMessage(
                        "Expected at least one of check_forward_ad or check_backward_ad to be"
                                + " True");
    }
}
