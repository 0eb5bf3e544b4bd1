package org.panamatorch;

import org.panamatorch.internal.call.AnomalyCalls;
import org.panamatorch.internal.library.PtAutograd;

/**
 * Anomalies in backward passes looked for, on all threads, until closed.
 *
 * <pre>{@code
 * try (var mode = Autograd.detectAnomaly()) {
 *     model.call(input).sum().backward();
 * }
 * }</pre>
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/autograd.html#anomaly-detection">Anomaly
 *     detection</a>
 */
public final class AnomalyMode implements AutoCloseable {
    private final PtAutograd.AnomalyModeGet before = PtAutograd.anomaly_mode_get();
    private boolean closed;

    AnomalyMode(boolean enabled, boolean checkNan) {
        AnomalyCalls.set(enabled, checkNan);
    }

    /** Restores the mode that was before. Closing again does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            AnomalyCalls.set(before.enabled(), before.checkNan());
        }
    }
}
