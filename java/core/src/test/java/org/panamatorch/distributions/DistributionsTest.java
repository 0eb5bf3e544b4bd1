package org.panamatorch.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * How distributions are made, checked, printed, expanded and extended; DistributionParityTest has
 * the numbers.
 */
@NoLeaks
class DistributionsTest {
    @BeforeEach
    void seed() {
        Torch.manualSeed(3);
    }

    private static Tensor row(double... elements) {
        return Torch.tensor(elements);
    }

    @Test
    void expanding_takesWhatWasComputedFromTheParametersAlong() {
        LowRankMultivariateNormal before =
                new LowRankMultivariateNormal(
                        Torch.zeros(2, 3), Torch.ones(2, 3, 1), Torch.ones(2, 3));
        Tensor variance = before.variance();
        Tensor factor = before.scaleTril();
        LowRankMultivariateNormal after = before.expand(Shape.of(4, 2));
        assertThat(after.variance().shape()).isEqualTo(Shape.of(4, 2, 3));
        assertThat(after.variance().select(0, 3).equal(variance)).isTrue();
        assertThat(after.scaleTril().shape()).isEqualTo(Shape.of(4, 2, 3, 3));
        assertThat(after.scaleTril().select(0, 3).equal(factor)).isTrue();
    }

    @Test
    void numbers_areAsTensors() {
        assertThat(new Normal(0, 1)).hasToString("Normal(loc: 0.0, scale: 1.0)");
        assertThat(new Bernoulli(0.25)).hasToString("Bernoulli(probs: 0.25)");
        assertThat(new Binomial(4, row(0.5, 0.25)))
                .hasToString("Binomial(total_count: torch.Size([2]), probs: torch.Size([2]))");
        assertThat(new StudentT(2)).hasToString("StudentT(df: 2.0, loc: 0.0, scale: 1.0)");
        assertThat(new LKJCholesky(3)).hasToString("LKJCholesky(concentration: 1.0)");
        assertThat(new Wishart(3, Torch.eye(2)).df().itemDouble()).isEqualTo(3);
    }

    @Test
    void alternatives_areSetByName() {
        Categorical categorical = new Categorical(o -> o.logits(row(1, 2, 3)));
        assertThat(categorical).hasToString("Categorical(logits: torch.Size([3]))");
        assertThat(categorical.probs().shape()).isEqualTo(Shape.of(3));
        assertThat(categorical)
                .hasToString("Categorical(probs: torch.Size([3]), logits: torch.Size([3]))");
    }

    @Test
    void bothAlternatives_areRefused() {
        assertThatThrownBy(() -> new Bernoulli(o -> o.probs(row(0.5)).logits(row(0.5))))
                .isInstanceOf(TorchException.class)
                .hasMessage("Either `probs` or `logits` must be specified, but not both.");
        assertThatThrownBy(() -> new MultivariateNormal(row(0.5), o -> {}))
                .hasMessage(
                        "Exactly one of covariance_matrix or precision_matrix or scale_tril may be"
                                + " specified.");
    }

