package org.panamatorch.internal.optim;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenForeach;
import org.panamatorch.internal.aten.AtenLinalg;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.aten.AtenZ;
import org.panamatorch.internal.declare.AsOptimizer;
import org.panamatorch.internal.library.PtRuntime;

import java.util.ArrayList;
import java.util.List;

/**
 * Adafactor: steps scaled by means of squares of which, for a matrix, only those of rows and
 * columns are kept.
 */
@AsOptimizer
public final class AdafactorRule extends Rule<AdafactorSpec> {
    private static final String STEP = "step";
    private static final String ROW_VAR = "row_var";
    private static final String COL_VAR = "col_var";
    private static final String VARIANCE = "variance";

    /** Makes the rule. */
    public AdafactorRule() {}

    @Override
    public void check(AdafactorSpec o) {
        Refusals.requireRate(o.lr(), "Learning rate should be >= 0 but is: ");
        Refusals.require(
                o.beta2Decay() <= 0, "beta2_decay should be <= 0 but is: ", o.beta2Decay());
        Refusals.requireCount("eps", o.eps().length, 2);
        if (o.eps()[0] != null) {
            Refusals.require(o.eps()[0] >= 0, "epsilon1 should be >= 0 but is: ", o.eps()[0]);
        }
        if (o.eps()[1] == null) {
            throw Refusals.value("epsilon2 should be >= 0 but is: None");
        }
        Refusals.require(o.eps()[1] >= 0, "epsilon2 should be >= 0 but is: ", o.eps()[1]);
        Refusals.require(o.d() >= 1, "Clipping threshold d should be >= 1 but is: ", o.d());
        Refusals.require(
                o.weightDecay() >= 0, "weight_decay should be >= 0 but is: ", o.weightDecay());
    }

    @Override
    protected void update(Batch<AdafactorSpec> group) {
        AdafactorSpec o = group.options();
        List<Trained> trained = group.trained();
        for (Trained each : trained) {
            if (each.parameter().isComplex()) {
                throw Refusals.runtime("Adafactor does not support complex parameters");
            }
            each.requireDense("Adafactor");
            if (each.state().isEmpty()) {
                begin(each);
            }
        }
        if (trained.isEmpty()) {
            return;
        }
        if (!Steps.isSet(o.foreach())) {
            // The precision of the first parameter's dtype goes for all, as in Python.
            double least = least(o, trained.getFirst().parameter());
            trained.forEach(each -> update(each, o, least));
            return;
        }
        double[] least = {Double.NaN};
        for (List<Trained> place : Trained.byPlace(trained)) {
            List<Trained> matrices = new ArrayList<>();
            List<Trained> vectors = new ArrayList<>();
            place.forEach(each -> (each.gradient().dim() > 1 ? matrices : vectors).add(each));
            for (List<Trained> same : List.of(matrices, vectors)) {
                if (!same.isEmpty()) {
                    if (Double.isNaN(least[0])) {
                        least[0] = least(o, same.getFirst().parameter());
                    }
                    updateTogether(same, o, least[0], same == matrices);
                }
            }
        }
    }

    private static void begin(Trained each) {
        Tensor gradient = each.gradient();
        each.state().put(STEP, Steps.zeroCount(each.parameter(), false));
        if (gradient.dim() > 1) {
            int dim = gradient.dim();
            long[] rows = gradient.sizes();
            rows[dim - 1] = 1;
            each.state().put(ROW_VAR, newZeros(gradient, rows));
            long[] columns = gradient.sizes();
            columns[dim - 2] = 1;
            each.state().put(COL_VAR, newZeros(gradient, columns));
        } else {
            each.state().put(VARIANCE, Steps.zerosLike(gradient));
        }
    }

    private static Tensor newZeros(Tensor like, long... sizes) {
        return AtenZ.zeros(sizes, like.dtype(), null, like.device(), null);
    }

    /** The lower bound of a mean of squares. */
    private static double least(AdafactorSpec o, Tensor parameter) {
        return o.eps()[0] != null ? o.eps()[0] : precision(parameter.dtype());
    }

