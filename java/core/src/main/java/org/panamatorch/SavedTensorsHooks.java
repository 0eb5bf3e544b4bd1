package org.panamatorch;

import org.panamatorch.internal.call.ModeCalls;

/**
 * Code that packs what operations save for their gradients, or the ban of such code, on one
 * platform thread, until closed.
 *
 * <pre>{@code
 * try (var _ = Autograd.savedTensorsHooks(x -> x.to(DType.BFLOAT16), p -> p.to(DType.FLOAT32))) {
 *     y = model.call(x);
 * }
 * y.sum().backward();
 * }</pre>
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/autograd.html#torch.autograd.graph.saved_tensors_hooks">torch.autograd.graph.saved_tensors_hooks</a>
 */
public final class SavedTensorsHooks extends ThreadMode {
    private final ModeCalls.Restorer before;

    SavedTensorsHooks(ModeCalls.Mode mode, String operation, String instead) {
        super(operation, instead);
        before = mode.enter();
    }

    @Override
    void restore() {
        before.restore();
    }
}
