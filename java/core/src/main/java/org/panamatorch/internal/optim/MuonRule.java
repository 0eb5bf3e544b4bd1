package org.panamatorch.internal.optim;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenA;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenLinalg;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.declare.AsOptimizer;
import org.panamatorch.option.MuonLrAdjustment;

import java.util.List;

/** Muon: directions that are made orthogonal, for the matrices of hidden layers. */
@AsOptimizer
public final class MuonRule extends Rule<MuonSpec> {
    private static final String BUFFER = "momentum_buffer";

    // Python's limit: more do not make a direction more orthogonal.
    private static final int STEPS_LIMIT = 100;

    /** Makes the rule. */
    public MuonRule() {}

    @Override
    public void check(MuonSpec o) {
        Refusals.requireRate(o.lr(), "Learning rate should be >= 0 but is: ");
        Refusals.require(o.momentum() >= 0, "momentum should be >= 0 but is: ", o.momentum());
        Refusals.require(
                o.weightDecay() >= 0, "weight decay should be >= 0 but is: ", o.weightDecay());
    }

    @Override
    public void checkGroups(MuonSpec o, List<List<Tensor>> groups) {
        for (List<Tensor> group : groups) {
            for (Tensor parameter : group) {
                if (parameter.dim() != 2) {
                    throw Refusals.value(
                            "Muon only supports 2D parameters whereas we found a parameter with"
                                    + " size: "
                                    + parameter.shape());
                }
            }
        }
    }

    @Override
    protected void update(Batch<MuonSpec> group) {
        MuonSpec o = group.options();
        List<Trained> trained = group.trained();
        for (Trained each : trained) {
            if (each.parameter().isComplex()) {
                throw Refusals.runtime("Muon does not support complex parameters");
            }
            each.requireDense("Muon");
            if (!each.state().has(BUFFER)) {
                each.state().put(BUFFER, Steps.zerosLike(each.gradient()));
            }
        }
        oneByOne(trained, each -> update(each, o));
    }

    private static void update(Trained each, MuonSpec o) {
        Hyper lr = o.lr().scalar();
        Tensor gradient = each.gradient();
        if (gradient.dim() != 2) {
            throw Refusals.value("Param gradient must be a 2D matrix");
        }
        Tensor buffer = each.kept(BUFFER).lerp_(gradient, 1 - o.momentum());
        Tensor update = orthogonal(o.nesterov() ? gradient.lerp(buffer, o.momentum()) : buffer, o);
        Hyper rate = lr.times(ratio(each.parameter(), o));
        lr.times(o.weightDecay()).complement().scale_(each.parameter());
        each.parameter().add_(update, rate.negated().number());
    }

    /** The direction made orthogonal by Newton and Schulz's iteration. */
    private static Tensor orthogonal(Tensor direction, MuonSpec o) {
        if (o.nsSteps() >= STEPS_LIMIT) {
            throw Refusals.value(
                    "Number of steps must be less than 100 for computational efficiency");
        }
        if (o.nsCoefficients().length != 3) {
            throw Refusals.value("Coefficients must be a tuple of exactly 3 values");
        }
        boolean isTall = direction.size(0) > direction.size(1);
        Tensor result = direction.to(DType.BFLOAT16);
        result = isTall ? result.t() : result;
        Tensor norm = AtenLinalg.linalg_vector_norm(result, 2, null, false, null);
        result.div_(AtenC.clamp(norm, o.eps(), null));
        for (int i = 0; i < o.nsSteps(); i++) {
            Tensor gram = AtenM.matmul(result, result.t());
            Tensor update =
                    AtenA.addmm(gram, gram, gram, o.nsCoefficients()[1], o.nsCoefficients()[2]);
            result = AtenA.addmm(result, update, result, o.nsCoefficients()[0], 1);
        }
        return isTall ? result.t() : result;
    }

    private static double ratio(Tensor parameter, MuonSpec o) {
        double rows = parameter.size(0);
        double columns = parameter.size(1);
        return o.adjustLrFn() == MuonLrAdjustment.MATCH_RMS_ADAMW
                ? 0.2 * Math.sqrt(Math.max(rows, columns))
                : Math.sqrt(Math.max(1, rows / columns));
    }
}
