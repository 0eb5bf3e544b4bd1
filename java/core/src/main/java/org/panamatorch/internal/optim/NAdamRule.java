package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenForeach;
import org.panamatorch.internal.declare.AsOptimizer;
import org.panamatorch.internal.library.PtRuntime;

import java.util.List;

/** NAdam: Adam with Nesterov's momentum. */
@AsOptimizer
public final class NAdamRule extends Rule<NAdamSpec> {
    private static final String STEP = "step";
    private static final String MU_PRODUCT = "mu_product";
    private static final String EXP_AVG = "exp_avg";
    private static final String EXP_AVG_SQ = "exp_avg_sq";

    /** Makes the rule. */
    public NAdamRule() {}

    @Override
    public void check(NAdamSpec o) {
        Refusals.requireRate(o.lr(), "Invalid learning rate: ");
        Refusals.require(o.eps() >= 0, "Invalid epsilon value: ", o.eps());
        Refusals.requireBetas(o.betas());
        Refusals.require(o.weightDecay() >= 0, "Invalid weight_decay value: ", o.weightDecay());
        Refusals.require(
                o.momentumDecay() >= 0, "Invalid momentum_decay value: ", o.momentumDecay());
    }

    @Override
    protected void update(Batch<NAdamSpec> group) {
        NAdamSpec o = group.options();
        List<Trained> trained = group.trained();
        for (Trained each : trained) {
            each.requireDense("NAdam");
            if (each.state().isEmpty()) {
                Tensor parameter = each.parameter();
                each.state().put(STEP, Steps.zeroCount(parameter, o.capturable()));
                each.state().put(MU_PRODUCT, Steps.zeroCount(parameter, o.capturable()).fill_(1));
                each.state().put(EXP_AVG, Steps.zerosLike(parameter));
                each.state().put(EXP_AVG_SQ, Steps.zerosLike(parameter));
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
                    together
                            ? "params, mu_products, and state_steps"
                            : "params, mu_products and state_steps",
                    !together,
                    STEP,
                    MU_PRODUCT);
        }
        if (together) {
            Trained.byPlace(trained).forEach(place -> updateTogether(place, o));
        } else {
            oneByOne(trained, each -> update(each, o));
        }
    }

    /** The momentum of a step. */
    private static double momentum(NAdamSpec o, double step) {
        return o.betas()[0] * (1.0 - 0.5 * PtRuntime.pow(0.96, step * o.momentumDecay()));
    }

    private static void update(Trained each, NAdamSpec o) {
        double beta1 = o.betas()[0];
        double beta2 = o.betas()[1];
        Hyper lr = o.lr().scalar();
        Tensor parameter = each.real(each.parameter());
        Tensor gradient = each.real(o.maximize() ? each.gradient().neg() : each.gradient());
        Tensor expAvg = each.realKept(EXP_AVG);
        Tensor expAvgSq = each.realKept(EXP_AVG_SQ);
        Tensor muProduct = each.kept(MU_PRODUCT);
        double step = Steps.increment(each.kept(STEP)).itemDouble();
        double correction = 1 - PtRuntime.pow(beta2, step);
        if (o.weightDecay() != 0) {
            if (o.decoupledWeightDecay()) {
                lr.times(o.weightDecay()).complement().scale_(parameter);
            } else {
                gradient = gradient.add(parameter, o.weightDecay());
            }
        }
        double mu = momentum(o, step);
        double next = momentum(o, step + 1);
        muProduct.mul_(mu);
        expAvg.lerp_(gradient, 1 - beta1);
        expAvgSq.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
        Tensor denominator = expAvgSq.div(correction).sqrt();
        Hyper down = lr.negated();
        if (o.differentiable()) {
            denominator = denominator.add(o.eps());
            Hyper product = Hyper.of(muProduct);
            Hyper productNext = product.times(next);
            Tensor ofGradient = down.times(1.0 - mu).over(product.complement()).scaled(gradient);
            Tensor ofAverage = down.times(next).over(productNext.complement()).scaled(expAvg);
            parameter.addcdiv_(ofGradient, denominator);
            parameter.addcdiv_(ofAverage, denominator);
            return;
        }
        double product = muProduct.itemDouble();
        denominator.add_(o.eps());
        parameter.addcdiv_(
                gradient, denominator, down.times(1.0 - mu).over(1.0 - product).number());
        parameter.addcdiv_(
                expAvg, denominator, down.times(next).over(1.0 - product * next).number());
    }

    private static void updateTogether(List<Trained> place, NAdamSpec o) {
        double beta1 = o.betas()[0];
        double beta2 = o.betas()[1];
        Hyper lr = o.lr().scalar();
        Tensor[] parameters = Many.parameters(place);
        Tensor[] expAvgs = Many.realKept(place, EXP_AVG);
        Tensor[] expAvgSqs = Many.realKept(place, EXP_AVG_SQ);
        Tensor[] gradients = Many.gradients(place, o.maximize());
        Steps.increment(Many.kept(place, STEP));
        if (o.weightDecay() != 0 && o.decoupledWeightDecay()) {
            Many.scale_(parameters, lr.times(o.weightDecay()).complement());
        } else {
            gradients = Many.decayed(gradients, parameters, o.weightDecay(), o.maximize());
        }
        AtenForeach._foreach_lerp__Scalar(expAvgs, gradients, 1 - beta1);
        AtenForeach._foreach_mul__Scalar(expAvgSqs, beta2);
        AtenForeach._foreach_addcmul__Scalar(expAvgSqs, gradients, gradients, 1 - beta2);
        Tensor[] denominators = AtenForeach._foreach_sqrt(expAvgSqs);
        double[] steps = place.stream().mapToDouble(each -> each.kept(STEP).itemDouble()).toArray();
        Number[] corrections = new Number[steps.length];
        Number[] mus = new Number[steps.length];
        for (int i = 0; i < steps.length; i++) {
            corrections[i] = PtRuntime.pow(1 - PtRuntime.pow(beta2, steps[i]), 0.5);
            mus[i] = momentum(o, steps[i]);
        }
        Tensor[] muProducts = Many.kept(place, MU_PRODUCT);
        AtenForeach._foreach_mul__ScalarList(muProducts, mus);
        AtenForeach._foreach_div__ScalarList(denominators, corrections);
        AtenForeach._foreach_add__Scalar(denominators, o.eps());
        Number[] ofGradients = new Number[steps.length];
        Number[] ofAverages = new Number[steps.length];
        for (int i = 0; i < steps.length; i++) {
            double product = muProducts[i].itemDouble();
            double next = momentum(o, steps[i] + 1);
            ofGradients[i] = lr.number() * (1.0 - mus[i].doubleValue()) / (1.0 - product) * -1;
            ofAverages[i] = lr.number() * next / (1.0 - product * next) * -1;
        }
        AtenForeach._foreach_addcdiv__ScalarList(parameters, gradients, denominators, ofGradients);
        AtenForeach._foreach_addcdiv__ScalarList(parameters, expAvgs, denominators, ofAverages);
    }
}
