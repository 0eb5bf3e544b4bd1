package org.panamatorch.data;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The batches of one pass over a {@link DataLoader}'s dataset, for one thread.
 *
 * <p>Whoever leaves a pass half-way and closes it, as {@code try (var batches = loader.iterator())}
 * does, stops its workers and frees what they have loaded ahead, now; otherwise that happens when
 * the collector finds that nothing refers to it any more.
 *
 * @param <B> a batch
 */
public final class Batches<B> implements Iterator<B>, AutoCloseable {
    private final Source<B> source;
    private final Pass<B> pass;
    private final PassState state;
    private B upcoming;
    private boolean isEnded;

    /** Where the batches come from. */
    interface Pass<B> extends AutoCloseable {
        /** Loads the next batch, or waits for it; null at the end. */
        B next();

        /** Makes a batch the thread's that it is given to. */
        void give(B batch);

        /** Frees a batch that is not given to anybody. */
        void discard(B batch);

        @Override
        void close();
    }

    Batches(Source<B> source, Pass<B> pass, PassState state) {
        this.source = source;
        this.pass = pass;
        this.state = state;
    }

    /** Passes over the next batches. */
    void skip(long count) {
        for (long i = 0; i < count && hasNext(); i++) {
            pass.discard(upcoming);
            upcoming = null;
        }
    }

    /** A pass whose batches are loaded when they are asked for. */
    static <B> Batches<B> loadedHere(Source<B> source, Iterator<long[]> order, PassState state) {
        return new Batches<>(
                source,
                new Pass<>() {
                    private Source.Fetcher<B> fetcher;

                    @Override
                    public B next() {
                        if (!order.hasNext()) {
                            return null;
                        }
                        if (fetcher == null) {
                            fetcher = source.fetcher();
                        }
                        return fetcher.fetch(order.next());
                    }

                    @Override
                    public void give(B batch) {}

                    @Override
                    public void discard(B batch) {}

                    @Override
                    public void close() {}
                },
                state);
    }

    /**
     * Loads the next batch, or waits until a worker has.
     *
     * @return true if there is one
     * @throws WorkerException if a worker could not load it; the next call goes on with the next
     *     one
     */
    @Override
    public boolean hasNext() {
        if (upcoming == null && !isEnded) {
            state.drewOrder = true;
            upcoming = pass.next();
            if (upcoming == null) {
                state.isFinished = true;
                close();
            }
        }
        return upcoming != null;
    }

    /**
     * Gives the next batch, whose tensors are the open scope's of this thread.
     *
     * @return the batch
     * @throws NoSuchElementException if there is none
     */
    @Override
    public B next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the pass is over: there are no more batches");
        }
        B batch = upcoming;
        upcoming = null;
        pass.give(batch);
        state.given++;
        source.given(state.given);
        return batch;
    }

    /** Ends the pass. Closing again does nothing. */
    @Override
    public void close() {
        isEnded = true;
        if (upcoming != null) {
            pass.discard(upcoming);
            upcoming = null;
        }
        pass.close();
    }
}
