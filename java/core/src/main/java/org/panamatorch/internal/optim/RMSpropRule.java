package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenForeach;
import org.panamatorch.internal.declare.AsOptimizer;

import java.util.List;

/** RMSprop: steps scaled by a running mean of the gradients' squares. */
@AsOptimizer
public final class RMSpropRule extends Rule<RMSpropSpec> {
    private static final String STEP = "step";
    private static final String SQUARE_AVG = "square_avg";
    private static final String GRAD_AVG = "grad_avg";
    private static final String BUFFER = "momentum_buffer";

    /** Makes the rule. */
    public RMSpropRule() {}

    @Override
    public void check(RMSpropSpec o) {
        Refusals.requireRate(o.lr(), "Invalid learning rate: ");
        Refusals.require(o.eps() >= 0, "Invalid epsilon value: ", o.eps());
        Refusals.require(o.momentum() >= 0, "Invalid momentum value: ", o.momentum());
        Refusals.require(o.weightDecay() >= 0, "Invalid weight_decay value: ", o.weightDecay());
        Refusals.require(o.alpha() >= 0, "Invalid alpha value: ", o.alpha());
    }

    @Override
    protected void update(Batch<RMSpropSpec> group) {
        RMSpropSpec o = group.options();
        List<Trained> trained = group.trained();
        for (Trained each : trained) {
            each.requireDense("RMSprop");
            if (each.state().isEmpty()) {
                begin(each, o);
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

    private static void begin(Trained each, RMSpropSpec o) {
        each.state().put(STEP, Steps.zeroCount(each.parameter(), o.capturable()));
        each.state().put(SQUARE_AVG, Steps.zerosLike(each.parameter()));
        if (o.momentum() > 0) {
            each.state().put(BUFFER, Steps.zerosLike(each.parameter()));
        }
        if (o.centered()) {
            each.state().put(GRAD_AVG, Steps.zerosLike(each.parameter()));
        }
    }

    private static void update(Trained each, RMSpropSpec o) {
        Tensor gradient = o.maximize() ? each.gradient().neg() : each.gradient();
        Steps.increment(each.kept(STEP));
        if (o.weightDecay() != 0) {
            gradient = gradient.add(each.parameter(), o.weightDecay());
        }
        gradient = each.real(gradient);
        Tensor parameter = each.real(each.parameter());
        Tensor squareAvg = each.realKept(SQUARE_AVG);
        squareAvg.mul_(o.alpha()).addcmul_(gradient, gradient, 1 - o.alpha());
        Tensor root;
        if (o.centered()) {
            Tensor gradAvg = each.realKept(GRAD_AVG).lerp_(gradient, 1 - o.alpha());
            root = squareAvg.addcmul(gradAvg, gradAvg, -1).sqrt_();
        } else {
            root = squareAvg.sqrt();
        }
        root = o.differentiable() ? root.add(o.eps()) : root.add_(o.eps());
        double step = o.lr().scalar().negated().number();
        if (o.momentum() > 0) {
            Tensor buffer = each.realKept(BUFFER).mul_(o.momentum()).addcdiv_(gradient, root);
            parameter.add_(buffer, step);
        } else {
            parameter.addcdiv_(gradient, root, step);
        }
    }

    private static void updateTogether(List<Trained> place, RMSpropSpec o) {
        Tensor[] parameters = Many.parameters(place);
        Tensor[] squareAvgs = Many.realKept(place, SQUARE_AVG);
        Tensor[] gradients = Many.gradients(place, o.maximize());
        Steps.increment(Many.kept(place, STEP));
        gradients = Many.decayed(gradients, parameters, o.weightDecay(), o.maximize());
        AtenForeach._foreach_mul__Scalar(squareAvgs, o.alpha());
        AtenForeach._foreach_addcmul__Scalar(squareAvgs, gradients, gradients, 1 - o.alpha());
        Tensor[] roots;
        if (o.centered()) {
            Tensor[] gradAvgs = Many.realKept(place, GRAD_AVG);
            AtenForeach._foreach_lerp__Scalar(gradAvgs, gradients, 1 - o.alpha());
            roots = AtenForeach._foreach_addcmul_Scalar(squareAvgs, gradAvgs, gradAvgs, -1);
            AtenForeach._foreach_sqrt_(roots);
        } else {
            roots = AtenForeach._foreach_sqrt(squareAvgs);
        }
        AtenForeach._foreach_add__Scalar(roots, o.eps());
        double step = o.lr().scalar().negated().number();
        if (o.momentum() > 0) {
            Tensor[] buffers = Many.realKept(place, BUFFER);
            AtenForeach._foreach_mul__Scalar(buffers, o.momentum());
            AtenForeach._foreach_addcdiv__Scalar(buffers, gradients, roots, 1);
            AtenForeach._foreach_add__List(parameters, buffers, step);
        } else {
            AtenForeach._foreach_addcdiv__Scalar(parameters, gradients, roots, step);
        }
    }
}
