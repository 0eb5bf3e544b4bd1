package org.panamatorch.data;

import org.panamatorch.TorchException;

import java.util.Arrays;

/**
 * Thrown where a worker of a {@link DataLoader} failed to load a batch, with the reason as its
 * cause.
 */
public final class WorkerException extends TorchException {
    private static final long serialVersionUID = 1L;

    // As many as a line holds.
    private static final int SHOWN = 8;

    /** The worker's number. */
    private final int worker;

    /** The batch's number. */
    private final long batch;

    /** The numbers of its samples. */
    private final long[] indices;

    WorkerException(int worker, long batch, long[] indices, Throwable cause) {
        super(
                cause instanceof TorchException own ? own.kind() : Kind.RUNTIME,
                "DataLoader worker "
                        + worker
                        + " could not load batch "
                        + batch
                        + samples(indices)
                        + ": "
                        + cause);
        initCause(cause);
        this.worker = worker;
        this.batch = batch;
        this.indices = indices;
    }

    private static String samples(long[] indices) {
        if (indices.length == 0) {
            return "";
        }
        String shown = Arrays.toString(Arrays.copyOf(indices, Math.min(SHOWN, indices.length)));
        String all = shown.substring(1, shown.length() - 1);
        return " (samples "
                + all
                + (indices.length > SHOWN ? ", … " + indices.length + " in all)" : ")");
    }

    /**
     * Which worker it was.
     *
     * @return its number, from 0
     */
    public int worker() {
        return worker;
    }

    /**
     * Which batch of the pass it was.
     *
     * @return its number, from 0
     */
    public long batch() {
        return batch;
    }

    /**
     * The samples of the batch.
     *
     * @return their numbers; none for an {@link IterableDataset}
     */
    public long[] indices() {
        return indices.clone();
    }
}
