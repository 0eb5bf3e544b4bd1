package org.panamatorch.data;

import org.panamatorch.Generator;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.data.DistributedSamplerSpec;
import org.panamatorch.internal.data.Draws;

import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * The share of one process of several that train together. All of them draw the same order, and
 * each takes every so-manieth sample of it.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/data.html#torch.utils.data.distributed.DistributedSampler">torch.utils.data.distributed.DistributedSampler</a>
 */
public final class DistributedSampler implements Sampler<Long> {
    private final Dataset<?> dataset;
    private final long numReplicas;
    private final long rank;
    private final DistributedSamplerSpec options;
    private long epoch;

    /**
     * Makes a sampler that shuffles, with the seed 0.
     *
     * @param dataset what to sample from, of the same size in each process
     * @param numReplicas how many processes there are
     * @param rank which of them this one is, from 0
     * @throws TorchException if there is no such process
     */
    public DistributedSampler(Dataset<?> dataset, long numReplicas, long rank) {
        this(dataset, numReplicas, rank, DistributedSamplerOptions.defaults());
    }

    /**
     * Makes a sampler.
     *
     * @param dataset what to sample from, of the same size in each process
     * @param numReplicas how many processes there are
     * @param rank which of them this one is, from 0
     * @param options sets what is not to be as by default
     * @throws TorchException if there is no such process
     */
    public DistributedSampler(
            Dataset<?> dataset,
            long numReplicas,
            long rank,
            Consumer<? super DistributedSamplerOptions> options) {
        this(
                dataset,
                numReplicas,
                rank,
                DistributedSamplerOptions.of(options, "DistributedSampler"));
    }

    private DistributedSampler(
            Dataset<?> dataset, long numReplicas, long rank, DistributedSamplerSpec options) {
        Arguments.requirePresent(dataset, "DistributedSampler", "dataset", "a dataset");
        if (rank < 0 || rank >= numReplicas) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "Invalid rank "
                            + rank
                            + ", rank should be in the interval [0, "
                            + (numReplicas - 1)
                            + "]");
        }
        this.dataset = dataset;
        this.numReplicas = numReplicas;
        this.rank = rank;
        this.options = options;
    }

    /**
     * Sets the epoch, which changes the order; otherwise each iterator gives the same one.
     *
     * @param epoch the number of the epoch, the same in each process
     */
    public void setEpoch(long epoch) {
        this.epoch = epoch;
    }

    @Override
    public Iterator<Long> iterator() {
        long[] order = order();
        // Where the samples are fewer than the processes' shares, they begin anew.
        return LongStream.range(0, size())
                .map(i -> order[(int) ((rank + i * numReplicas) % order.length)])
                .iterator();
    }

    private long[] order() {
        if (!options.shuffle()) {
            return LongStream.range(0, dataset.size()).toArray();
        }
        try (Generator generator = new Generator().manualSeed(options.seed() + epoch)) {
            return Draws.permutation(dataset.size(), generator);
        }
    }

    /** How many samples each process has. */
    @Override
    public long size() {
        long samples = dataset.size();
        return options.dropLast() ? samples / numReplicas : Math.ceilDiv(samples, numReplicas);
    }
}
