package org.panamatorch.internal.data;

import org.panamatorch.Generator;
import org.panamatorch.data.Sampler;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.OrNone;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.IntConsumer;

/**
 * Options of a loader.
 *
 * @param batchSize how many samples a batch has, null for samples that are not put together
 * @param shuffle whether each pass has the samples in a new random order
 * @param sampler the order of the samples, in place of shuffle
 * @param batchSampler the samples of each batch, in place of batchSize, shuffle, sampler and
 *     dropLast
 * @param numWorkers how many threads load batches ahead; with 0 it is the thread that asks for them
 * @param pinMemory whether the batches are put where an accelerator copies them from fastest
 * @param dropLast whether to leave out a last batch that is smaller
 * @param timeout how long to wait for a batch of the workers, null for as long as it takes
 * @param workerInitFn called on each worker with its number before it loads
 * @param generator the source of the order and of the workers' seeds, in place of the default
 *     generator
 * @param prefetchFactor how many batches each worker loads ahead; 2 if there are workers
 * @param persistentWorkers whether the workers stay for the next pass
 * @param inOrder whether batches are given in the sampler's order, rather than as they get ready
 * @param workerThreads makes the workers' threads, such as {@code Thread.ofVirtual().factory()} for
 *     datasets that mostly wait; daemon threads of the platform if null
 */
@OptionSet(home = "org.panamatorch.data")
public record DataLoaderSpec(
        @Default("1L") @OrNone Long batchSize,
        @Default("false") boolean shuffle,
        @Default("null") Sampler<Long> sampler,
        @Default("null") Sampler<long[]> batchSampler,
        @Default("0") int numWorkers,
        @Default("false") boolean pinMemory,
        @Default("false") boolean dropLast,
        @Default("null") Duration timeout,
        @Default("null") IntConsumer workerInitFn,
        @Default("null") Generator generator,
        @Default("null") Integer prefetchFactor,
        @Default("false") boolean persistentWorkers,
        @Default("true") boolean inOrder,
        @Default("null") ThreadFactory workerThreads) {}
