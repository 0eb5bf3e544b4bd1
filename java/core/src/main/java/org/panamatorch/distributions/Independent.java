package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.distributions.DistributionSpec;
import org.panamatorch.internal.distributions.Shapes;

import java.util.Collections;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Another distribution whose last dimensions of the batch are dimensions of the event.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.independent.Independent">torch.distributions.independent.Independent</a>
 */
public class Independent extends Distribution {
    private final Distribution baseDist;
    private final int dims;

    /**
     * Makes a distribution.
     *
     * @param baseDistribution the distribution
     * @param reinterpretedBatchNdims how many dimensions of the batch become the event's
     * @throws TorchException if there are not as many
     */
    public Independent(Distribution baseDistribution, int reinterpretedBatchNdims) {
        this(baseDistribution, reinterpretedBatchNdims, DistributionOptions.defaults());
    }

    /**
     * Makes a distribution.
     *
     * @param baseDistribution the distribution
     * @param reinterpretedBatchNdims how many dimensions of the batch become the event's
     * @param options sets what is not to be as by default
     * @throws TorchException if there are not as many
     */
    public Independent(
            Distribution baseDistribution,
            int reinterpretedBatchNdims,
            Consumer<? super DistributionOptions> options) {
        this(
                baseDistribution,
                reinterpretedBatchNdims,
                DistributionOptions.of(options, "Independent"));
    }

    private Independent(Distribution base, int dims, DistributionSpec options) {
        this(parameters(base, dims).validateArgs(options.validateArgs()), base, dims);
    }

    private Independent(Parameters parameters, Distribution base, int dims) {
        this.baseDist = base;
        this.dims = dims;
        super(parameters);
    }

    private static Parameters parameters(Distribution base, int dims) {
        Arguments.requirePresent(base, "Independent", "baseDistribution", "a distribution");
        int batchDims = base.batchShape().dim();
        if (dims > batchDims) {
            throw invalid(
                    "Expected reinterpreted_batch_ndims <= len(base_distribution.batch_shape),"
                            + String.format(Locale.ROOT, " actual %d vs %d", dims, batchDims));
        }
        Shape shape = base.extendedShape(Shape.of());
        return new Parameters("Independent")
                .batchShape(Shapes.first(shape, batchDims - dims))
                .eventShape(Shapes.last(shape, dims + base.eventShape().dim()));
    }

    @Override
    public Independent expand(Shape batchShape) {
        Parameters parameters = expanded(batchShape, Independent.class);
        Shape wide = Shapes.join(batchShape, Shapes.first(eventShape(), dims));
        return new Independent(parameters, baseDist.expand(wide), dims);
    }

    /**
     * The distribution.
     *
     * @return what this was made of
     */
    public final Distribution baseDist() {
        return baseDist;
    }

    /**
     * How many dimensions of the batch are the event's.
     *
     * @return the number
     */
    public final int reinterpretedBatchNdims() {
        return dims;
    }

    @Override
    protected Tensor parameter(String name) {
        return baseDist.parameter(name);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Collections.emptySortedMap();
    }

    @Override
    public Constraint support() {
        Constraint support = baseDist.support();
        return dims == 0 ? support : Constraints.independent(support, dims);
    }

    @Override
    public boolean hasRsample() {
        return baseDist.hasRsample();
    }

    @Override
    public boolean hasEnumerateSupport() {
        return dims == 0 && baseDist.hasEnumerateSupport();
    }

    @Override
    public Tensor mean() {
        return baseDist.mean();
    }

    @Override
    public Tensor mode() {
        return baseDist.mode();
    }

    @Override
    public Tensor variance() {
        return baseDist.variance();
    }

    @Override
    protected Tensor drawn(Shape sampleShape) {
        return baseDist.sample(sampleShape);
    }

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        return baseDist.rsample(sampleShape);
    }

    @Override
    public Tensor logProb(Tensor value) {
        return Shapes.sumLast(baseDist.logProb(present("logProb", value)), dims);
    }

    @Override
    public Tensor entropy() {
        return Shapes.sumLast(baseDist.entropy(), dims);
    }

    @Override
    public Tensor enumerateSupport(boolean expand) {
        if (dims > 0) {
            throw new TorchException(
                    TorchException.Kind.NOT_IMPLEMENTED,
                    "Enumeration over cartesian product is not implemented");
        }
        return baseDist.enumerateSupport(expand);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "(" + baseDist + ", " + dims + ")";
    }
}
