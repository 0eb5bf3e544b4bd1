package org.panamatorch.parity;

import com.fasterxml.jackson.databind.JsonNode;

import org.panamatorch.DType;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.distributions.*;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Distributions, transforms and constraints as record_distributions.py makes them. */
final class RecordedDistributions {
    private final JsonNode parameters;
    private final DType dtype;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    RecordedDistributions(JsonNode parameters, DType dtype) {
        this.parameters = parameters;
        this.dtype = dtype;
        parameters.properties().forEach(each -> read(each.getKey(), each.getValue()));
    }

    private void read(String name, JsonNode value) {
        if (!value.isInt()) {
            tensors.put(name, tensor(value, dtype));
        }
    }

    /** A tensor of nested lists of numbers. */
    static Tensor tensor(JsonNode value, DType dtype) {
        List<Long> sizes = new ArrayList<>();
        for (JsonNode each = value; each.isArray(); each = each.get(0)) {
            sizes.add((long) each.size());
        }
        List<Double> elements = new ArrayList<>();
        flatten(value, elements);
        Tensor flat = Torch.tensor(elements.stream().mapToDouble(Double::doubleValue).toArray());
        return flat.view(Shape.of(sizes.stream().mapToLong(Long::longValue).toArray())).to(dtype);
    }

    private static void flatten(JsonNode value, List<Double> elements) {
        if (value.isArray()) {
            value.forEach(each -> flatten(each, elements));
        } else {
            elements.add(value.asDouble());
        }
    }

    /** These parameters, of which gradients can be taken. */
    RecordedDistributions leaves() {
        tensors.values().forEach(Tensor::requiresGrad_);
        return this;
    }

    List<Tensor> tensors() {
        return List.copyOf(tensors.values());
    }

    private Tensor t(String name) {
        return tensors.get(name);
    }

    private long count(String name) {
        return parameters.get(name).asLong();
    }

    private void setProbabilities(ProbabilityOptions options) {
        options.probs(t("probs")).logits(t("logits"));
    }

    private void setMatrix(CovarianceOptions options) {
        options.covarianceMatrix(t("covariance_matrix"))
                .precisionMatrix(t("precision_matrix"))
                .scaleTril(t("scale_tril"));
    }

