package org.panamatorch.distributions;

import static org.panamatorch.distributions.Kl.klDivergence;
import static org.panamatorch.distributions.Kl.put;

import org.panamatorch.Linalg;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.distributions.Matrices;
import org.panamatorch.internal.distributions.Shapes;
import org.panamatorch.nn.Functional;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * PyTorch's divergences. The order of operations and what is computed twice are Python's, as
 * gradients are summed in that order.
 *
 * <p>One file, as each divergence is a function of its own that nothing else uses.
 */
final class KlFormulas {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double EULER = Distribution.EULER;

    private KlFormulas() {}

    static void registerAll() {
        put(Bernoulli.class, Bernoulli.class, KlFormulas::bernoulli);
        put(Beta.class, Beta.class, KlFormulas::beta);
        put(Binomial.class, Binomial.class, KlFormulas::binomial);
        put(Categorical.class, Categorical.class, KlFormulas::categorical);
        put(ContinuousBernoulli.class, ContinuousBernoulli.class, KlFormulas::continuousBernoulli);
        put(Dirichlet.class, Dirichlet.class, KlFormulas::dirichlet);
        put(Exponential.class, Exponential.class, KlFormulas::exponential);
        put(ExponentialFamily.class, ExponentialFamily.class, KlFormulas::exponentialFamily);
        put(Gamma.class, Gamma.class, KlFormulas::gamma);
        put(Gumbel.class, Gumbel.class, KlFormulas::gumbel);
        put(Geometric.class, Geometric.class, KlFormulas::geometric);
        put(
                HalfNormal.class,
                HalfNormal.class,
                (p, q) -> normal((Normal) p.baseDist(), (Normal) q.baseDist()));
        put(Laplace.class, Laplace.class, KlFormulas::laplace);
        put(LowRankMultivariateNormal.class, LowRankMultivariateNormal.class, KlFormulas::lowRank);
        put(
                MultivariateNormal.class,
                LowRankMultivariateNormal.class,
                KlFormulas::multivariateNormalLowRank);
        put(
                LowRankMultivariateNormal.class,
                MultivariateNormal.class,
                KlFormulas::lowRankMultivariateNormal);
        put(MultivariateNormal.class, MultivariateNormal.class, KlFormulas::multivariateNormal);
        put(Normal.class, Normal.class, KlFormulas::normal);
        put(
                OneHotCategorical.class,
                OneHotCategorical.class,
                (p, q) -> categorical(p.categorical(), q.categorical()));
        put(Pareto.class, Pareto.class, KlFormulas::pareto);
        put(
                Poisson.class,
                Poisson.class,
                (p, q) ->
                        p.rate()
                                .mul(p.rate().log().sub(q.rate().log()))
                                .sub(p.rate().sub(q.rate())));
        put(TransformedDistribution.class, TransformedDistribution.class, KlFormulas::transformed);
        put(Uniform.class, Uniform.class, KlFormulas::uniform);
        put(Independent.class, Independent.class, KlFormulas::independent);
        put(Cauchy.class, Cauchy.class, KlFormulas::cauchy);
        registerMixed();
        registerInfinite();
    }

