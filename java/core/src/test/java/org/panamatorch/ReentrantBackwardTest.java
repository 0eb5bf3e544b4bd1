package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Linear;
import org.panamatorch.support.InScope;

/**
 * Code that autograd calls runs a backward pass itself, also through the same function or hook.
 * What is expected is what Python 2.13 gives.
 */
@NoLeaks
@Timeout(120)
class ReentrantBackwardTest {
    @RegisterExtension final InScope scope = new InScope();
    private int calls;

    private static Tensor leaf(float... values) {
        return Torch.tensor(values).requiresGrad_();
    }

    private static void run(Tensor root, boolean retainGraph) {
        root.backward(o -> o.retainGraph(retainGraph));
    }

    /** Runs code in its first backward computation. */
    private final class Square extends AutogradFunction {
        private final Runnable first;

        Square(Runnable first) {
            this.first = first;
        }

        @Override
        protected Tensor[] forward(FunctionContext context, Object... inputs) {
            Tensor x = (Tensor) inputs[0];
            context.saveForBackward(x);
            return new Tensor[] {x.mul(x)};
        }

        @Override
        protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            Tensor x = context.savedTensors()[0];
            if (calls++ == 0) {
                first.run();
            }
            return new Tensor[] {gradOutputs[0].mul(2).mul(x)};
        }
    }

    private Tensor root;

    @Test
    void functionThatRunsItsOwnGraph_accumulatesBothPasses() {
        Tensor x = leaf(1, 2);
        root = new Square(() -> run(root, true)).apply(x)[0].sum();
        run(root, false);
        assertThat(x.grad()).hasToString("tensor([4., 8.])");
        assertThat(calls).isEqualTo(2);
    }

    @Test
    void functionThatRunsAndReleasesItsOwnGraph_accumulatesBothPasses() {
        Tensor x = leaf(1, 2);
        root = new Square(() -> run(root, false)).apply(x)[0].sum();
        run(root, false);
        assertThat(x.grad()).hasToString("tensor([4., 8.])");
        assertThat(calls).isEqualTo(2);
    }

    @Test
    void hookOfALeafThatRunsItsGraph_accumulatesBothPasses() {
        Tensor x = leaf(1, 2);
        x.registerHook(_ -> again());
        root = x.mul(x).sum();
        run(root, true);
        assertThat(x.grad()).hasToString("tensor([4., 8.])");
        assertThat(calls).isEqualTo(2);
    }

    @Test
    void hookOfAResultThatRunsItsGraph_accumulatesBothPasses() {
        Tensor x = leaf(1, 2);
        Tensor y = x.mul(x);
        y.registerHook(_ -> again());
        root = y.mul(3).sum();
        run(root, true);
        assertThat(x.grad()).hasToString("tensor([12., 24.])");
        assertThat(calls).isEqualTo(2);
    }

    @Test
    void postAccumulateGradHookThatRunsItsGraph_accumulatesBothPasses() {
        Tensor x = leaf(1, 2);
        x.registerPostAccumulateGradHook(_ -> again());
        root = x.mul(x).sum();
        run(root, true);
        assertThat(x.grad()).hasToString("tensor([4., 8.])");
        assertThat(calls).isEqualTo(2);
    }

    @Test
    void moduleHookThatRunsItsGraph_accumulatesBothPasses() {
        Linear linear = new Linear(2, 2);
        linear.registerFullBackwardHook(
                (_, _, _) -> {
                    again();
                    return null;
                });
        Tensor x = Torch.tensor(1f, 2f).unsqueeze(0).requiresGrad_();
        root = linear.call(x).sum();
        run(root, true);
        assertThat(linear.parameters().getFirst().grad())
                .hasToString("tensor([[2., 4.],\n        [2., 4.]])");
        assertThat(calls).isEqualTo(2);
    }

    private Tensor again() {
        if (calls++ == 0) {
            run(root, true);
        }
        return null;
    }

    /** Computes its gradient by a graph of its own, which has such a function again. */
    private static final class Nested extends AutogradFunction {
        @Override
        protected Tensor[] forward(FunctionContext context, Object... inputs) {
            Tensor x = (Tensor) inputs[0];
            context.saveForBackward(x);
            context.savedData().put("depth", inputs[1]);
            return new Tensor[] {x.mul(x)};
        }

        @Override
        protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            int depth = (int) context.savedData().get("depth");
            return Torch.enableGrad(
                    () -> {
                        Tensor x = context.savedTensors()[0].detach().requiresGrad_();
                        Tensor y = depth == 0 ? x.mul(x) : new Nested().apply(x, depth - 1)[0];
                        Autograd.backward(new Tensor[] {y}, new Tensor[] {gradOutputs[0]});
                        return new Tensor[] {x.grad(), null};
                    });
        }
    }

    // Past 60 LibTorch goes on in another thread.
    @Test
    void nesting100Deep_givesTheGradient() {
        Tensor x = leaf(1.5f, 2.5f);
        run(new Nested().apply(x, 100)[0].sum(), false);
        assertThat(x.grad()).hasToString("tensor([3., 5.])");
    }

    // It runs in an engine of its own, which needs such a thread as well.
    @Test
    void nesting100DeepInAnomalyMode_givesTheGradient() {
        leaf(1).sum().backward();
        Tensor x = leaf(1.5f, 2.5f);
        try (var _ = Autograd.detectAnomaly(false)) {
            run(new Nested().apply(x, 100)[0].sum(), false);
        }
        assertThat(x.grad()).hasToString("tensor([3., 5.])");
    }

    /** Fails at the innermost level. */
    private static final class Failing extends AutogradFunction {
        @Override
        protected Tensor[] forward(FunctionContext context, Object... inputs) {
            context.savedData().put("depth", inputs[1]);
            return new Tensor[] {((Tensor) inputs[0]).clone()};
        }

        @Override
        protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            int depth = (int) context.savedData().get("depth");
            if (depth == 0) {
                throw new IllegalArgumentException("at the end");
            }
            return Torch.enableGrad(
                    () -> {
                        Tensor x = leaf(1);
                        run(new Failing().apply(x, depth - 1)[0].sum(), false);
                        return new Tensor[] {x.grad(), null};
                    });
        }
    }

    @Test
    void errorAtTheEndOf100Levels_isThrownToTheFirstCaller() {
        Tensor output = new Failing().apply(leaf(1), 100)[0].sum();
        assertThatThrownBy(() -> run(output, false))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("at the end");
    }
}
