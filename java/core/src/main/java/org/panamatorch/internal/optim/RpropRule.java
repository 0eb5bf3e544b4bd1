package org.panamatorch.internal.optim;

import org.panamatorch.MemoryFormat;
import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenForeach;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.declare.AsOptimizer;
import org.panamatorch.internal.print.PythonFormat;

import java.util.List;

/** Rprop: steps whose size grows while the gradient keeps its sign. */
@AsOptimizer
public final class RpropRule extends Rule<RpropSpec> {
    private static final String STEP = "step";
    private static final String PREV = "prev";
    private static final String STEP_SIZE = "step_size";

    /** Makes the rule. */
    public RpropRule() {}

    @Override
    public void check(RpropSpec o) {
        Refusals.requireRate(o.lr(), "Invalid learning rate: ");
        Refusals.requireCount("etas", o.etas().length, 2);
        Refusals.requireCount("step_sizes", o.stepSizes().length, 2);
        double less = o.etas()[0];
        double more = o.etas()[1];
        if (!(less > 0 && less < 1 && more > 1)) {
            throw Refusals.value(
                    "Invalid eta values: "
                            + PythonFormat.repr(less)
                            + ", "
                            + PythonFormat.repr(more));
        }
    }

    @Override
    protected void update(Batch<RpropSpec> group) {
        RpropSpec o = group.options();
        List<Trained> trained = group.trained();
        for (Trained each : trained) {
            each.requireDense("Rprop");
            if (each.state().isEmpty()) {
                each.state().put(STEP, Steps.zeroCount(each.parameter(), o.capturable()));
                each.state().put(PREV, Steps.zerosLike(each.parameter()));
                each.state().put(STEP_SIZE, Steps.filledLike(each.gradient(), o.lr().number()));
            }
        }
        boolean together = Steps.together(o.foreach(), trained, o.differentiable());
        if (together && !trained.isEmpty()) {
            Refusals.requireUndifferentiable(o.differentiable());
        }
        for (Trained each : trained) {
            Refusals.requireCapturable(
                    o.capturable(), each, "params and state_steps", !together, STEP);
        }
        if (together) {
            Trained.byPlace(trained).forEach(place -> updateTogether(place, o));
        } else {
            oneByOne(trained, each -> update(each, o));
        }
    }

    /** Makes factors of signs: of the last gradient times this one. */
    private static void scale(Tensor signs, RpropSpec o) {
        AtenM.masked_fill__Scalar(signs, signs.gt(0), o.etas()[1]);
        AtenM.masked_fill__Scalar(signs, signs.lt(0), o.etas()[0]);
        AtenM.masked_fill__Scalar(signs, signs.eq(0), 1);
    }

    private static void limit(Tensor stepSize, RpropSpec o) {
        AtenC.clamp_(stepSize, o.stepSizes()[0], o.stepSizes()[1]);
    }

    private static void update(Trained each, RpropSpec o) {
        Tensor gradient = each.real(o.maximize() ? each.gradient().neg() : each.gradient());
        Tensor previous = each.realKept(PREV);
        Tensor stepSize = each.realKept(STEP_SIZE);
        Steps.increment(each.kept(STEP));
        Tensor signs = gradient.mul(o.differentiable() ? previous.clone() : previous).sign();
        scale(signs, o);
        limit(stepSize.mul_(signs), o);
        gradient = AtenC.clone(gradient, MemoryFormat.PRESERVE_FORMAT);
        AtenM.masked_fill__Scalar(gradient, signs.eq(o.etas()[0]), 0);
        each.real(each.parameter()).addcmul_(gradient.sign(), stepSize, -1);
        previous.copy_(gradient);
    }

    private static void updateTogether(List<Trained> place, RpropSpec o) {
        Tensor[] parameters = Many.parameters(place);
        Tensor[] gradients = Many.gradients(place, false);
        Tensor[] previous = Many.realKept(place, PREV);
        Tensor[] stepSizes = Many.realKept(place, STEP_SIZE);
        Steps.increment(Many.kept(place, STEP));
        Tensor[] signs = AtenForeach._foreach_mul_List(gradients, previous);
        AtenForeach._foreach_copy_(previous, gradients, false);
        if (o.maximize()) {
            AtenForeach._foreach_neg_(signs);
            AtenForeach._foreach_neg_(previous);
        }
        AtenForeach._foreach_sign_(signs);
        for (Tensor each : signs) {
            scale(each, o);
        }
        AtenForeach._foreach_mul__List(stepSizes, signs);
        Tensor[] directions = new Tensor[signs.length];
        for (int i = 0; i < signs.length; i++) {
            limit(stepSizes[i], o);
            AtenM.masked_fill__Scalar(previous[i], signs[i].eq(o.etas()[0]), 0);
            directions[i] = previous[i].sign();
        }
        AtenForeach._foreach_addcmul__Scalar(parameters, directions, stepSizes, -1);
    }
}
