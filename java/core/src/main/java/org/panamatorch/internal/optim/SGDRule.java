package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenF;
import org.panamatorch.internal.aten.AtenForeach;
import org.panamatorch.internal.declare.AsOptimizer;
import org.panamatorch.internal.library.PtOptim;
import org.panamatorch.internal.memory.NativeHandle;

import java.util.List;
import java.util.Objects;

/** Stochastic gradient descent, with momentum if asked for. */
@AsOptimizer
public final class SGDRule extends Rule<SGDSpec> {
    private static final String BUFFER = "momentum_buffer";

    private final FusedGroups fusedGroups = new FusedGroups();

    /** Makes the rule. */
    public SGDRule() {}

    @Override
    public void check(SGDSpec o) {
        Refusals.requireOne(o.lr());
        // Python's SGD alone takes what is not a number.
        if (o.lr().number() < 0) {
            Refusals.requireRate(o.lr(), "Invalid learning rate: ");
        }
        Refusals.require(!(o.momentum() < 0), "Invalid momentum value: ", o.momentum());
        Refusals.require(
                !(o.weightDecay().number() < 0),
                "Invalid weight_decay value: ",
                o.weightDecay().number());
        if (o.nesterov() && (o.momentum() <= 0 || o.dampening() != 0)) {
            throw Refusals.value("Nesterov momentum requires a momentum and zero dampening");
        }
    }

    @Override
    public void checkGroups(SGDSpec o, List<List<Tensor>> groups) {
        Refusals.requireOneImplementation(o.fused(), o.foreach(), o.differentiable());
    }

    @Override
    protected void update(Batch<SGDSpec> group) {
        SGDSpec o = group.options();
        boolean fused = Steps.isSet(o.fused());
        if (fused && updateAsBefore(group)) {
            return;
        }
        List<Trained> trained = group.trained();
        if (fused) {
            trained.forEach(each -> Refusals.requireFusable(each.parameter()));
        }
        if (o.fused() == null && Steps.together(o.foreach(), trained, false)
                || o.foreach() != null && o.foreach()) {
            group.scaling().requireNone();
            Trained.byPlace(trained).forEach(place -> updateTogether(place, o));
        } else if (fused) {
            updateFused(trained, o, group.scaling());
            fusedGroups.give(group, states(o), null);
        } else {
            group.scaling().requireNone();
            Hyper lr = o.lr().scalar();
            trained.forEach(each -> update(each, o, lr));
        }
    }

    private static List<String> states(SGDSpec o) {
        return o.momentum() == 0 ? List.of() : List.of(BUFFER);
    }

    /** Makes a fused step on what the last one worked on, if it still can. */
    private boolean updateAsBefore(Batch<SGDSpec> group) {
        SGDSpec o = group.options();
        NativeHandle lists = fusedGroups.of(group, states(o));
        return lists != null
                && PtOptim.fused_sgd(
                        lists,
                        o.weightDecay().number(),
                        o.momentum(),
                        FusedGroups.rate(o.lr()),
                        o.lr().tensor(),
                        o.dampening(),
                        o.nesterov(),
                        o.maximize(),
                        group.scaling().gradScale(),
                        group.scaling().foundInf());
    }

    private static void update(Trained each, SGDSpec o, Hyper lr) {
        Tensor parameter = each.parameter();
        Tensor gradient = o.maximize() ? each.gradient().neg() : each.gradient();
        if (o.weightDecay().isNonZero()) {
            gradient =
                    o.weightDecay().requiresGrad()
                            ? gradient.addcmul_(parameter.clone(), o.weightDecay().tensor())
                            : gradient.add(parameter, o.weightDecay().number());
        }
        if (o.momentum() != 0) {
            Tensor buffer = kept(each, gradient, o);
            gradient = o.nesterov() ? gradient.add(buffer, o.momentum()) : buffer;
        }
        if (lr.requiresGrad()) {
            parameter.addcmul_(gradient, lr.tensor(), -1);
        } else {
            parameter.add_(gradient, lr.negated().number());
        }
    }