    @Test
    void missingTensor_isNamed() {
        assertThatThrownBy(() -> new Normal(row(1), null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("Normal: argument 'scale' is null, expected a tensor");
        assertThatThrownBy(() -> new Normal(0, 1).logProb(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("Normal.logProb: argument 'value' is null, expected a tensor");
    }

    @Test
    void validation_isLeftOutWhereNotWanted() {
        Normal normal = new Normal(row(0), row(-1), o -> o.validateArgs(false));
        assertThat(normal.logProb(row(Double.NaN)).itemDouble()).isNaN();
    }

    private static VonMises vonMises(double... concentrations) {
        return new VonMises(Torch.zeros(2), row(concentrations), o -> o.validateArgs(false));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -3, 1e17, Double.NaN, Double.POSITIVE_INFINITY})
    void vonMises_ofAConcentrationThatNoDrawIsAcceptedFor_isRefused(double concentration) {
        assertThatThrownBy(vonMises(1, concentration)::sample)
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "VonMises.sample: of argument 'concentration' "
                                + concentration
                                + " no draw is ever accepted, expected positive numbers below"
                                + " 1e15");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-6, 1e15, -2})
    void vonMises_ofOtherConcentrations_isDrawn(double concentration) {
        assertThat(vonMises(1, concentration).sample().abs().le(Math.PI).all().itemBoolean())
                .isTrue();
    }

    @Test
    void validation_isLeftOutByDefault_whereSaidSo() {
        Distribution.setDefaultValidateArgs(false);
        try {
            assertThat(new Normal(0, -1).scale().itemDouble()).isEqualTo(-1);
            assertThatThrownBy(() -> new Normal(row(0), row(-1), o -> o.validateArgs(true)))
                    .hasMessageStartingWith("Expected parameter scale (Tensor of shape (1,))");
        } finally {
            Distribution.setDefaultValidateArgs(true);
        }
    }

    @Test
    void whatFollowsFromParameters_outlivesTheScopeInWhichItIsAsked() {
        Categorical categorical = new Categorical(row(1, 3));
        for (int i = 0; i < 2; i++) {
            try (TensorScope _ = new TensorScope()) {
                assertThat(categorical.logProb(Torch.tensor(1L).squeeze()).itemDouble())
                        .isEqualTo(Math.log(0.75));
            }
        }
    }

    @Test
    void sample_hasNoGradient_andRsampleHas() {
        Tensor loc = row(0.5).requiresGrad_();
        Normal normal = new Normal(loc, row(1));
        assertThat(normal.sample().requiresGrad()).isFalse();
        normal.rsample(Shape.of(3)).sum().backward();
        assertThat(loc.grad().itemDouble()).isEqualTo(3);
    }

    @Test
    void whatADistributionCannotDo_isNotImplemented() {
        assertThatThrownBy(() -> new Bernoulli(0.5).rsample())
                .isInstanceOfSatisfying(
                        TorchException.class,
                        e -> assertThat(e.kind()).isEqualTo(TorchException.Kind.NOT_IMPLEMENTED))
                .hasMessage("Bernoulli.rsample is not implemented");
        assertThatThrownBy(() -> new Multinomial(2, row(0.5, 0.5)).mode())
                .hasMessage(
                        "<class 'torch.distributions.multinomial.Multinomial'> does not implement"
                                + " mode");
    }

    /** Between 0 and a width, ever rarer. */
    private static final class Falling extends Distribution {
        Falling(Tensor width) {
            this(new Parameters("Falling").with("width", width).broadcast());
        }

        private Falling(Parameters parameters) {
            super(parameters);
        }

        private Tensor width() {
            return parameter("width");
        }

        @Override
        public Falling expand(Shape batchShape) {
            return new Falling(expanded(batchShape, Falling.class));
        }

        @Override
        public SequencedMap<String, Constraint> argConstraints() {
            return new LinkedHashMap<>(Map.of("width", Constraints.positive()));
        }

        @Override
        public Constraint support() {
            return Constraints.interval(Torch.zerosLike(width()), width());
        }

        @Override
        protected Tensor reparameterized(Shape sampleShape) {
            Tensor u = Torch.rand(extendedShape(sampleShape));
            return width().mul(Torch.sub(1, u.sqrt()));
        }

        @Override
        protected Tensor logDensity(Tensor value) {
            return Torch.sub(1, value.div(width())).mul(2).div(width()).log();
        }
    }

    @Test
    void ownDistribution_isCheckedPrintedAndExpandedAsOthers() {
        Falling falling = new Falling(Torch.tensor(new float[] {2, 4}));
        assertThat(falling).hasToString("Falling(width: torch.Size([2]))");
        assertThat(falling.expand(Shape.of(3, 2)).sample(Shape.of(5)).shape())
                .isEqualTo(Shape.of(5, 3, 2));
        assertThat(falling.logProb(Torch.tensor(1f)).toFloatArray())
                .containsExactly((float) Math.log(0.5), (float) Math.log(0.375));
        assertThatThrownBy(() -> new Falling(Torch.tensor(-1f)))
                .hasMessage(
                        "Expected parameter width (Tensor of shape ()) of distribution"
                                + " Falling(width: -1.0) to satisfy the constraint"
                                + " GreaterThan(lower_bound=0.0), but found invalid values:\n-1.0");
        assertThatThrownBy(() -> falling.logProb(Torch.tensor(5f)))
                .hasMessageStartingWith("Expected value argument (Tensor of shape ())");
    }

    private static class Offset extends Normal {
        Offset() {
            super(1, 2);
        }
    }

    @Test
    void subclass_hasToExpandItself() {
        assertThatThrownBy(() -> new Offset().expand(Shape.of(2)))
                .hasMessage(
                        "Subclass Offset of Normal that defines a custom __init__ method must also"
                                + " define a custom .expand() method.");
    }

    @Test
    void divergence_ofSubclass_isThatOfItsClass_unlessRegistered() {
        Normal normal = new Normal(0, 1);
        assertThat(Kl.klDivergence(new Offset(), normal).itemDouble())
                .isEqualTo(Kl.klDivergence(new Normal(1, 2), normal).itemDouble());
        Kl.registerKl(Offset.class, Poisson.class, (_, q) -> q.rate().mul(2));
        assertThat(Kl.klDivergence(new Offset(), new Poisson(3)).itemDouble()).isEqualTo(6);
    }

    @Test
    void divergence_ofUnknownPair_isNotImplemented() {
        assertThatThrownBy(() -> Kl.klDivergence(new VonMises(0, 1), new Normal(0, 1)))
                .hasMessage("No KL(p || q) is implemented for p type VonMises and q type Normal");
    }

    @Test
    void divergence_ofIndependents_isTheSum() {
        Normal p = new Normal(row(0, 1), row(1, 2));
        Normal q = new Normal(row(1, 1), row(2, 2));
        assertThat(Kl.klDivergence(new Independent(p, 1), new Independent(q, 1)).itemDouble())
                .isEqualTo(Kl.klDivergence(p, q).sum().itemDouble());
        assertThatThrownBy(() -> Kl.klDivergence(new Independent(p, 1), new Independent(q, 0)))
                .hasMessage("klDivergence: reinterpretedBatchNdims are 1 and 0");
    }

    @Test
    void divergence_ofTransformedDistributions_needsTheSameTransforms() {
        Normal base = new Normal(0, 1);
        Distribution once = new TransformedDistribution(base, new ExpTransform());
        Distribution twice =
                new TransformedDistribution(base, new ExpTransform(), new ExpTransform());
        assertThat(Kl.klDivergence(once, new LogNormal(0, 1)).itemDouble()).isZero();
        assertThatThrownBy(() -> Kl.klDivergence(once, twice))
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "klDivergence: the transforms [ExpTransform()] and [ExpTransform(),"
                                + " ExpTransform()] differ");
    }

    @Test
    void dimensionsThatABatchHasNot_areRefused() {
        assertThatThrownBy(() -> new Independent(new Normal(row(0), row(1)), -1))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith("shape ");
    }

    @Test
    void transformsThatAreNull_areNamed() {
        Normal normal = new Normal(0, 1);
        assertThatThrownBy(() -> new TransformedDistribution(normal, new ExpTransform(), null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage(
                        "TransformedDistribution: argument 'transforms[1]' is null, expected one of"
                                + " a list of transforms");
    }

    @Test
    void limitsOfContinuousBernoulli_areTwo() {
        assertThatThrownBy(
                        () ->
                                new ContinuousBernoulli(
                                        o -> o.probs(row(0.5)).lims(Arrays.asList(0.4, null))))
                .isInstanceOf(NullPointerException.class)
                .hasMessage(
                        "ContinuousBernoulli: argument 'lims[1]' is null, expected one of a list of"
                                + " numbers");
        assertThatThrownBy(() -> new ContinuousBernoulli(o -> o.probs(row(0.5)).lims(List.of(0.4))))
                .isInstanceOf(TorchException.class)
                .hasMessage("lims has 1 numbers, expected 2");
    }
}
