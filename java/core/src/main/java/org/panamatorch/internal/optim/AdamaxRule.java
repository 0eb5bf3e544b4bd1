package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.aten.AtenA;
import org.panamatorch.internal.aten.AtenForeach;
import org.panamatorch.internal.declare.AsOptimizer;
import org.panamatorch.internal.library.PtRuntime;

import java.util.List;

/** Adamax: Adam that divides by the greatest gradient so far, which fades. */
@AsOptimizer
public final class AdamaxRule extends Rule<AdamaxSpec> {
    private static final String STEP = "step";
    private static final String EXP_AVG = "exp_avg";
    private static final String EXP_INF = "exp_inf";

    /** Makes the rule. */
    public AdamaxRule() {}

    @Override
    public void check(AdamaxSpec o) {
        Refusals.requireRate(o.lr(), "Invalid learning rate: ");
        Refusals.require(o.eps() >= 0, "Invalid epsilon value: ", o.eps());
        Refusals.requireBetas(o.betas());
        Refusals.require(o.weightDecay() >= 0, "Invalid weight_decay value: ", o.weightDecay());
    }

    @Override
    protected void update(Batch<AdamaxSpec> group) {
        AdamaxSpec o = group.options();
        List<Trained> trained = group.trained();
        for (Trained each : trained) {
            each.requireDense("Adamax");
            if (each.state().isEmpty()) {
                each.state().put(STEP, Steps.zeroCount(each.parameter(), o.capturable()));
                each.state().put(EXP_AVG, Steps.zerosLike(each.parameter()));
                each.state().put(EXP_INF, Steps.zerosLike(each.parameter()));
            }
        }
        boolean together = Steps.together(o.foreach(), trained, o.differentiable());
        if (together) {
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

    private static void update(Trained each, AdamaxSpec o) {
        double beta1 = o.betas()[0];
        double beta2 = o.betas()[1];
        Tensor gradient = o.maximize() ? each.gradient().neg() : each.gradient();
        double step = Steps.increment(each.kept(STEP)).itemDouble();
        if (o.weightDecay() != 0) {
            gradient = gradient.add(each.parameter(), o.weightDecay());
        }
        gradient = each.real(gradient);
        Tensor expAvg = each.realKept(EXP_AVG);
        Tensor expInf = each.realKept(EXP_INF);
        expAvg.lerp_(gradient, 1 - beta1);
        Tensor faded = expInf.mul_(beta2);
        Tensor size = gradient.abs().add_(o.eps());
        expInf.copy_(
                o.differentiable()
                        ? AtenA.amax(
                                Torch.cat(List.of(faded.unsqueeze(0), size.unsqueeze(0)), 0),
                                new long[] {0},
                                false)
                        : faded.maximum(size));
        Hyper rate = o.lr().scalar().over(1 - PtRuntime.pow(beta1, step));
        each.real(each.parameter()).addcdiv_(expAvg, expInf, rate.negated().number());
    }

    private static void updateTogether(List<Trained> place, AdamaxSpec o) {
        double beta1 = o.betas()[0];
        double beta2 = o.betas()[1];
        Tensor[] parameters = Many.parameters(place);
        Tensor[] expAvgs = Many.realKept(place, EXP_AVG);
        Tensor[] expInfs = Many.realKept(place, EXP_INF);
        Tensor[] gradients = Many.gradients(place, o.maximize());
        Steps.increment(Many.kept(place, STEP));
        gradients = Many.decayed(gradients, parameters, o.weightDecay(), o.maximize());
        AtenForeach._foreach_lerp__Scalar(expAvgs, gradients, 1 - beta1);
        AtenForeach._foreach_mul__Scalar(expInfs, beta2);
        if (!o.maximize() && o.weightDecay() == 0) {
            gradients = AtenForeach._foreach_abs(gradients);
        } else {
            AtenForeach._foreach_abs_(gradients);
        }
        AtenForeach._foreach_add__Scalar(gradients, o.eps());
        AtenForeach._foreach_maximum__List(expInfs, gradients);
        double lr = o.lr().number();
        AtenForeach._foreach_addcdiv__ScalarList(
                parameters,
                expAvgs,
                expInfs,
                Many.numbers(
                        place,
                        each ->
                                lr
                                        / (1 - PtRuntime.pow(beta1, each.kept(STEP).itemDouble()))
                                        * -1));
    }
}
