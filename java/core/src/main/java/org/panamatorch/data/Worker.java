package org.panamatorch.data;

import org.panamatorch.Generator;
import org.panamatorch.Tensor;
import org.panamatorch.internal.call.TensorAccess;
import org.panamatorch.internal.data.DataLoaderSpec;
import org.panamatorch.internal.data.Nest;
import org.panamatorch.internal.memory.HandleScope;
import org.panamatorch.internal.memory.NativeHandle;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A thread that loads batches ahead, in the order in which it is told to. */
final class Worker<B> implements Runnable {
    private static final Order STOP = new Order(0, 0, new long[0]);

    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final Workers<B> workers;
    private final Source<B> source;
    private final DataLoaderSpec options;
    private final int id;
    private final long seed;

    // What loads the batches of a pass, and which pass that is; only the worker's thread touches
    // them.
    private Source.Fetcher<B> fetcher;
    private long pass;

    /**
     * A batch to load.
     *
     * @param pass the pass that it belongs to
     * @param batch which batch of the pass it is
     * @param indices the samples
     */
    record Order(long pass, long batch, long[] indices) {}

    /**
     * The outcome of an order.
     *
     * @param order the order
     * @param worker who had it
     * @param batch the batch; null at the end of the samples, or after a failure
     * @param failure what was thrown, or null
     */
    record Result<B>(Order order, int worker, B batch, Throwable failure) {
        boolean isEnd() {
            return batch == null && failure == null;
        }
    }

    Worker(Workers<B> workers, Source<B> source, DataLoaderSpec options, int id, long seed) {
        this.workers = workers;
        this.source = source;
        this.options = options;
        this.id = id;
        this.seed = seed;
    }

    /** Has a batch loaded. */
    void load(Order order) {
        orders.add(order);
    }

    /** Takes back what is not begun. */
    void forget() {
        orders.clear();
    }

    /** Ends the thread after the batch that it is at. */
    void stop() {
        orders.clear();
        orders.add(STOP);
    }

    @Override
    public void run() {
        try (Generator generator = new Generator().manualSeed(seed)) {
            new WorkerInfo(id, options.numWorkers(), seed, source.dataset(), generator).enter();
            Throwable failure = initialize();
            for (Order order = orders.take(); order != STOP; order = orders.take()) {
                if (workers.isCurrent(order.pass())) {
                    workers.report(
                            failure == null
                                    ? result(order)
                                    : new Result<>(order, id, null, failure));
                }
            }
        } catch (InterruptedException e) {
            // Nobody but the program interrupts a worker, to end it; who waits for it notices.
            Thread.currentThread().interrupt();
        }
    }

    private Throwable initialize() {
        try {
            if (options.workerInitFn() != null) {
                options.workerInitFn().accept(id);
            }
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private Result<B> result(Order order) {
        HandleScope made = new HandleScope();
        try {
            if (pass != order.pass()) {
                pass = order.pass();
                fetcher = source.fetcher();
            }
            B batch = fetcher.fetch(order.indices());
            handOver(batch, made);
            return new Result<>(order, id, batch, null);
        } catch (Throwable e) {
            return new Result<>(order, id, null, e);
        } finally {
            // The dataset may keep something.
            made.abandon();
        }
    }

    /**
     * Gives the batch's tensors to whoever touches them next, but for those that were there before.
     */
    private static void handOver(Object batch, HandleScope made) {
        for (Tensor tensor : Nest.tensors(batch)) {
            NativeHandle handle = TensorAccess.get().handle(tensor);
            if (made.has(handle)) {
                handle.handOver();
            }
        }
    }
}
