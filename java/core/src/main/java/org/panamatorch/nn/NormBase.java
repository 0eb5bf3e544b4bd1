package org.panamatorch.nn;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.norm.RunningNorm;
import org.panamatorch.internal.print.PythonFormat;

/** The base of the normalizations with running statistics. */
public abstract class NormBase extends UnaryModule {
    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";
    private static final String MEAN = "running_mean";
    private static final String VAR = "running_var";
    private static final String COUNT = "num_batches_tracked";
    private static final int VERSION = 2;

    private final Number eps;
    private Number momentum;
    private final boolean affine;
    private final boolean trackRunningStats;
    private final String regularName;
    private long numFeatures;
    private boolean isRegular;

    /**
     * Makes the parameters and buffers.
     *
     * @param channels the number of channels, or null where the first input says it
     * @param regularName what a lazy module becomes
     */
    NormBase(Long channels, RunningNorm options, String regularName) {
        this.regularName = regularName;
        isRegular = channels != null;
        numFeatures = isRegular ? channels : 0;
        eps = options.eps();
        momentum = options.momentum();
        affine = options.affine();
        trackRunningStats = options.trackRunningStats();
        TensorOptions parameters = options.parameters();
        long[] size = {numFeatures};
        registerParameter(WEIGHT, affine ? Torch.empty(size, parameters) : null);
        registerParameter(BIAS, affine && options.bias() ? Torch.empty(size, parameters) : null);
        registerBuffer(MEAN, trackRunningStats ? Torch.zeros(size, parameters) : null);
        registerBuffer(VAR, trackRunningStats ? Torch.ones(size, parameters) : null);
        registerBuffer(
                COUNT,
                trackRunningStats ? Torch.zeros(new long[0], parameters.dtype(DType.INT64)) : null);
        if (isRegular) {
            resetParameters();
        } else {
            tree.markUninitialized(WEIGHT, BIAS, MEAN, VAR);
        }
    }

    /** Sets the running statistics to those of no batch. */
    public final void resetRunningStats() {
        if (trackRunningStats) {
            runningMean().zero_();
            runningVar().fill_(1);
            numBatchesTracked().zero_();
        }
    }

    /**
     * Sets scale and shift to those that change nothing, and the running statistics to those of no
     * batch.
     */
    public final void resetParameters() {
        if (!hasUninitializedParams() && (isRegular || numFeatures != 0)) {
            resetRunningStats();
            if (weight() != null) {
                Init.ones_(weight());
            }
            if (bias() != null) {
                Init.zeros_(bias());
            }
        }
    }

    /**
     * Gives the parameters and buffers of a lazy module their size when it sees its first input.
     */
    final void initializeOnce(Tensor input) {
        Required.tensor(this, "input", input);
        if (isRegular) {
            return;
        }
        if (hasUninitializedParams()) {
            numFeatures = input.size(1);
            for (String name : tree.uninitialized()) {
                tree.materialize(name, numFeatures);
            }
            resetParameters();
        }
        isRegular = true;
    }

    /**
     * The scale.
     *
     * @return (C), or null if none is learned
     */
    public final Tensor weight() {
        return parameter(WEIGHT);
    }

    /**
     * The shift.
     *
     * @return (C), or null if none is learned
     */
    public final Tensor bias() {
        return parameter(BIAS);
    }

    /**
     * The running means.
     *
     * @return (C), or null if there are none
     */
    public final Tensor runningMean() {
        return buffer(MEAN);
    }

    /**
     * The running variances.
     *
     * @return (C), or null if there are none
     */
    public final Tensor runningVar() {
        return buffer(VAR);
    }

    /**
     * How many batches were seen in training.
     *
     * @return a scalar of {@code int64}, or null if there are no running statistics
     */
    public final Tensor numBatchesTracked() {
        return buffer(COUNT);
    }

    /**
     * The number of features or channels.
     *
     * @return C, 0 as long as it is not known
     */
    public final long numFeatures() {
        return numFeatures;
    }

    /**
     * The number that is added to the variance.
     *
     * @return the number
     */
    public final double eps() {
        return eps.doubleValue();
    }

    /**
     * How much of a batch goes into the running mean and variance.
     *
     * @return the part, or null for a mean of all batches
     */
    public final Number momentum() {
        return momentum;
    }

    /**
     * Sets how much of a batch goes into the running mean and variance, as Python's {@code
     * module.momentum = value}.
     *
     * @param momentum the part, or null for a mean of all batches
     */
    public final void setMomentum(Number momentum) {
        this.momentum = momentum;
    }

    final boolean isAffine() {
        return affine;
    }

    final boolean tracksRunningStats() {
        return trackRunningStats;
    }

    @Override
    final int stateVersion() {
        return VERSION;
    }

    @Override
    void upgrade(StateLoader loader, String prefix, Integer version) {
        if ((version == null || version < VERSION)
                && trackRunningStats
                && !loader.contains(prefix + COUNT)) {
            Tensor count = numBatchesTracked();
            boolean hasValue = count != null && !count.isMeta();
            loader.put(
                    prefix + COUNT,
                    hasValue ? count : Torch.zeros(new long[0], TensorOptions.of(DType.INT64)));
        }
    }

    @Override
    protected String typeName() {
        return isRegular ? regularName : super.typeName();
    }

    @Override
    protected String extraRepr() {
        return numFeatures
                + ", eps="
                + PythonFormat.repr(eps)
                + ", momentum="
                + PythonFormat.repr(momentum)
                + ", affine="
                + PythonFormat.repr(affine)
                + ", bias="
                + PythonFormat.repr(bias() != null)
                + ", track_running_stats="
                + PythonFormat.repr(trackRunningStats);
    }
}