    private static void registerMixed() {
        put(
                Bernoulli.class,
                Poisson.class,
                (p, q) -> p.entropy().neg().sub(p.probs().mul(q.rate().log()).sub(q.rate())));
        put(
                Beta.class,
                ContinuousBernoulli.class,
                (p, q) -> fromContinuousBernoulli(p.entropy(), p.mean(), q));
        put(
                Beta.class,
                Exponential.class,
                (p, q) -> p.entropy().neg().sub(q.rate().log()).add(q.rate().mul(p.mean())));
        put(Beta.class, Gamma.class, KlFormulas::betaGamma);
        put(Beta.class, Normal.class, KlFormulas::betaNormal);
        put(Beta.class, Uniform.class, KlFormulas::betaUniform);
        put(
                ContinuousBernoulli.class,
                Exponential.class,
                (p, q) -> p.entropy().neg().sub(q.rate().log()).add(q.rate().mul(p.mean())));
        put(ContinuousBernoulli.class, Normal.class, KlFormulas::continuousBernoulliNormal);
        put(ContinuousBernoulli.class, Uniform.class, KlFormulas::continuousBernoulliUniform);
        put(Exponential.class, Gamma.class, KlFormulas::exponentialGamma);
        put(Exponential.class, Gumbel.class, KlFormulas::exponentialGumbel);
        put(Exponential.class, Normal.class, KlFormulas::exponentialNormal);
        put(
                Gamma.class,
                Exponential.class,
                (p, q) ->
                        p.entropy()
                                .neg()
                                .sub(q.rate().log())
                                .add(q.rate().mul(p.concentration()).div(p.rate())));
        put(Gamma.class, Gumbel.class, KlFormulas::gammaGumbel);
        put(Gamma.class, Normal.class, KlFormulas::gammaNormal);
        put(Gumbel.class, Normal.class, KlFormulas::gumbelNormal);
        put(Laplace.class, Normal.class, KlFormulas::laplaceNormal);
        put(Normal.class, Gumbel.class, KlFormulas::normalGumbel);
        put(Normal.class, Laplace.class, KlFormulas::normalLaplace);
        put(Pareto.class, Exponential.class, KlFormulas::paretoExponential);
        put(Pareto.class, Gamma.class, KlFormulas::paretoGamma);
        put(Pareto.class, Normal.class, KlFormulas::paretoNormal);
        put(Uniform.class, Beta.class, KlFormulas::uniformBeta);
        put(Uniform.class, ContinuousBernoulli.class, KlFormulas::uniformContinuousBernoulli);
        put(Uniform.class, Exponential.class, KlFormulas::uniformExponential);
        put(Uniform.class, Gamma.class, KlFormulas::uniformGamma);
        put(Uniform.class, Gumbel.class, KlFormulas::uniformGumbel);
        put(Uniform.class, Normal.class, KlFormulas::uniformNormal);
        put(Uniform.class, Pareto.class, KlFormulas::uniformPareto);
    }

    /** Where the second distribution has no probability for values of the first. */
    private static void registerInfinite() {
        registerInfinite(Beta.class, Beta::concentration1, List.of(Pareto.class));
        registerInfinite(
                ContinuousBernoulli.class, ContinuousBernoulli::probs, List.of(Pareto.class));
        registerInfinite(
                Exponential.class,
                Exponential::rate,
                List.of(Beta.class, ContinuousBernoulli.class, Pareto.class, Uniform.class));
        registerInfinite(
                Gamma.class,
                Gamma::concentration,
                List.of(Beta.class, ContinuousBernoulli.class, Pareto.class, Uniform.class));
        registerInfinite(
                Gumbel.class,
                Gumbel::loc,
                List.of(
                        Beta.class,
                        ContinuousBernoulli.class,
                        Exponential.class,
                        Gamma.class,
                        Pareto.class,
                        Uniform.class));
        registerInfinite(
                Laplace.class,
                Laplace::loc,
                List.of(
                        Beta.class,
                        ContinuousBernoulli.class,
                        Exponential.class,
                        Gamma.class,
                        Pareto.class,
                        Uniform.class));
        registerInfinite(
                Normal.class,
                Normal::loc,
                List.of(
                        Beta.class,
                        ContinuousBernoulli.class,
                        Exponential.class,
                        Gamma.class,
                        Pareto.class,
                        Uniform.class));
        registerInfinite(
                Pareto.class,
                Pareto::scale,
                List.of(Beta.class, ContinuousBernoulli.class, Uniform.class));
        registerInfinite(Poisson.class, Poisson::rate, List.of(Bernoulli.class, Binomial.class));
    }

    private static <P extends Distribution> void registerInfinite(
            Class<P> type,
            Function<P, Tensor> parameter,
            List<Class<? extends Distribution>> others) {
        for (Class<? extends Distribution> other : others) {
            put(type, other, (p, q) -> Torch.fullLike(parameter.apply(p), INF));
        }
    }

    private static Tensor xLogX(Tensor x) {
        return x.xlogy(x);
    }

    private static TorchException notImplemented(String text) {
        return new TorchException(TorchException.Kind.NOT_IMPLEMENTED, text);
    }

