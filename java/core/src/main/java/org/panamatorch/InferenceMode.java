package org.panamatorch;

import org.panamatorch.internal.call.ModeCalls;

/**
 * Inference mode switched on or off on one platform thread, until closed: autograd neither records
 * nor could ever use what is made in it, which saves its bookkeeping.
 *
 * <pre>{@code
 * try (var mode = Torch.inferenceMode()) {
 *     Tensor output = model.call(input);
 * }
 * }</pre>
 *
 * <p>A virtual thread cannot have one; {@link Torch#inferenceMode(ScopedValue.CallableOp)} works on
 * any thread.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.grad_mode.inference_mode.html">torch.inference_mode</a>
 */
public final class InferenceMode extends ThreadMode {
    private final ModeCalls.Restorer before;

    InferenceMode(boolean enabled) {
        super("inferenceMode");
        this.before = ModeCalls.enterInferenceMode(enabled);
    }

    @Override
    void restore() {
        before.restore();
    }
}
