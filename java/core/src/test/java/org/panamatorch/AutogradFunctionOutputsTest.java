package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.KeptFunctions;

import java.util.List;
import java.util.function.UnaryOperator;

/** Which outputs of own functions are other tensors, and how long what forward makes lives. */
@NoLeaks
class AutogradFunctionOutputsTest {
    @RegisterExtension final KeptFunctions kept = new KeptFunctions();

    private TensorScope scope;

    @BeforeEach
    void open() {
        scope = new TensorScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private static Tensor leaf() {
        return Torch.tensor(1f, 2f).requiresGrad_();
    }

    @Test
    void returnedTensorThatTheFunctionRefersTo_isFreedWithItsAlias() {
        Tensor constant = Torch.tensor(6f, 9f);
        UnaryOperator<Tensor> function =
                AutogradFunction.of((_, _) -> constant, (_, gradient) -> gradient.mul(5));
        Tensor x = leaf();
        Tensor y = function.apply(x);
        assertThat(y).hasToString("tensor([6., 9.], grad_fn=<UnaryAutogradFunctionBackward>)");
        assertThat(y.sharesStorageWith(constant)).isTrue();
        assertThat(constant).hasToString("tensor([6., 9.])");
        y.backward(Torch.ones(2));
        assertThat(x.grad().toFloatArray()).containsExactly(5, 5);
        y.close();
        assertThat(kept.count()).isZero();
    }

    @Test
    void furtherHandleOfATensorThatTheFunctionRefersTo_isFreedWithItsAlias() {
        Tensor constant = Torch.tensor(6f, 9f);
        Tensor y =
                AutogradFunction.of((_, _) -> constant.contiguous(), (_, gradient) -> gradient)
                        .apply(leaf());
        assertThat(y.requiresGrad()).isTrue();
        assertThat(constant.requiresGrad()).isFalse();
        y.close();
        assertThat(kept.count()).isZero();
    }

    @Test
    void savedOutputThatTheFunctionRefersTo_isDifferentiatedAgain() {
        Tensor constant = Torch.tensor(6f, 9f);
        UnaryOperator<Tensor> function =
                AutogradFunction.of(
                        (context, _) -> {
                            context.saveForBackward(constant);
                            return constant;
                        },
                        (context, gradient) -> gradient.mul(context.savedTensors()[0]));
        Tensor x = leaf();
        Tensor first = Autograd.grad(function.apply(x).sum(), x, o -> o.createGraph(true));
        assertThat(first.toFloatArray()).containsExactly(6, 9);
        assertThat(Autograd.grad(first.sum(), x, o -> o.createGraph(true)).toFloatArray())
                .containsExactly(6, 9);
    }

    @Test
    void unreachableTensorsOfForwardWithoutAScope_areFreedBeforeItEnds() {
        scope.close();
        long[] alive = new long[2];
        UnaryOperator<Tensor> function =
                AutogradFunction.of(
                        (_, x) -> {
                            NativeMemory.collect();
                            alive[0] = NativeMemory.cpuBytes();
                            for (int i = 0; i < 8; i++) {
                                Torch.zeros(1 << 20);
                            }
                            NativeMemory.collect();
                            alive[1] = NativeMemory.cpuBytes();
                            return x.mul(2);
                        },
                        (_, gradient) -> gradient.mul(2));
        function.apply(leaf()).close();
        assertThat(alive[1] - alive[0]).isLessThan(2 * (1 << 20) * Float.BYTES);
    }

    @Test
    void outputWithoutAScope_isAnotherTensorOnlyWhereItIsOlder() {
        scope.close();
        for (Tensor constant : List.of(Torch.tensor(6f, 9f), Torch.zeros(1 << 14))) {
            Tensor[] made = new Tensor[2];
            AutogradFunction function =
                    new AutogradFunction() {
                        @Override
                        protected Tensor[] forward(FunctionContext context, Object... inputs) {
                            made[0] = constant.mul(2);
                            try (var inner = new TensorScope()) {
                                made[1] = inner.keep(constant.mul(3));
                            }
                            return new Tensor[] {constant, made[0], made[1]};
                        }

                        @Override
                        protected Tensor[] backward(FunctionContext context, Tensor... gradients) {
                            return gradients;
                        }
                    };
            Tensor[] outputs = function.apply(leaf());
            assertThat(outputs[0]).isNotSameAs(constant);
            assertThat(constant.requiresGrad()).isFalse();
            assertThat(outputs[1]).isSameAs(made[0]);
            assertThat(outputs[2]).isSameAs(made[1]);
            for (Tensor output : outputs) {
                assertThat(output.requiresGrad()).isTrue();
                // The function refers to two of them.
                output.close();
            }
        }
    }

    @Test
    void scopeThatForwardLeavesOpen_endsAndClosesNothing() {
        TensorScope[] opened = new TensorScope[1];
        UnaryOperator<Tensor> function =
                AutogradFunction.of(
                        (_, x) -> {
                            opened[0] = new TensorScope();
                            return x.mul(2);
                        },
                        (_, gradient) -> gradient.mul(2));
        Tensor y = function.apply(leaf());
        opened[0].close();
        assertThat(y.toFloatArray()).containsExactly(2, 4);
    }
}
