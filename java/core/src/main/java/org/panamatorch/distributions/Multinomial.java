package org.panamatorch.distributions;

import org.panamatorch.MemoryFormat;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.distributions.ProbabilitySpec;
import org.panamatorch.internal.distributions.Shapes;

import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * The multinomial distribution: how often each event happens in some trials.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.multinomial.Multinomial">torch.distributions.multinomial.Multinomial</a>
 */
public class Multinomial extends Distribution implements HasProbabilities {
    private final long totalCount;
    private final Categorical categorical;

    /**
     * Makes a distribution.
     *
     * @param totalCount the number of trials
     * @param probs (*, number of events), relative to each other
     * @throws TorchException if a parameter is not within its constraint
     */
    public Multinomial(long totalCount, Tensor probs) {
        this(totalCount, o -> o.probs(probs));
    }

    /**
     * Makes a distribution.
     *
     * @param totalCount the number of trials
     * @param options sets the parameters
     * @throws TorchException if a parameter is not within its constraint
     */
    public Multinomial(long totalCount, Consumer<? super ProbabilityOptions> options) {
        this(totalCount, ProbabilityOptions.of(options, "Multinomial"));
    }

    private Multinomial(long totalCount, ProbabilitySpec options) {
        this(
                totalCount,
                new Categorical(new ProbabilitySpec(options.probs(), options.logits(), null)),
                options.validateArgs(),
                false);
    }

    private Multinomial(
            long totalCount, Categorical categorical, Boolean validateArgs, boolean isValid) {
        Parameters parameters =
                new Parameters("Multinomial")
                        .batchShape(categorical.batchShape())
                        .eventShape(Shape.of(categorical.numEvents()))
                        .validateArgs(validateArgs);
        this.totalCount = totalCount;
        this.categorical = categorical;
        super(isValid ? parameters.valid() : parameters);
    }

    @Override
    public Multinomial expand(Shape batchShape) {
        expanded(batchShape, Multinomial.class);
        return new Multinomial(totalCount, categorical.expand(batchShape), validatesArgs(), true);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "probs", Constraints.simplex(), "logits", Constraints.realVector());
    }

    @Override
    public Constraint support() {
        return Constraints.multinomial(totalCount);
    }

    @Override
    protected Tensor parameter(String name) {
        return categorical.parameter(name);
    }

    /** {@return the number of trials} */
    public long totalCount() {
        return totalCount;
    }

    @Override
    public Tensor probs() {
        return categorical.probs();
    }

    @Override
    public Tensor logits() {
        return categorical.logits();
    }

    @Override
    public Shape paramShape() {
        return categorical.paramShape();
    }

    @Override
    public Tensor mean() {
        return probs().mul(totalCount);
    }

    @Override
    public Tensor variance() {
        return probs().mul(totalCount).mul(Torch.sub(1, probs()));
    }

    @Override
    protected Tensor drawn(Shape sampleShape) {
        Tensor samples = categorical.sample(Shapes.join(Shape.of(totalCount), sampleShape));
        long[] lastIsFirst =
                LongStream.range(1, samples.dim() + 1).map(i -> i % samples.dim()).toArray();
        Tensor events = samples.permute(lastIsFirst);
        Tensor counts = events.newEmpty(extendedShape(sampleShape)).zero_();
        return counts.scatterAdd_(-1, events, Torch.onesLike(events)).typeAs(probs());
    }

    @Override
    public Tensor entropy() {
        Tensor n = Torch.tensor(Long.valueOf(totalCount));
        Tensor first = n.mul(categorical.entropy()).sub(n.add(1).lgamma());
        Binomial binomial = new Binomial(totalCount, probs());
        Tensor support = binomial.enumerateSupport(false).narrow(0, 1, totalCount);
        Tensor weighted = binomial.logProb(support).exp().mul(support.add(1).lgamma());
        return first.add(weighted.sum(0, -1));
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor[] both = Torch.broadcastTensors(logits(), value);
        Tensor counts = both[1];
        Tensor logits = both[0].clone(MemoryFormat.CONTIGUOUS_FORMAT);
        Tensor orders = counts.sum(-1).add(1).lgamma().sub(counts.add(1).lgamma().sum(-1));
        logits.setAt(0, counts.eq(0).bitwiseAnd(logits.eq(Double.NEGATIVE_INFINITY)));
        return orders.add(logits.mul(counts).sum(-1));
    }
}
