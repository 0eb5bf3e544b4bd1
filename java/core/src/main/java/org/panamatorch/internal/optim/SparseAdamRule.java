package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.internal.aten.AtenV;
import org.panamatorch.internal.declare.AsOptimizer;
import org.panamatorch.internal.library.PtRuntime;
import org.panamatorch.internal.print.PythonFormat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * SparseAdam: Adam that changes only the rows of which a sparse gradient tells, as that of {@code
 * Embedding} with {@code sparse}.
 */
@AsOptimizer
public final class SparseAdamRule extends Rule<SparseAdamSpec> {
    private static final String STEP = "step";
    private static final String EXP_AVG = "exp_avg";
    private static final String EXP_AVG_SQ = "exp_avg_sq";

    /** Makes the rule. */
    public SparseAdamRule() {}

    @Override
    public void check(SparseAdamSpec o) {
        Refusals.requireOne(o.lr());
        if (o.lr().number() == 0) {
            throw Refusals.value(
                    "Invalid learning rate: "
                            + PythonFormat.repr(
                                    o.lr().isTensor() ? o.lr().tensor() : (Object) 0.0));
        }
        Refusals.requireRate(o.lr(), "Invalid learning rate: ");
        Refusals.require(o.eps() > 0, "Invalid epsilon value: ", o.eps());
        Refusals.requireBetas(o.betas());
    }

    @Override
    public void checkGroups(SparseAdamSpec o, List<List<Tensor>> groups) {
        List<List<Long>> sparse = where(groups, Tensor::isSparse);
        if (!sparse.isEmpty()) {
            throw Refusals.value(
                    "Sparse params at indices "
                            + PythonFormat.repr(sparse)
                            + ": SparseAdam requires dense parameter tensors");
        }
        List<List<Long>> complex = where(groups, Tensor::isComplex);
        if (!complex.isEmpty()) {
            throw Refusals.value(
                    "Complex params at indices "
                            + PythonFormat.repr(complex)
                            + ": SparseAdam does not support complex parameters");
        }
    }

    private static List<List<Long>> where(List<List<Tensor>> groups, Predicate<Tensor> is) {
        List<List<Long>> places = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            for (int j = 0; j < groups.get(i).size(); j++) {
                if (is.test(groups.get(i).get(j))) {
                    places.add(List.of((long) i, (long) j));
                }
            }
        }
        return places;
    }

    @Override
    protected void update(Batch<SparseAdamSpec> group) {
        List<Trained> trained = group.trained();
        for (Trained each : trained) {
            if (!each.gradient().isSparse()) {
                throw Refusals.runtime(
                        "SparseAdam does not support dense gradients, please consider Adam"
                                + " instead");
            }
            if (each.state().isEmpty()) {
                each.state().put(STEP, 0L);
                each.state().put(EXP_AVG, Steps.zerosLike(each.parameter()));
                each.state().put(EXP_AVG_SQ, Steps.zerosLike(each.parameter()));
            }
            each.state().put(STEP, step(each) + 1);
        }
        for (Trained each : trained) {
            // What one makes is freed for the next, which has it in the processor's caches.
            try (var _ = new TensorScope()) {
                update(each, group.options());
            }
        }
    }

    private static long step(Trained each) {
        return each.state().get(STEP) instanceof Tensor tensor
                ? tensor.itemLong()
                : ((Number) each.state().get(STEP)).longValue();
    }

    private static void update(Trained each, SparseAdamSpec o) {
        double beta1 = o.betas()[0];
        double beta2 = o.betas()[1];
        Tensor gradient = (o.maximize() ? each.gradient().neg() : each.gradient()).coalesce();
        Tensor values = AtenV._values(gradient);
        if (values.numel() == 0) {
            return;
        }
        Tensor expAvg = each.kept(EXP_AVG);
        Tensor oldAvg = AtenV._values(expAvg.sparseMask(gradient));
        Tensor avg = values.sub(oldAvg).mul_(1 - beta1);
        expAvg.add_(SparseRows.of(gradient, avg));
        Tensor expAvgSq = each.kept(EXP_AVG_SQ);
        Tensor oldAvgSq = AtenV._values(expAvgSq.sparseMask(gradient));
        Tensor avgSq = values.pow(2).sub_(oldAvgSq).mul_(1 - beta2);
        expAvgSq.add_(SparseRows.of(gradient, avgSq));
        Tensor numerator = avg.add_(oldAvg);
        Tensor denominator = avgSq.add_(oldAvgSq).sqrt_().add_(o.eps());
        double step = step(each);
        Hyper size =
                o.lr().scalar()
                        .times(Math.sqrt(1 - PtRuntime.pow(beta2, step)))
                        .over(1 - PtRuntime.pow(beta1, step));
        each.parameter()
                .add_(SparseRows.of(gradient, size.negated().scaled(numerator.div_(denominator))));
    }
}