    /** A distribution by the name of Python's class, or of what the recorder composes. */
    Distribution make(String name) {
        return switch (name) {
            case "Bernoulli" -> new Bernoulli(this::setProbabilities);
            case "Beta" -> new Beta(t("concentration1"), t("concentration0"));
            case "Binomial" -> new Binomial(t("total_count"), this::setProbabilities);
            case "Categorical" -> new Categorical(this::setProbabilities);
            case "Cauchy" -> new Cauchy(t("loc"), t("scale"));
            case "Chi2" -> new Chi2(t("df"));
            case "ContinuousBernoulli" ->
                    new ContinuousBernoulli(o -> o.probs(t("probs")).logits(t("logits")));
            case "Dirichlet" -> new Dirichlet(t("concentration"));
            case "Exponential" -> new Exponential(t("rate"));
            case "ExpRelaxedCategorical" ->
                    new ExpRelaxedCategorical(t("temperature"), this::setProbabilities);
            case "FisherSnedecor" -> new FisherSnedecor(t("df1"), t("df2"));
            case "Gamma" -> new Gamma(t("concentration"), t("rate"));
            case "GeneralizedPareto" ->
                    new GeneralizedPareto(t("loc"), t("scale"), t("concentration"));
            case "Geometric" -> new Geometric(this::setProbabilities);
            case "Gumbel" -> new Gumbel(t("loc"), t("scale"));
            case "HalfCauchy" -> new HalfCauchy(t("scale"));
            case "HalfNormal" -> new HalfNormal(t("scale"));
            case "InverseGamma" -> new InverseGamma(t("concentration"), t("rate"));
            case "Kumaraswamy" -> new Kumaraswamy(t("concentration1"), t("concentration0"));
            case "LKJCholesky" -> new LKJCholesky(count("dim"), t("concentration"));
            case "Laplace" -> new Laplace(t("loc"), t("scale"));
            case "LogNormal" -> new LogNormal(t("loc"), t("scale"));
            case "LogisticNormal" -> new LogisticNormal(t("loc"), t("scale"));
            case "LogitRelaxedBernoulli" ->
                    new LogitRelaxedBernoulli(t("temperature"), this::setProbabilities);
            case "LowRankMultivariateNormal" ->
                    new LowRankMultivariateNormal(t("loc"), t("cov_factor"), t("cov_diag"));
            case "Multinomial" -> new Multinomial(count("total_count"), this::setProbabilities);
            case "MultivariateNormal" -> new MultivariateNormal(t("loc"), this::setMatrix);
            case "NegativeBinomial" ->
                    new NegativeBinomial(t("total_count"), this::setProbabilities);
            case "Normal" -> new Normal(t("loc"), t("scale"));
            case "OneHotCategorical" -> new OneHotCategorical(this::setProbabilities);
            case "OneHotCategoricalStraightThrough" ->
                    new OneHotCategoricalStraightThrough(this::setProbabilities);
            case "Pareto" -> new Pareto(t("scale"), t("alpha"));
            case "Poisson" -> new Poisson(t("rate"));
            case "RelaxedBernoulli" ->
                    new RelaxedBernoulli(t("temperature"), this::setProbabilities);
            case "RelaxedOneHotCategorical" ->
                    new RelaxedOneHotCategorical(t("temperature"), this::setProbabilities);
            case "StudentT" -> new StudentT(t("df"), t("loc"), t("scale"));
            case "Uniform" -> new Uniform(t("low"), t("high"));
            case "VonMises" -> new VonMises(t("loc"), t("concentration"));
            case "Weibull" -> new Weibull(t("scale"), t("concentration"));
            case "Wishart" -> new Wishart(t("df"), this::setMatrix);
            default -> composed(name);
        };
    }

    private Tensor row(double... elements) {
        return Torch.tensor(elements).to(dtype);
    }

    private Normal normal() {
        return new Normal(row(0.5, -1.25), row(1.5, 0.25).view(2, 1));
    }

    private Distribution composed(String name) {
        return switch (name) {
            case "Independent" -> new Independent(normal(), 1);
            case "IndependentOfNone" -> new Independent(new Bernoulli(row(0.1, 0.35, 0.9)), 0);
            case "MixtureSameFamily" ->
                    new MixtureSameFamily(
                            new Categorical(row(0.2, 0.5, 0.3)),
                            new Normal(row(0.5, -1.0, 3.0), row(1.0, 0.5, 2.0)));
            case "MixtureOfVectors" ->
                    new MixtureSameFamily(
                            new Categorical(
                                    o -> o.logits(row(0.5, -1.0, 0.25, 2.0, 0.0, -0.5).view(2, 3))),
                            new Independent(
                                    new Normal(
                                            row(
                                                            0.5, -1.0, 0.5, -1.0, 0.5, -1.0, 2.0,
                                                            0.25, 2.0, 0.25, 2.0, 0.25)
                                                    .view(2, 3, 2),
                                            row(1.0, 0.5)),
                                    1));
            case "TransformedDistribution" ->
                    new TransformedDistribution(
                            normal(), new AffineTransform(0.5, -2.0), new SigmoidTransform());
            case "TransformedToVectors" ->
                    new TransformedDistribution(normal(), new StickBreakingTransform());
            default -> throw new IllegalArgumentException("no distribution " + name);
        };
    }