    private static Tensor bernoulli(Bernoulli p, Bernoulli q) {
        Tensor t1 =
                p.probs()
                        .mul(
                                Functional.softplus(q.logits().neg())
                                        .sub(Functional.softplus(p.logits().neg())));
        t1.setAt(INF, q.probs().eq(0)).setAt(0, p.probs().eq(0));
        Tensor t2 =
                Torch.sub(1, p.probs())
                        .mul(Functional.softplus(q.logits()).sub(Functional.softplus(p.logits())));
        t2.setAt(INF, q.probs().eq(1)).setAt(0, p.probs().eq(1));
        return t1.add(t2);
    }

    private static Tensor beta(Beta p, Beta q) {
        Tensor p1 = p.concentration1();
        Tensor p0 = p.concentration0();
        Tensor q1 = q.concentration1();
        Tensor q0 = q.concentration0();
        Tensor sumP = p1.add(p0);
        Tensor sumQ = q1.add(q0);
        Tensor t1 = q1.lgamma().add(q0.lgamma()).add(sumP.lgamma());
        Tensor t2 = p1.lgamma().add(p0.lgamma()).add(sumQ.lgamma());
        Tensor t3 = p1.sub(q1).mul(p1.digamma());
        Tensor t4 = p0.sub(q0).mul(p0.digamma());
        Tensor t5 = sumQ.sub(sumP).mul(sumP.digamma());
        return t1.sub(t2).add(t3).add(t4).add(t5);
    }

    private static Tensor binomial(Binomial p, Binomial q) {
        if (p.totalCount().lt(q.totalCount()).any().itemBoolean()) {
            throw notImplemented(
                    "KL between Binomials where q.total_count > p.total_count is not implemented");
        }
        Tensor kl =
                p.totalCount()
                        .mul(
                                p.probs()
                                        .mul(p.logits().sub(q.logits()))
                                        .add(p.probs().neg().log1p())
                                        .sub(q.probs().neg().log1p()));
        return kl.setAt(INF, p.totalCount().gt(q.totalCount()));
    }

    private static Tensor categorical(Categorical p, Categorical q) {
        Tensor t = p.probs().mul(p.logits().sub(q.logits()));
        t.setAt(INF, q.probs().eq(0).expandAs(t)).setAt(0, p.probs().eq(0).expandAs(t));
        return t.sum(-1);
    }

    private static Tensor continuousBernoulli(ContinuousBernoulli p, ContinuousBernoulli q) {
        Tensor t1 = p.mean().mul(p.logits().sub(q.logits()));
        Tensor t2 = p.logNorm().add(p.probs().neg().log1p());
        Tensor t3 = q.logNorm().neg().sub(q.probs().neg().log1p());
        return t1.add(t2).add(t3);
    }

    private static Tensor dirichlet(Dirichlet p, Dirichlet q) {
        Tensor sumP = p.concentration().sum(-1);
        Tensor sumQ = q.concentration().sum(-1);
        Tensor t1 = sumP.lgamma().sub(sumQ.lgamma());
        Tensor t2 = p.concentration().lgamma().sub(q.concentration().lgamma()).sum(-1);
        Tensor t3 = p.concentration().sub(q.concentration());
        Tensor t4 = p.concentration().digamma().sub(sumP.digamma().unsqueeze(-1));
        return t1.sub(t2).add(t3.mul(t4).sum(-1));
    }

    private static Tensor exponential(Exponential p, Exponential q) {
        Tensor ratio = q.rate().div(p.rate());
        return ratio.log().neg().add(ratio).sub(1);
    }

    private static Tensor exponentialFamily(ExponentialFamily p, ExponentialFamily q) {
        if (p.getClass() != q.getClass()) {
            throw notImplemented(
                    "The cross KL-divergence between different exponential families cannot be"
                            + " computed using Bregman divergences");
        }
        return p.bregmanDivergence(q);
    }

    private static Tensor gamma(Gamma p, Gamma q) {
        Tensor t1 = q.concentration().mul(p.rate().div(q.rate()).log());
        Tensor t2 = q.concentration().lgamma().sub(p.concentration().lgamma());
        Tensor t3 = p.concentration().sub(q.concentration()).mul(p.concentration().digamma());
        Tensor t4 = q.rate().sub(p.rate()).mul(p.concentration().div(p.rate()));
        return t1.add(t2).add(t3).add(t4);
    }

