package org.panamatorch;

import org.panamatorch.internal.call.RuntimeCalls;

/**
 * Autograd switched on or off on one thread, until closed.
 *
 * <pre>{@code
 * try (var mode = Torch.noGrad()) {
 *     Tensor output = model.forward(input);
 * }
 * }</pre>
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.no_grad.html">torch.no_grad</a>
 */
public final class GradMode implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final boolean before;
    private boolean closed;

    GradMode(boolean enabled, String operation) {
        if (thread.isVirtual()) {
            // LibTorch keeps the mode with the carrier, which other virtual threads share.
            throw new IllegalStateException(
                    operation + ": grad mode belongs to an operating system thread and cannot be set on a virtual one;"
                            + " use a platform thread");
        }
        this.before = RuntimeCalls.gradEnabled();
        RuntimeCalls.setGradEnabled(enabled);
    }

    /**
     * Restores the mode that was before. Closing again does nothing.
     *
     * @throws IllegalStateException on another thread than the one that opened it
     */
    @Override
    public void close() {
        if (thread != Thread.currentThread()) {
            throw new IllegalStateException("GradMode.close: opened on thread " + thread.getName() + ", closed on another");
        }
        if (!closed) {
            closed = true;
            RuntimeCalls.setGradEnabled(before);
        }
    }
}
