package org.panamatorch.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.Operator;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.Warnings;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.library.Library.Kind;
import org.panamatorch.option.DispatchKey;
import org.panamatorch.support.InScope;

/** Kernels of LibTorch's operators that Java code takes the place of. */
@NoLeaks
class ReplacedKernelsTest {
    @RegisterExtension final InScope scope = new InScope();

    @Test
    void kernelsOfLibTorchsOperators_canBeReplaced() {
        Tensor x = Torch.tensor(1f, 4f);
        try (Library kernels = new Library("aten", Kind.IMPL);
                var _ = Warnings.capture()) {
            kernels.impl("hardshrink", DispatchKey.CPU, arguments -> ((Tensor) arguments[0]).neg());
            assertThat(Torch.call("aten::hardshrink", x)).hasToString("tensor([-1., -4.])");
        }
        assertThat(Torch.call("aten::hardshrink", x)).hasToString("tensor([1., 4.])");
    }

    @Test
    void kernelsForAutograd_areCalledForTensorsWithoutGradients() {
        Tensor x = Torch.tensor(1f, 4f);
        try (Library kernels = new Library("aten", Kind.IMPL);
                var _ = Warnings.capture()) {
            kernels.impl("neg", DispatchKey.AUTOGRAD_CPU, _ -> Torch.ones(1));
            assertThat(x.neg()).hasToString("tensor([1.])");
        }
        assertThat(x.neg()).hasToString("tensor([-1., -4.])");
    }

    @Test
    void kernelsThatAreReplaced_canBeCalled() {
        Operator sin = Torch.ops("aten::sin");
        Library.Kernel original = Library.getKernel(sin, DispatchKey.CPU);
        try (Library kernels = new Library("aten", Kind.IMPL);
                var _ = new TensorScope()) {
            kernels.impl(
                    "sin",
                    DispatchKey.CPU,
                    arguments ->
                            ((Tensor) arguments[0]).lt(0).any().itemBoolean()
                                    ? original.call(arguments)
                                    : Torch.zerosLike((Tensor) arguments[0]));
            assertThat(Torch.tensor(1f, 2f).sin()).hasToString("tensor([0., 0.])");
            assertThat(Torch.tensor(-1f, 2f).sin()).hasToString("tensor([-0.8415,  0.9093])");
        }
        assertThat(Torch.tensor(1f, 2f).sin()).hasToString("tensor([0.8415, 0.9093])");
        Library.Kernel derivative = Library.getKernel(sin, DispatchKey.AUTOGRAD_CPU);
        Tensor x = Torch.tensor(0f).requiresGrad_();
        ((Tensor) derivative.call(x)).backward();
        assertThat(x.grad().itemDouble()).isEqualTo(1);
        assertThatThrownBy(() -> derivative.call((Object[]) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("aten::sin: argument 'self' (position 1) is null");
        assertThatThrownBy(() -> Library.getKernel(sin, DispatchKey.COMPOSITE_IMPLICIT_AUTOGRAD))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith("Alias keys do not have runtime kernel registrations.");
    }
}
