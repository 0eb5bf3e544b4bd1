package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenForeach;
import org.panamatorch.internal.declare.AsOptimizer;
import org.panamatorch.internal.library.PtRuntime;

import java.util.Arrays;
import java.util.List;

/** RAdam: Adam that trusts its mean of squares only when it has seen enough of them. */
@AsOptimizer
public final class RAdamRule extends Rule<RAdamSpec> {
    private static final String STEP = "step";
    private static final String EXP_AVG = "exp_avg";
    private static final String EXP_AVG_SQ = "exp_avg_sq";

    // Below this length of the mean its variance cannot be told.
    private static final double LEAST_LENGTH = 5;

    /** Makes the rule. */
    public RAdamRule() {}

    @Override
    public void check(RAdamSpec o) {
        Refusals.requireRate(o.lr(), "Invalid learning rate: ");
        Refusals.require(o.eps() >= 0, "Invalid epsilon value: ", o.eps());
        Refusals.requireBetas(o.betas());
        Refusals.require(o.weightDecay() >= 0, "Invalid weight_decay value: ", o.weightDecay());
    }

    @Override
    protected void update(Batch<RAdamSpec> group) {
        RAdamSpec o = group.options();
        List<Trained> trained = group.trained();
        for (Trained each : trained) {
            each.requireDense("RAdam");
            if (each.state().isEmpty()) {
                each.state().put(STEP, Steps.zeroCount(each.parameter(), o.capturable()));
                each.state().put(EXP_AVG, Steps.zerosLike(each.parameter()));
                each.state().put(EXP_AVG_SQ, Steps.zerosLike(each.parameter()));
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

    /** The length of the mean of squares, in the end and after a step. */
    private record Length(double last, double now) {
        static Length of(double beta2, double step) {
            double last = 2 / (1 - beta2) - 1;
            double power = PtRuntime.pow(beta2, step);
            return new Length(last, last - 2 * step * power / (1 - power));
        }

        boolean isEnough() {
            return now > LEAST_LENGTH;
        }

        double rectification() {
            return PtRuntime.pow(
                    (now - 4) * (now - 2) * last / ((last - 4) * (last - 2) * now), 0.5);
        }
    }

    private static void update(Trained each, RAdamSpec o) {
        double beta1 = o.betas()[0];
        double beta2 = o.betas()[1];
        Hyper lr = o.lr().scalar();
        Tensor parameter = each.real(each.parameter());
        Tensor gradient = each.real(o.maximize() ? each.gradient().neg() : each.gradient());
        Tensor expAvg = each.realKept(EXP_AVG);
        Tensor expAvgSq = each.realKept(EXP_AVG_SQ);
        double step = Steps.increment(each.kept(STEP)).itemDouble();
        if (o.weightDecay() != 0) {
            if (o.decoupledWeightDecay()) {
                lr.times(o.weightDecay()).complement().scale_(parameter);
            } else {
                gradient = gradient.add(parameter, o.weightDecay());
            }
        }
        expAvg.lerp_(gradient, 1 - beta1);
        expAvgSq.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
        Tensor direction = lr.scaled(expAvg.div(1 - PtRuntime.pow(beta1, step)));
        Length length = Length.of(beta2, step);
        if (length.isEnough()) {
            Tensor root = expAvgSq.sqrt();
            Tensor denominator = o.differentiable() ? root.add(o.eps()) : root.add_(o.eps());
            double correction = PtRuntime.pow(1 - PtRuntime.pow(beta2, step), 0.5);
            direction =
                    direction
                            .mul(denominator.reciprocal().mul(correction))
                            .mul(length.rectification());
        }
        parameter.add_(direction, -1.0);
    }

    private static void updateTogether(List<Trained> place, RAdamSpec o) {
        double beta1 = o.betas()[0];
        double beta2 = o.betas()[1];
        Hyper lr = o.lr().scalar();
        Tensor[] parameters = Many.parameters(place);
        Tensor[] expAvgs = Many.realKept(place, EXP_AVG);
        Tensor[] expAvgSqs = Many.realKept(place, EXP_AVG_SQ);
        Steps.increment(Many.kept(place, STEP));
        Tensor[] gradients = Many.gradients(place, o.maximize());
        if (o.weightDecay() != 0 && o.decoupledWeightDecay()) {
            Many.scale_(parameters, lr.times(o.weightDecay()).complement());
        } else {
            gradients = Many.decayed(gradients, parameters, o.weightDecay(), o.maximize());
        }
        AtenForeach._foreach_lerp__Scalar(expAvgs, gradients, 1 - beta1);
        AtenForeach._foreach_mul__Scalar(expAvgSqs, beta2);
        AtenForeach._foreach_addcmul__Scalar(expAvgSqs, gradients, gradients, 1 - beta2);
        Hyper[] unrectified = new Hyper[parameters.length];
        Hyper[] rectified = new Hyper[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            double step = place.get(i).kept(STEP).itemDouble();
            Length length = Length.of(beta2, step);
            double rectification = length.isEnough() ? length.rectification() : 0;
            double correction = 1 - PtRuntime.pow(beta1, step);
            unrectified[i] = lr.times(rectification > 0 ? 0 : 1).over(correction).times(-1);
            rectified[i] =
                    Hyper.of(PtRuntime.pow(1 - PtRuntime.pow(beta2, step), 0.5))
                            .times(lr.times(rectification).over(correction))
                            .times(-1);
        }
        Tensor[] buffer = AtenForeach._foreach_sqrt(expAvgSqs);
        AtenForeach._foreach_add__Scalar(buffer, o.eps());
        if (lr.isTensor()) {
            AtenForeach._foreach_div__List(buffer, tensors(rectified));
        } else {
            AtenForeach._foreach_div__ScalarList(buffer, numbers(rectified));
        }
        AtenForeach._foreach_reciprocal_(buffer);
        if (lr.isTensor()) {
            AtenForeach._foreach_add__List(buffer, tensors(unrectified), 1);
        } else {
            AtenForeach._foreach_add__ScalarList(buffer, numbers(unrectified));
        }
        AtenForeach._foreach_addcmul__Scalar(parameters, expAvgs, buffer, 1);
    }

    private static Tensor[] tensors(Hyper... values) {
        return Arrays.stream(values).map(Hyper::tensor).toArray(Tensor[]::new);
    }

    private static Number[] numbers(Hyper... values) {
        return Arrays.stream(values).map(Hyper::number).toArray(Number[]::new);
    }
}
