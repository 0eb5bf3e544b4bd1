package org.panamatorch.data;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.TensorAccess;
import org.panamatorch.internal.data.DataLoaderSpec;
import org.panamatorch.internal.data.Nest;
import org.panamatorch.internal.memory.NativeHandle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The workers of a loader, and what they have loaded.
 *
 * <p>Neither refers to the {@link Batches} or the loader, which the collector may find unreachable
 * while the workers wait.
 */
final class Workers<B> {
    // How long closing waits for a worker that is busy, and how often who waits for a batch looks
    // whether the workers are alive: as Python.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final ThreadFactory DAEMONS =
            Thread.ofPlatform().name("panamatorch-loader-", 0).daemon().factory();

    private final List<Worker<B>> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final BlockingQueue<Worker.Result<B>> results = new LinkedBlockingQueue<>();

    // The pass that is loaded for. Whoever changes it or adds a result holds this object's lock, so
    // that
    // no result of an earlier pass stays.
    private volatile long pass;

    Workers(Source<B> source, DataLoaderSpec options, long seed) {
        ThreadFactory factory = options.workerThreads() == null ? DAEMONS : options.workerThreads();
        for (int id = 0; id < options.numWorkers(); id++) {
            Worker<B> worker = new Worker<>(this, source, options, id, seed + id);
            workers.add(worker);
            Thread thread = factory.newThread(worker);
            Arguments.requireResult(thread, "DataLoader", "newThread", "a thread");
            threads.add(thread);
        }
        try {
            threads.forEach(Thread::start);
        } catch (Throwable e) {
            // Those that have started would wait for ever.
            stop();
            join();
            throw e;
        }
    }

    /** How many there are. */
    int count() {
        return workers.size();
    }

    /** Begins a pass, and ends the one before. */
    synchronized long begin() {
        end(pass);
        return pass;
    }

    /** Ends a pass and frees what is loaded for it, unless another has begun. */
    synchronized void end(long which) {
        if (which == pass) {
            pass++;
            workers.forEach(Worker::forget);
            freeResults();
        }
    }

    boolean isCurrent(long which) {
        return which == pass;
    }

    /** Ends the threads, each after the batch that it is at. */
    synchronized void stop() {
        pass++;
        workers.forEach(Worker::stop);
        freeResults();
    }

    private void freeResults() {
        for (Worker.Result<B> each = results.poll(); each != null; each = results.poll()) {
            free(each.batch());
        }
    }

    /** Waits until the threads have ended, or for a while. */
    void join() {
        try {
            for (Thread thread : threads) {
                if (thread.isAlive()) {
                    thread.join(PATIENCE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has a worker load a batch. */
    synchronized void load(int worker, Worker.Order order) {
        requireCurrent(order.pass());
        workers.get(worker).load(order);
    }

    private void requireCurrent(long which) {
        if (!isCurrent(which)) {
            throw new IllegalStateException(
                    "DataLoader: a later pass has begun, or the loader was closed");
        }
    }

    /** Takes what a worker has loaded. */
    synchronized void report(Worker.Result<B> result) {
        if (isCurrent(result.order().pass())) {
            results.add(result);
        } else {
            free(result.batch());
        }
    }

    /** Waits for whatever is loaded next. */
    Worker.Result<B> await(long which, Duration timeout) {
        requireCurrent(which);
        boolean isLimited = timeout != null && !timeout.isZero();
        try {
            while (true) {
                Worker.Result<B> result = poll(isLimited ? timeout : PATIENCE);
                if (result != null) {
                    return result;
                }
                if (isLimited) {
                    throw new TorchException(
                            TorchException.Kind.RUNTIME,
                            "DataLoader timed out after " + seconds(timeout) + " seconds");
                }
                requireAlive();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("DataLoader: interrupted while waiting for a batch", e);
        }
    }

    private Worker.Result<B> poll(Duration timeout) throws InterruptedException {
        return results.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static String seconds(Duration duration) {
        return duration.toNanosPart() == 0
                ? Long.toString(duration.toSeconds())
                : Double.toString(duration.toNanos() * 1e-9);
    }

    private void requireAlive() {
        for (int id = 0; id < threads.size(); id++) {
            if (!threads.get(id).isAlive() && results.isEmpty()) {
                throw new TorchException(
                        TorchException.Kind.RUNTIME,
                        "DataLoader worker " + id + " exited unexpectedly");
            }
        }
    }

    /** Makes the tensors of a batch this thread's, in its scope. */
    static void give(Object batch) {
        for (Tensor tensor : Nest.tensors(batch)) {
            TensorAccess.get().handle(tensor).takeOver();
        }
    }

    /** Frees the tensors of a batch that nobody was given; null has none. */
    static void free(Object batch) {
        for (Tensor tensor : Nest.tensors(batch)) {
            NativeHandle handle = TensorAccess.get().handle(tensor);
            if (handle.isHandedOver()) {
                handle.close();
            }
        }
    }
}