    /** Python's {@code finfo(dtype).eps}. */
    private static double precision(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> Math.scalb(1.0, -52);
            case FLOAT32 -> Math.scalb(1.0, -23);
            case FLOAT16 -> Math.scalb(1.0, -10);
            case BFLOAT16 -> Math.scalb(1.0, -7);
            default ->
                    throw Refusals.runtime(
                            "Adafactor: parameters of dtype " + dtype + " have no precision");
        };
    }

    private static double norm(Tensor tensor) {
        return AtenLinalg.linalg_vector_norm(tensor, 2, null, false, null).itemDouble();
    }

    /** The divisor of a norm: Python does not divide by 0. */
    private static double root(long count) {
        if (count == 0) {
            throw Refusals.runtime("float division by zero");
        }
        return PtRuntime.pow(count, 0.5);
    }

    /** The size of a step, by the size of the parameter. */
    private static Hyper size(Tensor parameter, AdafactorSpec o, Hyper lr, double step) {
        double limit = 1 / PtRuntime.pow(step, 0.5);
        Hyper relative = limit < lr.number() ? Hyper.of(limit) : lr;
        double scale = Math.max(o.eps()[1], norm(parameter) / root(parameter.numel()));
        return Hyper.of(scale).times(relative);
    }

    private static double denominator(Tensor update, AdafactorSpec o) {
        return Math.max(1.0, norm(update) / (root(update.numel()) * o.d()));
    }

    private static Tensor norms(Tensor gradient, int dim) {
        return AtenLinalg.linalg_vector_norm(gradient, 2, new long[] {dim}, true, null);
    }

    private static Tensor estimate(Tensor rows, Tensor columns) {
        return AtenM.matmul(rows, columns);
    }

    private static Tensor rowMean(Tensor rows) {
        return AtenM.mean_dim(rows, new long[] {-2}, true, null);
    }

    private static void update(Trained each, AdafactorSpec o, double least) {
        Hyper lr = o.lr().scalar();
        Tensor parameter = each.parameter();
        Tensor gradient = o.maximize() ? each.gradient().neg() : each.gradient();
        double step = Steps.increment(each.kept(STEP)).itemDouble();
        double weight = PtRuntime.pow(step, o.beta2Decay());
        Hyper size = size(parameter, o, lr, step);
        if (o.weightDecay() != 0) {
            lr.times(o.weightDecay()).complement().scale_(parameter);
        }
        Tensor update;
        if (gradient.dim() > 1) {
            Tensor rows = each.kept(ROW_VAR);
            rows.lerp_(norms(gradient, -1).square_().div_(gradient.size(-1)), weight);
            Tensor columns = each.kept(COL_VAR);
            columns.lerp_(norms(gradient, -2).square_().div_(gradient.size(-2)), weight);
            update = estimate(rows, columns);
            update.div_(AtenC.clamp_(rowMean(rows), least, null));
        } else {
            Tensor variance = each.kept(VARIANCE).lerp_(gradient.mul(gradient), weight);
            update = variance.clone();
        }
        AtenC.clamp_(update, least * least, null).rsqrt_();
        update.mul_(gradient);
        parameter.add_(update, size.negated().over(denominator(update, o)).number());
    }

    private static void updateTogether(
            List<Trained> place, AdafactorSpec o, double least, boolean matrices) {
        Hyper lr = o.lr().scalar();
        Tensor[] parameters = Many.of(place, Trained::parameter);
        Tensor[] gradients = Many.gradients(place, o.maximize());
        Steps.increment(Many.kept(place, STEP));
        Number[] weights =
                Many.numbers(
                        place, each -> PtRuntime.pow(each.kept(STEP).itemDouble(), o.beta2Decay()));
        List<Hyper> sizes =
                place.stream()
                        .map(each -> size(each.parameter(), o, lr, each.kept(STEP).itemDouble()))
                        .toList();
        if (o.weightDecay() != 0) {
            Many.scale_(parameters, lr.times(o.weightDecay()).complement());
        }
        Tensor[] updates = new Tensor[parameters.length];
        if (matrices) {
            Tensor[] rows = Many.kept(place, ROW_VAR);
            Tensor[] columns = Many.kept(place, COL_VAR);
            mean(rows, gradients, -1, weights);
            mean(columns, gradients, -2, weights);
            Tensor[] means = new Tensor[parameters.length];
            for (int i = 0; i < updates.length; i++) {
                updates[i] = estimate(rows[i], columns[i]);
                means[i] = rowMean(rows[i]);
            }
            AtenForeach._foreach_clamp_min__Scalar(means, least);
            AtenForeach._foreach_div__List(updates, means);
        } else {
            Tensor[] variances = Many.kept(place, VARIANCE);
            AtenForeach._foreach_lerp__ScalarList(
                    variances, AtenForeach._foreach_mul_List(gradients, gradients), weights);
            for (int i = 0; i < updates.length; i++) {
                updates[i] = variances[i].clone();
            }
        }
        AtenForeach._foreach_clamp_min__Scalar(updates, least * least);
        AtenForeach._foreach_rsqrt_(updates);
        AtenForeach._foreach_mul__List(updates, gradients);
        Number[] factors = new Number[updates.length];
        for (int i = 0; i < updates.length; i++) {
            factors[i] = sizes.get(i).negated().over(denominator(updates[i], o)).number();
        }
        AtenForeach._foreach_mul__ScalarList(updates, factors);
        AtenForeach._foreach_add__List(parameters, updates, 1);
    }

    private static void mean(Tensor[] means, Tensor[] gradients, int dim, Number[] weights) {
        Tensor[] squares = new Tensor[gradients.length];
        Number[] counts = new Number[gradients.length];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = norms(gradients[i], dim);
            counts[i] = gradients[i].size(dim);
        }
        AtenForeach._foreach_mul__List(squares, squares);
        AtenForeach._foreach_div__ScalarList(squares, counts);
        AtenForeach._foreach_lerp__ScalarList(means, squares, weights);
    }
}
