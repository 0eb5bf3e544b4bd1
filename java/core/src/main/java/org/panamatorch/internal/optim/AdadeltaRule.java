package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenForeach;
import org.panamatorch.internal.aten.AtenV;
import org.panamatorch.internal.declare.AsOptimizer;

import java.util.List;

/** Adadelta: steps whose size follows that of earlier steps. */
@AsOptimizer
public final class AdadeltaRule extends Rule<AdadeltaSpec> {
    private static final String STEP = "step";
    private static final String SQUARE_AVG = "square_avg";
    private static final String ACC_DELTA = "acc_delta";

    /** Makes the rule. */
    public AdadeltaRule() {}

    @Override
    public void check(AdadeltaSpec o) {
        Refusals.requireRate(o.lr(), "Invalid learning rate: ");
        Refusals.require(o.rho() >= 0 && o.rho() <= 1, "Invalid rho value: ", o.rho());
        Refusals.require(o.eps() >= 0, "Invalid epsilon value: ", o.eps());
        Refusals.require(o.weightDecay() >= 0, "Invalid weight_decay value: ", o.weightDecay());
    }

    @Override
    protected void update(Batch<AdadeltaSpec> group) {
        AdadeltaSpec o = group.options();
        List<Trained> trained = group.trained();
        for (Trained each : trained) {
            each.requireDense("Adadelta");
            if (each.state().isEmpty()) {
                each.state().put(STEP, Steps.zeroCount(each.parameter(), o.capturable()));
                each.state().put(SQUARE_AVG, Steps.zerosLike(each.parameter()));
                each.state().put(ACC_DELTA, Steps.zerosLike(each.parameter()));
            }
        }
        boolean together = Steps.together(o.foreach(), trained, o.differentiable());
        if (together) {
            Refusals.requireUndifferentiable(o.differentiable());
        }
        for (Trained each : trained) {
            Refusals.requireCapturable(o.capturable(), each, "params and state_steps", false, STEP);
        }
        if (together) {
            Trained.byPlace(trained).forEach(place -> updateTogether(place, o));
        } else {
            oneByOne(trained, each -> update(each, o));
        }
    }

    private static void update(Trained each, AdadeltaSpec o) {
        Steps.increment(each.kept(STEP));
        Tensor gradient = o.maximize() ? each.gradient().neg() : each.gradient();
        if (o.weightDecay() != 0) {
            gradient = gradient.add(each.parameter(), o.weightDecay());
        }
        gradient = each.real(gradient);
        Tensor squareAvg = each.realKept(SQUARE_AVG);
        Tensor accDelta = each.realKept(ACC_DELTA);
        squareAvg.mul_(o.rho()).addcmul_(gradient, gradient, 1 - o.rho());
        Tensor deviation = squareAvg.add(o.eps()).sqrt_();
        Tensor delta = accDelta.add(o.eps()).sqrt_();
        if (o.differentiable()) {
            delta = delta.clone();
        }
        delta.div_(deviation).mul_(gradient);
        accDelta.mul_(o.rho()).addcmul_(delta, delta, 1 - o.rho());
        Tensor step = each.parameter().isComplex() ? AtenV.view_as_complex(delta) : delta;
        each.parameter().add_(step, o.lr().scalar().negated().number());
    }

    private static void updateTogether(List<Trained> place, AdadeltaSpec o) {
        Tensor[] parameters = Many.parameters(place);
        Tensor[] squareAvgs = Many.realKept(place, SQUARE_AVG);
        Tensor[] accDeltas = Many.realKept(place, ACC_DELTA);
        Steps.increment(Many.kept(place, STEP));
        Tensor[] gradients =
                Many.decayed(
                        Many.gradients(place, o.maximize()),
                        parameters,
                        o.weightDecay(),
                        o.maximize());
        AtenForeach._foreach_mul__Scalar(squareAvgs, o.rho());
        AtenForeach._foreach_addcmul__Scalar(squareAvgs, gradients, gradients, 1 - o.rho());
        Tensor[] deviations = AtenForeach._foreach_add_Scalar(squareAvgs, o.eps());
        AtenForeach._foreach_sqrt_(deviations);
        Tensor[] deltas = AtenForeach._foreach_add_Scalar(accDeltas, o.eps());
        AtenForeach._foreach_sqrt_(deltas);
        AtenForeach._foreach_div__List(deltas, deviations);
        AtenForeach._foreach_mul__List(deltas, gradients);
        AtenForeach._foreach_mul__Scalar(accDeltas, o.rho());
        AtenForeach._foreach_addcmul__Scalar(accDeltas, deltas, deltas, 1 - o.rho());
        AtenForeach._foreach_add__List(parameters, deltas, o.lr().scalar().negated().number());
    }
}