    private static Tensor gumbel(Gumbel p, Gumbel q) {
        Tensor ct1 = p.scale().div(q.scale());
        Tensor ct2 = q.loc().div(q.scale());
        Tensor ct3 = p.loc().div(q.scale());
        Tensor t1 = ct1.log().neg().sub(ct2).add(ct3);
        Tensor t2 = ct1.mul(EULER);
        Tensor t3 = ct2.add(ct1.add(1).lgamma()).sub(ct3).exp();
        return t1.add(t2).add(t3).sub(1 + EULER);
    }

    private static Tensor geometric(Geometric p, Geometric q) {
        return p.entropy().neg().sub(q.probs().neg().log1p().div(p.probs())).sub(q.logits());
    }

    private static Tensor laplace(Laplace p, Laplace q) {
        Tensor ratio = p.scale().div(q.scale());
        Tensor distance = p.loc().sub(q.loc()).abs();
        Tensor t1 = ratio.log().neg();
        Tensor t2 = distance.div(q.scale());
        Tensor t3 = ratio.mul(distance.neg().div(p.scale()).exp());
        return t1.add(t2).add(t3).sub(1);
    }

    private static void requireSameEvents(Distribution p, Distribution q, String what) {
        if (!p.eventShape().equals(q.eventShape())) {
            throw Distribution.invalid(
                    "KL-divergence between two "
                            + what
                            + " with different event shapes cannot be computed");
        }
    }

    private static Tensor logDeterminant(LowRankMultivariateNormal p) {
        return Matrices.logDeterminant(p.diagonal(), p.capacitance());
    }

    private static Tensor distance(LowRankMultivariateNormal q, Tensor difference) {
        return Matrices.mahalanobis(q.factor(), q.diagonal(), difference, q.capacitance());
    }

    /** The inverse of the capacitance's factor, times W.T / D. */
    private static Tensor projection(LowRankMultivariateNormal q) {
        return Linalg.solveTriangular(
                q.capacitance(), Matrices.scaled(q.factor(), q.diagonal()), false);
    }

    private static Tensor lowRank(LowRankMultivariateNormal p, LowRankMultivariateNormal q) {
        requireSameEvents(p, q, "Low Rank Multivariate Normals");
        Tensor term1 = logDeterminant(q).sub(logDeterminant(p));
        Tensor term3 = distance(q, q.loc().sub(p.loc()));
        Tensor a = projection(q);
        Tensor term21 = p.diagonal().div(q.diagonal()).sum(-1);
        Tensor term22 = Matrices.traceOfSquare(p.factor().mul(q.diagonal().rsqrt().unsqueeze(-1)));
        Tensor term23 = Matrices.traceOfSquare(a.mul(p.diagonal().sqrt().unsqueeze(-2)));
        Tensor term24 = Matrices.traceOfSquare(a.matmul(p.factor()));
        Tensor term2 = term21.add(term22).sub(term23).sub(term24);
        return term1.add(term2).add(term3).sub(p.eventShape().size(0)).mul(0.5);
    }

    private static Tensor multivariateNormalLowRank(
            MultivariateNormal p, LowRankMultivariateNormal q) {
        requireSameEvents(p, q, "(Low Rank) Multivariate Normals");
        Tensor term1 = logDeterminant(q).sub(Matrices.logDiagonal(p.factor()).mul(2));
        Tensor term3 = distance(q, q.loc().sub(p.loc()));
        Tensor a = projection(q);
        Tensor term21 = Matrices.traceOfSquare(p.factor().mul(q.diagonal().rsqrt().unsqueeze(-1)));
        Tensor term22 = Matrices.traceOfSquare(a.matmul(p.factor()));
        Tensor term2 = term21.sub(term22);
        return term1.add(term2).add(term3).sub(p.eventShape().size(0)).mul(0.5);
    }

    private static Shape batchOf(Tensor a, Tensor b) {
        return Torch.broadcastShapes(Shapes.first(a.shape(), -2), Shapes.first(b.shape(), -2));
    }