    Transform transform(String name) {
        return switch (name) {
            case "ExpTransform" -> new ExpTransform();
            case "PowerTransform" -> new PowerTransform(row(2.5).view(Shape.of()));
            case "SigmoidTransform" -> new SigmoidTransform();
            case "SoftplusTransform" -> new SoftplusTransform();
            case "TanhTransform" -> new TanhTransform();
            case "AbsTransform" -> new AbsTransform();
            case "AffineTransform" -> new AffineTransform(0.5, -2.0);
            case "AffineTransformOfTensors" ->
                    new AffineTransform(row(0.5, 1.0, 2.0), row(-2.0, 1.5, 3.0));
            case "AffineTransformOfVectors" -> new AffineTransform(0.5, -2.0).eventDim(1);
            case "SoftmaxTransform" -> new SoftmaxTransform();
            case "StickBreakingTransform" -> new StickBreakingTransform();
            case "LowerCholeskyTransform" -> new LowerCholeskyTransform();
            case "PositiveDefiniteTransform" -> new PositiveDefiniteTransform();
            case "CorrCholeskyTransform" -> new CorrCholeskyTransform();
            case "ReshapeTransform" -> new ReshapeTransform(Shape.of(3), Shape.of(3, 1));
            case "ComposeTransform" ->
                    new ComposeTransform(
                            List.of(new AffineTransform(0.5, 2.0), new TanhTransform()));
            case "IndependentTransform" ->
                    new IndependentTransform(new AffineTransform(0.5, 2.0), 1);
            case "CatTransform" ->
                    new CatTransform(
                            List.of(new ExpTransform(), new SigmoidTransform()),
                            0,
                            List.of(2L, 1L));
            case "StackTransform" ->
                    new StackTransform(
                            List.of(
                                    new ExpTransform(),
                                    new SigmoidTransform(),
                                    new TanhTransform()),
                            0);
            case "CumulativeDistributionTransform" ->
                    new CumulativeDistributionTransform(
                            new Normal(row(0.5).view(Shape.of()), row(2.0).view(Shape.of())));
            default -> throw new IllegalArgumentException("no transform " + name);
        };
    }

    static Constraint constraint(String name) {
        return switch (name) {
            case "boolean" -> Constraints.boolean_();
            case "one_hot" -> Constraints.oneHot();
            case "nonnegative_integer" -> Constraints.nonnegativeInteger();
            case "positive_integer" -> Constraints.positiveInteger();
            case "integer_interval" -> Constraints.integerInterval(0, 2);
            case "real" -> Constraints.real();
            case "real_vector" -> Constraints.realVector();
            case "positive" -> Constraints.positive();
            case "nonnegative" -> Constraints.nonnegative();
            case "greater_than" -> Constraints.greaterThan(0.5);
            case "greater_than_eq" -> Constraints.greaterThanEq(0.5);
            case "less_than" -> Constraints.lessThan(0.5);
            case "multinomial" -> Constraints.multinomial(2);
            case "unit_interval" -> Constraints.unitInterval();
            case "interval" -> Constraints.interval(-1.5, 0.5);
            case "half_open_interval" -> Constraints.halfOpenInterval(-1.5, 0.5);
            case "simplex" -> Constraints.simplex();
            case "lower_triangular" -> Constraints.lowerTriangular();
            case "lower_cholesky" -> Constraints.lowerCholesky();
            case "corr_cholesky" -> Constraints.corrCholesky();
            case "square" -> Constraints.square();
            case "symmetric" -> Constraints.symmetric();
            case "positive_semidefinite" -> Constraints.positiveSemidefinite();
            case "positive_definite" -> Constraints.positiveDefinite();
            case "independent" -> Constraints.independent(Constraints.positive(), 1);
            case "cat" ->
                    Constraints.cat(
                            List.of(Constraints.positive(), Constraints.real()),
                            0,
                            List.of(2L, 1L));
            case "stack" ->
                    Constraints.stack(
                            List.of(
                                    Constraints.positive(),
                                    Constraints.real(),
                                    Constraints.unitInterval()),
                            0);
            case "MixtureSameFamilyConstraint" ->
                    Constraints.mixtureSameFamilyConstraint(Constraints.positive());
            default -> throw new IllegalArgumentException("no constraint " + name);
        };
    }
}
