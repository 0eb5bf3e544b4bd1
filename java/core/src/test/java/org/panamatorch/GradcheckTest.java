package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.panamatorch.junit.NoLeaks;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Derivatives that are right, and wrong ones with Python's texts. */
@NoLeaks
class GradcheckTest {
    /** A function with a gradient that may be wrong. */
    private static UnaryOperator<Tensor> function(
            UnaryOperator<Tensor> forward, BinaryOperator<Tensor> backward) {
        return input ->
                new AutogradFunction() {
                    @Override
                    protected Tensor[] forward(FunctionContext context, Object... inputs) {
                        context.saveForBackward((Tensor) inputs[0]);
                        return new Tensor[] {forward.apply((Tensor) inputs[0])};
                    }

                    @Override
                    protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
                        return new Tensor[] {
                            backward.apply(gradOutputs[0], context.savedTensors()[0])
                        };
                    }
                }.apply(input)[0];
    }

    private static final UnaryOperator<Tensor> HALF_OF_SQUARE =
            function(x -> x.mul(x), (grad, x) -> grad.mul(x));

    private static Tensor reals() {
        return Torch.tensor(1.0, 3.0).requiresGrad_();
    }

    private static Tensor complex() {
        return Torch.complex(Torch.tensor(1.0, 3.0), Torch.tensor(2.0, -1.0)).requiresGrad_();
    }

    @Test
    void rightDerivatives_pass() {
        assertThat(Autograd.gradcheck(x -> x.exp().mul(x), reals())).isTrue();
        assertThat(
                        Autograd.gradcheck(
                                inputs -> List.of(inputs.get(0).mm(inputs.get(1)), inputs.get(1)),
                                List.of(
                                        Torch.rand(Shape.of(2, 3), DType.FLOAT64).requiresGrad_(),
                                        Torch.rand(Shape.of(3, 1), DType.FLOAT64).requiresGrad_())))
                .isTrue();
    }

    @Test
    void rightDerivatives_passInFastMode() {
        assertThat(
                        Autograd.gradcheck(
                                inputs -> List.of(inputs.getFirst().sin()),
                                List.of(reals()),
                                o -> o.fastMode(true)))
                .isTrue();
    }

    @Test
    void complexFunctions_areCheckedByTheirParts() {
        assertThat(Autograd.gradcheck(z -> z.mul(z), complex())).isTrue();
        assertThat(
                        Autograd.gradcheck(
                                inputs -> List.of(inputs.getFirst().square()),
                                List.of(complex()),
                                o -> o.fastMode(true)))
                .isTrue();
        assertThatThrownBy(() -> Autograd.gradcheck(HALF_OF_SQUARE, complex()))
                .isInstanceOf(GradcheckException.class)
                .hasMessage(
                        """
                        While considering the imaginary part of complex outputs only, Jacobian mismatch for output 0 with respect to input 0,
                        numerical:tensor([[ 4.0000+2.0000j,  0.0000+0.0000j],
                                [ 0.0000+0.0000j, -2.0000+6.0000j]], dtype=torch.complex128)
                        analytical:tensor([[-2.+1.j,  0.+0.j],
                                [ 0.+0.j,  1.+3.j]], dtype=torch.complex128)
                        """);
    }

    @Test
    void wrongDerivative_isShownBesideTheDifferences() {
        assertThatThrownBy(() -> Autograd.gradcheck(HALF_OF_SQUARE, reals()))
                .isInstanceOf(GradcheckException.class)
                .hasMessage(
                        """
                        Jacobian mismatch for output 0 with respect to input 0,
                        numerical:tensor([[2.0000, 0.0000],
                                [0.0000, 6.0000]], dtype=torch.float64)
                        analytical:tensor([[1., 0.],
                                [0., 3.]], dtype=torch.float64)
                        """);
    }

    @Test
    void wrongDerivative_isShownWholeInFastMode() {
        assertThatThrownBy(
                        () ->
                                Autograd.gradcheck(
                                        inputs -> List.of(HALF_OF_SQUARE.apply(inputs.getFirst())),
                                        List.of(reals()),
                                        o -> o.fastMode(true)))
                .isInstanceOf(GradcheckException.class)
                .hasMessageMatching(
                        "(?s)Jacobian mismatch for output 0 with respect to input 0,\n"
                                + "numerical:4\\.784827\\d+\nanalytical:2\\.392413\\d+\n\n"
                                + "The above quantities .*Numerical:\n tensor\\(\\[\\[2\\.0000,"
                                + " 0\\.0000\\],.*difference \\(slow mode\\) is: 3\\.0.*");
    }

    @Test
    void wrongDerivative_isFalse_ifNotToBeAnException() {
        assertThat(
                        Autograd.gradcheck(
                                inputs -> List.of(HALF_OF_SQUARE.apply(inputs.getFirst())),
                                List.of(reals()),
                                o -> o.raiseException(false)))
                .isFalse();
    }

    @Test
    void gradientNotMultiplied_isRefused() {
        UnaryOperator<Tensor> function =
                function(x -> x.mul(2), (grad, x) -> grad.mul(2).add(1e-9));
        assertThatThrownBy(() -> Autograd.gradcheck(function, reals()))
                .isInstanceOf(GradcheckException.class)
                .hasMessage("backward not multiplied by grad_output");
    }

    @Test
    void gradientThatVaries_isNotReentrant() {
        AtomicInteger calls = new AtomicInteger();
        UnaryOperator<Tensor> function =
                function(x -> x.mul(2), (grad, x) -> grad.mul(2 + 1e-7 * calls.incrementAndGet()));
        assertThatThrownBy(() -> Autograd.gradcheck(function, reals()))
                .isInstanceOf(GradcheckException.class)
                .hasMessageStartingWith("Backward is not reentrant, i.e., running backward with")
                .hasMessageEndingWith("The tolerance for nondeterminism was 0.0.");
    }

    @Test
    void outputsWithoutGradient_mustNotDependOnTheInputs() {
        assertThatThrownBy(() -> Autograd.gradcheck(x -> x.detach().mul(2), reals()))
                .isInstanceOf(GradcheckException.class)
                .hasMessage("Numerical gradient for function expected to be zero");
    }

    @Test
    void outputsThatAreConstant_pass() {
        assertThat(Autograd.gradcheck(x -> x.detach().mul(0), reals())).isTrue();
    }

    @Test
    void unsuitableInputs_areRefused() {
        assertThatThrownBy(() -> Autograd.gradcheck(x -> x.mul(2), reals().detach()))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "gradcheck expects at least one input tensor to require gradient, but none"
                                + " of them have requires_grad=True.");
        Tensor expanded = Torch.ones(Shape.of(1), DType.FLOAT64).expand(3).requiresGrad_();
        assertThatThrownBy(() -> Autograd.gradcheck(x -> x.mul(2), expanded))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith("The 0th input has a dimension with stride 0.");
    }

    @Test
    void inputOfLessPrecision_isWarnedOf() {
        try (var warnings = Warnings.capture()) {
            Autograd.gradcheck(
                    inputs -> List.of(inputs.getFirst().mul(2)),
                    List.of(Torch.ones(2).requiresGrad_()),
                    o -> o.eps(0.5).atol(0.1));
            assertThat(warnings.list()).hasSize(1);
            assertThat(warnings.list().getFirst().text()).startsWith("Input #0 requires gradient");
        }
    }

    @Test
    void check_leavesTheInputsAsTheyWere() {
        Tensor x = reals();
        Autograd.gradcheck(each -> each.exp(), x);
        assertThat(x.toDoubleArray()).containsExactly(1, 3);
        assertThat(x.grad()).isNull();
    }

    @Test
    void rightSecondDerivatives_pass() {
        assertThat(Autograd.gradgradcheck(x -> x.pow(3), reals())).isTrue();
        assertThat(Autograd.gradgradcheck(z -> z.mul(z).mul(z), complex())).isTrue();
    }

    @Test
    void wrongSecondDerivatives_areFound() {
        UnaryOperator<Tensor> function =
                function(Tensor::exp, (grad, x) -> grad.mul(x.exp().detach()));
        assertThat(Autograd.gradcheck(function, reals())).isTrue();
        assertThatThrownBy(() -> Autograd.gradgradcheck(function, reals()))
                .isInstanceOf(GradcheckException.class)
                .hasMessageStartingWith("Jacobian mismatch for output 0 with respect to input 0,")
                .hasMessageContaining("analytical:tensor([[0., 0.],");
    }
}
