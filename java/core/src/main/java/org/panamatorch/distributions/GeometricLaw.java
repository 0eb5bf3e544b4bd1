package org.panamatorch.distributions;

import org.panamatorch.Index;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.FloatInfo;
import org.panamatorch.internal.distributions.Probabilities;
import org.panamatorch.internal.distributions.ProbabilitySpec;
import org.panamatorch.internal.distributions.PythonText;

import java.util.Locale;
import java.util.SequencedMap;

/**
 * The geometric distribution: how many trials fail before the first that succeeds.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.geometric.Geometric">torch.distributions.geometric.Geometric</a>
 */
// Its check of positive probabilities shows the distribution.
@SuppressWarnings("this-escape")
@AsDistribution(orFirst = true)
abstract class GeometricLaw extends Distribution implements HasProbabilities {
    /**
     * Makes the law of a distribution.
     *
     * @param probs the probabilities
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    GeometricLaw(ProbabilitySpec options) {
        this(
                new Parameters("Geometric")
                        .either(options.probs(), options.logits())
                        .broadcast()
                        .validateArgs(options.validateArgs()));
    }

    GeometricLaw(Parameters parameters) {
        super(parameters);
        // Beyond the unit interval.
        Tensor probs = parameters.get("probs");
        if (!parameters.isValid() && validatesArgs() && probs != null) {
            requirePositive(probs);
        }
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "probs", Constraints.unitInterval(), "logits", Constraints.real());
    }

    @Override
    public Constraint support() {
        return Constraints.nonnegativeInteger();
    }

    @Override
    public Tensor probs() {
        return parameter("probs", () -> Probabilities.ofLogOdds(logits()));
    }

    @Override
    public Tensor logits() {
        return parameter("logits", () -> Probabilities.logOdds(probs()));
    }

    @Override
    public Shape paramShape() {
        return given().shape();
    }

    private void requirePositive(Tensor probs) {
        Tensor isPositive = probs.gt(0);
        if (!isPositive.all().itemBoolean()) {
            throw invalid(
                    String.format(
                            Locale.ROOT,
                            "Expected parameter probs (%s) of distribution %s to be positive but"
                                    + " found invalid values:\n"
                                    + "%s",
                            PythonText.typeAndShape(probs),
                            this,
                            PythonText.of(
                                    probs.detach().index(Index.of(isPositive.logicalNot())))));
        }
    }

    @Override
    public Tensor mean() {
        return Torch.div(1.0, probs()).sub(1.0);
    }

    @Override
    public Tensor mode() {
        return Torch.zerosLike(probs());
    }

    @Override
    public Tensor variance() {
        return Torch.div(1.0, probs()).sub(1.0).div(probs());
    }

    @Override
    protected Tensor drawn(Shape sampleShape) {
        double tiny = FloatInfo.of(probs()).tiny();
        Tensor u = probs().newEmpty(extendedShape(sampleShape)).uniform_(tiny, 1);
        return u.log().div(probs().neg().log1p()).floor();
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor[] both = Torch.broadcastTensors(value, probs());
        Tensor probs = both[1].clone(MemoryFormat.CONTIGUOUS_FORMAT);
        probs.setAt(0, probs.eq(1).bitwiseAnd(both[0].eq(0)));
        return both[0].mul(probs.neg().log1p()).add(probs().log());
    }

    @Override
    public Tensor entropy() {
        return Probabilities.crossEntropy(logits(), probs()).div(probs());
    }
}
