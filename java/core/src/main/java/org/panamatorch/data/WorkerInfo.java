package org.panamatorch.data;

import org.panamatorch.Generator;

/**
 * Which of a {@link DataLoader}'s workers a thread is.
 *
 * <p>The default generator is one for all threads, so that what several workers draw from it
 * depends on which is faster. A dataset that draws random numbers draws them from {@link
 * #generator}.
 *
 * @param id the number of the worker, from 0
 * @param numWorkers how many workers there are
 * @param seed the worker's seed: the loader's, which it draws for each pass or, if its workers are
 *     persistent, once, and the number of the worker
 * @param dataset what the workers load, one object for all of them
 * @param generator the worker's own source of random numbers, which began with the seed
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/data.html#torch.utils.data.get_worker_info">torch.utils.data.get_worker_info</a>
 */
public record WorkerInfo(int id, int numWorkers, long seed, Object dataset, Generator generator) {
    private static final ThreadLocal<WorkerInfo> CURRENT = new ThreadLocal<>();

    /**
     * The worker that this thread is.
     *
     * @return the worker, or null if the thread is none
     */
    public static WorkerInfo current() {
        return CURRENT.get();
    }

    /** Makes this thread the worker. */
    void enter() {
        CURRENT.set(this);
    }
}
