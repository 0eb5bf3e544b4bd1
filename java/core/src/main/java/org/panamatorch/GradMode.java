package org.panamatorch;

import org.panamatorch.internal.library.PtAutograd;

/**
 * Autograd switched on or off on one platform thread, until closed.
 *
 * <pre>{@code
 * try (var mode = Torch.noGrad()) {
 *     Tensor output = model.call(input);
 * }
 * }</pre>
 *
 * <p>A virtual thread cannot have one; {@link Torch#noGrad(ScopedValue.CallableOp)} works on any
 * thread.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.no_grad.html">torch.no_grad</a>
 */
public final class GradMode extends ThreadMode {
    private final boolean before;

    GradMode(boolean enabled, String operation) {
        super(operation);
        this.before = PtAutograd.grad_mode_enabled();
        PtAutograd.grad_mode_set_enabled(enabled);
    }

    @Override
    void restore() {
        PtAutograd.grad_mode_set_enabled(before);
    }
}