    private static Tensor lowRankMultivariateNormal(
            LowRankMultivariateNormal p, MultivariateNormal q) {
        requireSameEvents(p, q, "(Low Rank) Multivariate Normals");
        Tensor term1 = Matrices.logDiagonal(q.factor()).mul(2).sub(logDeterminant(p));
        Tensor term3 = Matrices.mahalanobis(q.factor(), q.loc().sub(p.loc()));
        Shape batch = batchOf(q.factor(), p.factor());
        Tensor factor = Shapes.expand(q.factor(), batch, 2);
        Tensor term21 =
                Matrices.traceOfSquare(
                        Linalg.solveTriangular(factor, Shapes.expand(p.factor(), batch, 2), false));
        Tensor diagonal = p.diagonal().sqrt().diagEmbed();
        Tensor term22 =
                Matrices.traceOfSquare(
                        Linalg.solveTriangular(factor, Shapes.expand(diagonal, batch, 2), false));
        Tensor term2 = term21.add(term22);
        return term1.add(term2).add(term3).sub(p.eventShape().size(0)).mul(0.5);
    }

    private static Tensor multivariateNormal(MultivariateNormal p, MultivariateNormal q) {
        requireSameEvents(p, q, "Multivariate Normals");
        Tensor halfTerm1 = Matrices.logDiagonal(q.factor()).sub(Matrices.logDiagonal(p.factor()));
        Shape batch = batchOf(q.factor(), p.factor());
        Tensor solved =
                Linalg.solveTriangular(
                        Shapes.expand(q.factor(), batch, 2),
                        Shapes.expand(p.factor(), batch, 2),
                        false);
        Tensor term2 = Matrices.traceOfSquare(solved);
        Tensor term3 = Matrices.mahalanobis(q.factor(), q.loc().sub(p.loc()));
        return halfTerm1.add(term2.add(term3).sub(p.eventShape().size(0)).mul(0.5));
    }

    private static Tensor normal(Normal p, Normal q) {
        Tensor ratio = p.scale().div(q.scale()).pow(2);
        Tensor t1 = p.loc().sub(q.loc()).div(q.scale()).pow(2);
        return ratio.add(t1).sub(1).sub(ratio.log()).mul(0.5);
    }

    private static Tensor pareto(Pareto p, Pareto q) {
        Tensor scaleRatio = p.scale().div(q.scale());
        Tensor alphaRatio = q.alpha().div(p.alpha());
        Tensor t1 = q.alpha().mul(scaleRatio.log());
        Tensor t2 = alphaRatio.log().neg();
        Tensor result = t1.add(t2).add(alphaRatio).sub(1);
        return result.setAt(INF, p.scale().lt(q.scale()));
    }

    private static Tensor transformed(TransformedDistribution p, TransformedDistribution q) {
        if (!p.transforms().equals(q.transforms())) {
            throw notImplemented(
                    "klDivergence: the transforms "
                            + p.transforms()
                            + " and "
                            + q.transforms()
                            + " differ");
        }
        if (!p.eventShape().equals(q.eventShape())) {
            throw notImplemented(
                    "klDivergence: the event shapes "
                            + p.eventShape()
                            + " and "
                            + q.eventShape()
                            + " differ");
        }
        return klDivergence(p.baseDist(), q.baseDist());
    }

    private static Tensor uniform(Uniform p, Uniform q) {
        Tensor result = q.high().sub(q.low()).div(p.high().sub(p.low())).log();
        return result.setAt(INF, q.low().gt(p.low()).bitwiseOr(q.high().lt(p.high())));
    }

    private static Tensor independent(Independent p, Independent q) {
        int dims = p.reinterpretedBatchNdims();
        if (dims != q.reinterpretedBatchNdims()) {
            throw notImplemented(
                    String.format(
                            Locale.ROOT,
                            "klDivergence: reinterpretedBatchNdims are %d and %d",
                            dims,
                            q.reinterpretedBatchNdims()));
        }
        return Shapes.sumLast(klDivergence(p.baseDist(), q.baseDist()), dims);
    }

    private static Tensor cauchy(Cauchy p, Cauchy q) {
        Tensor t1 = p.scale().add(q.scale()).pow(2).add(p.loc().sub(q.loc()).pow(2)).log();
        return t1.sub(p.scale().mul(4).mul(q.scale()).log());
    }

    private static Tensor fromContinuousBernoulli(
            Tensor entropy, Tensor mean, ContinuousBernoulli q) {
        return entropy.neg()
                .sub(mean.mul(q.logits()))
                .sub(q.probs().neg().log1p())
                .sub(q.logNorm());
    }

    private static Tensor sum(Beta p) {
        return p.concentration1().add(p.concentration0());
    }