    /** The direction with the gradient in it, which begins with the first gradient. */
    private static Tensor kept(Trained each, Tensor gradient, SGDSpec o) {
        if (each.state().get(BUFFER) == null) {
            return each.state().keep(BUFFER, gradient.detach().clone());
        }
        return each.kept(BUFFER).mul_(o.momentum()).add_(gradient, 1 - o.dampening());
    }

    private static void updateTogether(List<Trained> place, SGDSpec o) {
        Hyper lr = o.lr().scalar();
        Tensor[] parameters = Many.of(place, Trained::parameter);
        Tensor[] gradients = Many.of(place, Trained::gradient);
        if (o.maximize()) {
            gradients = AtenForeach._foreach_neg(gradients);
        }
        gradients = Many.decayed(gradients, parameters, o.weightDecay().number(), o.maximize());
        if (o.momentum() != 0) {
            Tensor[] buffers = buffers(place, gradients, o);
            if (o.nesterov()) {
                AtenForeach._foreach_add__List(gradients, buffers, o.momentum());
            } else {
                gradients = buffers;
            }
        }
        double step = lr.negated().number();
        if (place.stream().noneMatch(each -> each.gradient().isSparse())) {
            AtenForeach._foreach_add__List(parameters, gradients, step);
            return;
        }
        for (int i = 0; i < parameters.length; i++) {
            parameters[i].add_(gradients[i], step);
        }
    }

    private static Tensor[] buffers(List<Trained> place, Tensor[] gradients, SGDSpec o) {
        if (place.stream().allMatch(each -> each.state().get(BUFFER) != null)) {
            Tensor[] buffers = Many.kept(place, BUFFER);
            AtenForeach._foreach_mul__Scalar(buffers, o.momentum());
            AtenForeach._foreach_add__List(buffers, gradients, 1 - o.dampening());
            return buffers;
        }
        Tensor[] buffers = new Tensor[gradients.length];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = kept(place.get(i), gradients[i], o);
        }
        return buffers;
    }

    private static void updateFused(List<Trained> trained, SGDSpec o, Scaling scaling) {
        if (trained.stream().anyMatch(each -> each.gradient().isSparse())) {
            throw Refusals.runtime("`_fused_sgd` does not support sparse gradients");
        }
        boolean hasBuffers = o.momentum() != 0;
        boolean isFirst =
                hasBuffers
                        && trained.stream()
                                .map(each -> each.state().get(BUFFER))
                                .allMatch(Objects::isNull);
        if (isFirst && scaling.skips()) {
            // Python would keep buffers here that the kernel leaves unwritten.
            return;
        }
        if (isFirst) {
            trained.forEach(each -> each.state().keep(BUFFER, Fused.emptyLike(each.gradient())));
        }
        for (List<Trained> place : Trained.byPlace(trained)) {
            Tensor[] parameters = Many.of(place, Trained::parameter);
            Tensor[] buffers = hasBuffers ? Many.kept(place, BUFFER) : new Tensor[0];
            Tensor[] gradients =
                    Fused.fitting(
                            place,
                            hasBuffers ? List.<Tensor[]>of(buffers) : List.of(),
                            List.of(BUFFER));
            double weightDecay = o.weightDecay().number();
            Scaling here = scaling.on(parameters[0].device());
            if (o.lr().isTensor()) {
                AtenF._fused_sgd__tensor_lr(
                        parameters,
                        gradients,
                        buffers,
                        weightDecay,
                        o.momentum(),
                        o.lr().tensor(),
                        o.dampening(),
                        o.nesterov(),
                        o.maximize(),
                        isFirst,
                        here.gradScale(),
                        here.foundInf());
            } else {
                AtenF._fused_sgd_(
                        parameters,
                        gradients,
                        buffers,
                        weightDecay,
                        o.momentum(),
                        o.lr().number(),
                        o.dampening(),
                        o.nesterov(),
                        o.maximize(),
                        isFirst,
                        here.gradScale(),
                        here.foundInf());
            }
        }
    }

    @Override
    public void close() {
        fusedGroups.close();
    }
}
