package org.panamatorch.support;

import org.panamatorch.Torch;

/**
 * Kernels run on one thread, as in recordings, and then on as many as before: sums are split by
 * thread, and so is what a kernel refuses.
 */
public final class OneThread implements AutoCloseable {
    private final int before = Torch.getNumThreads();

    /** From now on. */
    public OneThread() {
        Torch.setNumThreads(1);
    }

    @Override
    public void close() {
        Torch.setNumThreads(before);
    }
}