    private static Tensor betaGamma(Beta p, Gamma q) {
        Tensor t1 = p.entropy().neg();
        Tensor t2 = q.concentration().lgamma().sub(q.concentration().mul(q.rate().log()));
        Tensor t3 =
                q.concentration().sub(1).mul(p.concentration1().digamma().sub(sum(p).digamma()));
        Tensor t4 = q.rate().mul(p.concentration1()).div(sum(p));
        return t1.add(t2).sub(t3).add(t4);
    }

    private static Tensor betaNormal(Beta p, Normal q) {
        Tensor mean = p.concentration1().div(sum(p));
        Tensor variance = q.scale().pow(2);
        Tensor t1 = p.entropy().neg();
        Tensor t2 = variance.mul(2).mul(Math.PI).log().mul(0.5);
        Tensor t3 = mean.mul(Torch.sub(1, mean)).div(sum(p).add(1)).add(mean.pow(2)).mul(0.5);
        Tensor t4 = q.loc().mul(mean);
        Tensor t5 = q.loc().pow(2).mul(0.5);
        return t1.add(t2).add(t3.sub(t4).add(t5).div(variance));
    }

    private static Tensor betaUniform(Beta p, Uniform q) {
        Tensor result = p.entropy().neg().add(q.high().sub(q.low()).log());
        return result.setAt(INF, q.low().gt(0.0).bitwiseOr(q.high().lt(1.0)));
    }

    private static Tensor continuousBernoulliNormal(ContinuousBernoulli p, Normal q) {
        Tensor t1 = p.entropy().neg();
        Tensor t2 =
                q.loc()
                        .div(q.scale())
                        .square()
                        .add(Math.log(2.0 * Math.PI))
                        .mul(0.5)
                        .add(q.scale().log());
        Tensor t3 =
                p.variance()
                        .add(p.mean().square())
                        .sub(q.loc().mul(2.0).mul(p.mean()))
                        .div(q.scale().square().mul(2.0));
        return t1.add(t2).add(t3);
    }

    /** Infinity where it holds, as Python has it. */
    private static Tensor infiniteWhere(Tensor condition, Tensor result) {
        return Torch.where(condition, Torch.onesLike(result).mul(INF), result);
    }

    private static Tensor continuousBernoulliUniform(ContinuousBernoulli p, Uniform q) {
        Tensor result = p.entropy().neg().add(q.high().sub(q.low()).log());
        return infiniteWhere(q.low().ge(0.0).max(q.high().le(1.0)), result);
    }

    private static Tensor exponentialGamma(Exponential p, Gamma q) {
        Tensor ratio = q.rate().div(p.rate());
        return q.concentration()
                .neg()
                .mul(ratio.log())
                .add(ratio)
                .add(q.concentration().lgamma())
                .add(q.concentration().mul(EULER))
                .sub(1 + EULER);
    }

    private static Tensor exponentialGumbel(Exponential p, Gumbel q) {
        Tensor product = p.rate().mul(q.scale());
        Tensor ratio = q.loc().div(q.scale());
        Tensor t1 = product.log().sub(1);
        Tensor t2 = ratio.exp().mul(product).div(product.add(1));
        return t1.sub(ratio).add(t2).add(product.reciprocal());
    }

    private static Tensor exponentialNormal(Exponential p, Normal q) {
        Tensor variance = q.scale().pow(2);
        Tensor square = p.rate().pow(2);
        Tensor t1 = square.mul(variance).mul(2).mul(Math.PI).log().mul(0.5);
        Tensor t2 = square.reciprocal();
        Tensor t3 = q.loc().div(p.rate());
        Tensor t4 = q.loc().pow(2).mul(0.5);
        return t1.sub(1).add(t2.sub(t3).add(t4).div(variance));
    }

    private static Tensor gammaGumbel(Gamma p, Gumbel q) {
        Tensor concentration = p.concentration();
        Tensor product = p.rate().mul(q.scale());
        Tensor ratio = q.loc().div(q.scale());
        Tensor t1 =
                concentration
                        .sub(1)
                        .mul(concentration.digamma())
                        .sub(concentration.lgamma())
                        .sub(concentration);
        Tensor t2 = product.log().add(concentration.div(product));
        Tensor t3 =
                ratio.exp().mul(product.reciprocal().add(1).pow(concentration.neg())).sub(ratio);
        return t1.add(t2).add(t3);
    }

