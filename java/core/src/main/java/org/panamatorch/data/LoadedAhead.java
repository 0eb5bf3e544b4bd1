package org.panamatorch.data;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * A pass whose batches workers load ahead. Batches are numbered in the order of the sampler and
 * dealt out to the workers in turn; what is ready before its turn waits here.
 */
final class LoadedAhead<B> implements Batches.Pass<B> {
    private final Workers<B> workers;
    private final long pass;
    private final Iterator<long[]> order;
    private final boolean inOrder;
    private final Duration timeout;
    private final Runnable onClose;
    private final Map<Long, Worker.Result<B>> early = new HashMap<>();

    /** Which workers have samples left. */
    private final boolean[] isActive;

    private int latestWorker = -1;
    private long ordered;
    private long taken;

    LoadedAhead(
            Workers<B> workers,
            Iterator<long[]> order,
            int ahead,
            boolean inOrder,
            Duration timeout,
            Runnable onClose) {
        this.workers = workers;
        this.pass = workers.begin();
        this.order = order;
        this.inOrder = inOrder;
        this.timeout = timeout;
        this.onClose = onClose;
        this.isActive = new boolean[workers.count()];
        Arrays.fill(isActive, true);
        for (int i = 0; i < ahead * workers.count(); i++) {
            orderFrom(latestWorker + 1);
        }
    }

    /** Has the next batch loaded by a worker, or the next one after it that has samples left. */
    private void orderFrom(int worker) {
        for (int i = 0; i < isActive.length; i++) {
            int candidate = (worker + i) % isActive.length;
            if (isActive[candidate]) {
                if (order.hasNext()) {
                    latestWorker = candidate;
                    workers.load(candidate, new Worker.Order(pass, ordered, order.next()));
                    ordered++;
                }
                return;
            }
        }
    }

    @Override
    public B next() {
        while (taken < ordered) {
            Worker.Result<B> result = take();
            taken++;
            if (result.isEnd()) {
                isActive[result.worker()] = false;
            }
            // Without an order, whoever is faster gets more.
            orderFrom(inOrder ? latestWorker + 1 : result.worker());
            if (result.failure() != null) {
                throw new WorkerException(
                        result.worker(),
                        result.order().batch(),
                        result.order().indices(),
                        result.failure());
            }
            if (!result.isEnd()) {
                return result.batch();
            }
        }
        return null;
    }

    private Worker.Result<B> take() {
        Worker.Result<B> result = early.remove(taken);
        while (result == null) {
            Worker.Result<B> ready = workers.await(pass, timeout);
            if (!inOrder || ready.order().batch() == taken) {
                result = ready;
            } else {
                early.put(ready.order().batch(), ready);
            }
        }
        return result;
    }

    @Override
    public void give(B batch) {
        Workers.give(batch);
    }

    @Override
    public void discard(B batch) {
        Workers.free(batch);
    }

    @Override
    public void close() {
        workers.end(pass);
        for (Worker.Result<B> result : early.values()) {
            Workers.free(result.batch());
        }
        early.clear();
        onClose.run();
    }
}
