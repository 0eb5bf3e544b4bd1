package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenForeach;
import org.panamatorch.internal.declare.AsOptimizer;

import java.util.List;

/** Averaged stochastic gradient descent. */
@AsOptimizer
public final class ASGDRule extends Rule<ASGDSpec> {
    private static final String STEP = "step";
    private static final String ETA = "eta";
    private static final String MU = "mu";
    private static final String AX = "ax";

    /** Makes the rule. */
    public ASGDRule() {}

    @Override
    public void check(ASGDSpec o) {
        Refusals.requireRate(o.lr(), "Invalid learning rate: ");
        Refusals.require(o.weightDecay() >= 0, "Invalid weight_decay value: ", o.weightDecay());
    }

    @Override
    protected void update(Batch<ASGDSpec> group) {
        ASGDSpec o = group.options();
        List<Trained> trained = group.trained();
        for (Trained each : trained) {
            each.requireDense("ASGD");
            if (each.state().isEmpty()) {
                Tensor parameter = each.parameter();
                each.state().put(STEP, Steps.zeroCount(parameter, true));
                each.state().put(ETA, Steps.scalar(o.lr().number(), parameter.device(), false));
                each.state().put(MU, Steps.scalar(1, parameter.device(), false));
                each.state().put(AX, Steps.zerosLike(parameter));
            }
        }
        boolean together = Steps.together(o.foreach(), trained, o.differentiable());
        if (together && !trained.isEmpty()) {
            Refusals.requireUndifferentiable(o.differentiable());
        }
        for (Trained each : trained) {
            Refusals.requireCapturable(
                    o.capturable(),
                    each,
                    "params, mus, etas, and state_steps",
                    !together,
                    STEP,
                    ETA,
                    MU);
        }
        if (together) {
            Trained.byPlace(trained).forEach(place -> updateTogether(place, o));
        } else {
            oneByOne(trained, each -> update(each, o));
        }
    }

    private static void update(Trained each, ASGDSpec o) {
        Tensor gradient = each.real(o.maximize() ? each.gradient().neg() : each.gradient());
        Tensor parameter = each.real(each.parameter());
        Tensor ax = each.realKept(AX);
        Tensor eta = each.kept(ETA);
        Tensor mu = each.kept(MU);
        double step = Steps.increment(each.kept(STEP)).itemDouble();
        if (o.weightDecay() != 0) {
            gradient = gradient.add(parameter, o.weightDecay());
        }
        double rate = eta.itemDouble();
        parameter.mul_(1 - o.lambd() * rate);
        parameter.add_(gradient, -rate);
        if (mu.itemDouble() != 1) {
            ax.add_(parameter.sub(ax).mul_(mu));
        } else {
            ax.copy_(parameter);
        }
        Hyper lr = o.lr().scalar();
        Hyper next = lr.over(Hyper.of(o.lambd()).times(lr).times(step).plus(1).power(o.alpha()));
        eta.fill_(Steps.rounded(next.number()));
        mu.fill_(weight(o, step));
    }

    /** How much of a parameter goes into the average. */
    private static double weight(ASGDSpec o, double step) {
        return Steps.rounded(1 / Math.max(1, step - o.t0()));
    }

    private static void updateTogether(List<Trained> place, ASGDSpec o) {
        Tensor[] parameters = Many.parameters(place);
        Tensor[] averages = Many.realKept(place, AX);
        Tensor[] gradients = Many.gradients(place, o.maximize());
        Tensor[] etas = Many.kept(place, ETA);
        Tensor[] mus = Many.kept(place, MU);
        Steps.increment(Many.kept(place, STEP));
        Tensor[] directions;
        if (o.weightDecay() != 0) {
            directions = Many.decayed(gradients, parameters, o.weightDecay(), o.maximize());
            AtenForeach._foreach_add__List(directions, parameters, o.lambd());
        } else {
            directions = AtenForeach._foreach_add_List(gradients, parameters, o.lambd());
        }
        AtenForeach._foreach_addcmul__Scalar(parameters, directions, etas, -1);
        AtenForeach._foreach_addcmul__Scalar(
                averages, AtenForeach._foreach_sub_List(parameters, averages, 1), mus, 1);
        Hyper lr = o.lr().scalar();
        for (Trained each : place) {
            // The step as a tensor, as Python has it here.
            Hyper step = Hyper.of(each.kept(STEP));
            Hyper next =
                    lr.over(Hyper.of(o.lambd()).times(lr).times(step).plus(1).power(o.alpha()));
            each.kept(ETA).copy_(next.tensor());
            each.kept(MU).fill_(weight(o, step.number()));
        }
    }
}