    private static Tensor gammaNormal(Gamma p, Normal q) {
        Tensor concentration = p.concentration();
        Tensor variance = q.scale().pow(2);
        Tensor square = p.rate().pow(2);
        Tensor t1 =
                square.mul(variance)
                        .mul(2)
                        .mul(Math.PI)
                        .log()
                        .mul(0.5)
                        .sub(concentration)
                        .sub(concentration.lgamma());
        Tensor t2 = concentration.pow(2).add(concentration).mul(0.5).div(square);
        Tensor t3 = q.loc().mul(concentration).div(p.rate());
        Tensor t4 = q.loc().pow(2).mul(0.5);
        return t1.add(concentration.sub(1).mul(concentration.digamma()))
                .add(t2.sub(t3).add(t4).div(variance));
    }

    private static Tensor gumbelNormal(Gumbel p, Normal q) {
        Tensor ratio = p.scale().div(q.scale());
        Tensor t1 = ratio.div(Math.sqrt(2 * Math.PI)).log();
        Tensor t2 = ratio.mul(Math.PI).mul(0.5).pow(2).div(3);
        Tensor t3 = p.loc().add(p.scale().mul(EULER)).sub(q.loc()).div(q.scale()).pow(2).mul(0.5);
        return t1.neg().add(t2).add(t3).sub(EULER + 1);
    }

    private static Tensor laplaceNormal(Laplace p, Normal q) {
        Tensor variance = q.scale().pow(2);
        Tensor ratio = p.scale().pow(2).div(variance);
        Tensor t1 = ratio.mul(2).div(Math.PI).log().mul(0.5);
        Tensor t2 = p.loc().pow(2).mul(0.5);
        Tensor t3 = p.loc().mul(q.loc());
        Tensor t4 = q.loc().pow(2).mul(0.5);
        return t1.neg().add(ratio).add(t2.sub(t3).add(t4).div(variance)).sub(1);
    }

    private static Tensor normalGumbel(Normal p, Gumbel q) {
        Tensor mean = p.loc().div(q.scale());
        Tensor variance = p.scale().div(q.scale()).pow(2);
        Tensor loc = q.loc().div(q.scale());
        Tensor t1 = variance.log().mul(0.5);
        Tensor t2 = mean.sub(loc);
        Tensor t3 = mean.neg().add(variance.mul(0.5)).add(loc).exp();
        return t1.neg().add(t2).add(t3).sub(0.5 * (1 + Math.log(2 * Math.PI)));
    }

    private static Tensor normalLaplace(Normal p, Laplace q) {
        Tensor difference = p.loc().sub(q.loc());
        Tensor scaleRatio = p.scale().div(q.scale());
        Tensor ratio = difference.div(p.scale());
        Tensor t1 = scaleRatio.log();
        Tensor t2 = p.scale().mul(Math.sqrt(2 / Math.PI)).mul(ratio.pow(2).mul(-0.5).exp());
        Tensor t3 = difference.mul(ratio.mul(Math.sqrt(0.5)).erf());
        return t1.neg().add(t2.add(t3).div(q.scale())).sub(0.5 * (1 + Math.log(0.5 * Math.PI)));
    }

    private static Tensor paretoExponential(Pareto p, Exponential q) {
        Tensor product = p.scale().mul(q.rate());
        Tensor t1 = p.alpha().div(product).log();
        Tensor t2 = p.alpha().reciprocal();
        Tensor t3 = p.alpha().mul(product).div(p.alpha().sub(1));
        return t1.sub(t2).add(t3).sub(1).setAt(INF, p.alpha().le(1));
    }

    private static Tensor paretoGamma(Pareto p, Gamma q) {
        Tensor common = p.scale().log().add(p.alpha().reciprocal());
        Tensor t1 = p.alpha().log().sub(common);
        Tensor t2 = q.concentration().lgamma().sub(q.concentration().mul(q.rate().log()));
        Tensor t3 = Torch.sub(1, q.concentration()).mul(common);
        Tensor t4 = q.rate().mul(p.alpha()).mul(p.scale()).div(p.alpha().sub(1));
        return t1.add(t2).add(t3).add(t4).sub(1).setAt(INF, p.alpha().le(1));
    }

    private static Tensor paretoNormal(Pareto p, Normal q) {
        Tensor variance = q.scale().pow(2).mul(2);
        Tensor common = p.scale().div(p.alpha().sub(1));
        Tensor t1 = q.scale().mul(Math.sqrt(2 * Math.PI)).mul(p.alpha()).div(p.scale()).log();
        Tensor t2 = p.alpha().reciprocal();
        Tensor t3 = p.alpha().mul(common.pow(2)).div(p.alpha().sub(2));
        Tensor t4 = p.alpha().mul(common).sub(q.loc()).pow(2);
        return t1.sub(t2).add(t3.add(t4).div(variance)).sub(1).setAt(INF, p.alpha().le(2));
    }

    private static Tensor uniformBeta(Uniform p, Beta q) {
        Tensor range = p.high().sub(p.low());
        Tensor t1 = range.log();
        Tensor t2 =
                q.concentration1()
                        .sub(1)
                        .mul(xLogX(p.high()).sub(xLogX(p.low())).sub(range))
                        .div(range);
        Tensor t3 =
                q.concentration0()
                        .sub(1)
                        .mul(
                                xLogX(Torch.sub(1, p.high()))
                                        .sub(xLogX(Torch.sub(1, p.low())))
                                        .add(range))
                        .div(range);
        Tensor t4 =
                q.concentration1()
                        .lgamma()
                        .add(q.concentration0().lgamma())
                        .sub(q.concentration1().add(q.concentration0()).lgamma());
        Tensor result = t3.add(t4).sub(t1).sub(t2);
        return result.setAt(INF, p.high().gt(1.0).bitwiseOr(p.low().lt(0.0)));
    }

    private static Tensor uniformContinuousBernoulli(Uniform p, ContinuousBernoulli q) {
        Tensor result = fromContinuousBernoulli(p.entropy(), p.mean(), q);
        return infiniteWhere(p.high().ge(1.0).max(p.low().le(0.0)), result);
    }

    private static Tensor uniformExponential(Uniform p, Exponential q) {
        Tensor result =
                q.rate()
                        .mul(p.high().add(p.low()))
                        .div(2)
                        .sub(p.high().sub(p.low()).mul(q.rate()).log());
        return result.setAt(INF, p.low().lt(0.0));
    }

    private static Tensor uniformGamma(Uniform p, Gamma q) {
        Tensor range = p.high().sub(p.low());
        Tensor t1 = range.log();
        Tensor t2 = q.concentration().lgamma().sub(q.concentration().mul(q.rate().log()));
        Tensor t3 =
                Torch.sub(1, q.concentration())
                        .mul(xLogX(p.high()).sub(xLogX(p.low())).sub(range))
                        .div(range);
        Tensor t4 = q.rate().mul(p.high().add(p.low())).div(2);
        return t1.neg().add(t2).add(t3).add(t4).setAt(INF, p.low().lt(0.0));
    }

    private static Tensor uniformGumbel(Uniform p, Gumbel q) {
        Tensor ratio = q.scale().div(p.high().sub(p.low()));
        Tensor high = p.high().sub(q.loc()).div(q.scale());
        Tensor low = p.low().sub(q.loc()).div(q.scale());
        Tensor t1 = ratio.log().add(high.add(low).mul(0.5));
        Tensor t2 = ratio.mul(high.neg().exp().sub(low.neg().exp()));
        return t1.sub(t2);
    }

    private static Tensor uniformNormal(Uniform p, Normal q) {
        Tensor range = p.high().sub(p.low());
        Tensor t1 = q.scale().mul(Math.sqrt(Math.PI * 2)).div(range).log();
        Tensor t2 = range.pow(2).div(12);
        Tensor t3 = p.high().add(p.low()).sub(q.loc().mul(2)).div(2).pow(2);
        return t1.add(t2.add(t3).mul(0.5).div(q.scale().pow(2)));
    }

    private static Tensor uniformPareto(Uniform p, Pareto q) {
        Tensor range = p.high().sub(p.low());
        Tensor t1 = q.alpha().mul(q.scale().pow(q.alpha())).mul(range).log();
        Tensor t2 = xLogX(p.high()).sub(xLogX(p.low())).sub(range).div(range);
        Tensor result = t2.mul(q.alpha().add(1)).sub(t1);
        return result.setAt(INF, p.low().lt(q.scale()));
    }
}
