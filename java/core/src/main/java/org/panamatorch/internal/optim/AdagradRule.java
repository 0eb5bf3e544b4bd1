package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenF;
import org.panamatorch.internal.aten.AtenForeach;
import org.panamatorch.internal.aten.AtenV;
import org.panamatorch.internal.declare.AsOptimizer;
import org.panamatorch.internal.library.PtOptim;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.optim.ParameterState;

import java.util.Arrays;
import java.util.List;

/** Adagrad: steps scaled by the sums of the gradients' squares. */
@AsOptimizer
public final class AdagradRule extends Rule<AdagradSpec> {
    private static final String STEP = "step";
    private static final String SUM = "sum";
    private static final List<String> STATES = List.of(SUM);

    private final FusedGroups fusedGroups = new FusedGroups();
    private double initialValue;

    /** Makes the rule. */
    public AdagradRule() {}

    @Override
    public void check(AdagradSpec o) {
        Refusals.requireRate(o.lr(), "Invalid learning rate: ");
        Refusals.require(o.lrDecay() >= 0, "Invalid lr_decay value: ", o.lrDecay());
        Refusals.require(o.weightDecay() >= 0, "Invalid weight_decay value: ", o.weightDecay());
        Refusals.require(
                o.initialAccumulatorValue() >= 0,
                "Invalid initial_accumulator_value value: ",
                o.initialAccumulatorValue());
        Refusals.require(o.eps() >= 0, "Invalid epsilon value: ", o.eps());
        initialValue = o.initialAccumulatorValue();
    }

    @Override
    public void checkGroups(AdagradSpec o, List<List<Tensor>> groups) {
        Refusals.requireOneImplementation(o.fused(), o.foreach(), o.differentiable());
    }

    @Override
    public void start(AdagradSpec options, List<Batch<AdagradSpec>> groups) {
        for (Batch<AdagradSpec> group : groups) {
            for (Tensor parameter : group.parameters()) {
                begin(parameter, group.states().apply(parameter), group.options());
            }
        }
    }

    private void begin(Tensor parameter, ParameterState state, AdagradSpec o) {
        boolean fused = Steps.isSet(o.fused());
        state.put(
                STEP,
                fused
                        ? Steps.scalar(0, parameter.device(), true)
                        : Steps.zeroCount(parameter, false));
        state.put(SUM, Steps.filledLike(parameter, initialValue));
    }

    @Override
    protected void update(Batch<AdagradSpec> group) {
        AdagradSpec o = group.options();
        boolean fused = Steps.isSet(o.fused());
        if (fused && updateAsBefore(group)) {
            return;
        }
        List<Trained> trained = group.trained();
        for (Trained each : trained) {
            if (fused) {
                Refusals.requireFusable(each.parameter());
            }
            if (each.state().isEmpty()) {
                begin(each.parameter(), each.state(), o);
            }
        }
        if (fused) {
            updateFused(trained, o, group.scaling());
            fusedGroups.give(group, STATES, STEP);
        } else if (o.fused() == null
                ? Steps.together(o.foreach(), trained, o.differentiable())
                : Steps.isSet(o.foreach())) {
            Refusals.requireUndifferentiable(o.differentiable());
            group.scaling().requireNone();
            Trained.byPlace(trained).forEach(place -> updateTogether(place, o));
        } else {
            group.scaling().requireNone();
            oneByOne(trained, each -> update(each, o));
        }
    }

    /** Makes a fused step on what the last one worked on, if it still can. */
    private boolean updateAsBefore(Batch<AdagradSpec> group) {
        AdagradSpec o = group.options();
        NativeHandle lists = fusedGroups.of(group, STATES);
        return lists != null
                && !o.differentiable()
                && PtOptim.fused_adagrad(
                        lists,
                        FusedGroups.rate(o.lr()),
                        o.lr().tensor(),
                        o.lrDecay(),
                        o.weightDecay(),
                        o.eps(),
                        o.maximize(),
                        group.scaling().gradScale(),
                        group.scaling().foundInf());
    }

    /** The learning rate at a step. */
    private static Hyper rate(AdagradSpec o, double step) {
        return o.lr().scalar().over(1 + (step - 1) * o.lrDecay());
    }

    private static void update(Trained each, AdagradSpec o) {
        double step = Steps.increment(each.kept(STEP)).itemDouble();
        Tensor gradient = o.maximize() ? each.gradient().neg() : each.gradient();
        if (o.weightDecay() != 0) {
            if (gradient.isSparse()) {
                throw Refusals.runtime(
                        "weight_decay option is not compatible with sparse gradients");
            }
            gradient = gradient.add(each.parameter(), o.weightDecay());
        }
        double rate = rate(o, step).number();
        if (gradient.isSparse()) {
            updateSparse(each, gradient.coalesce(), rate, o);
            return;
        }
        gradient = each.real(gradient);
        Tensor sum = each.realKept(SUM).addcmul_(gradient, gradient, 1);
        Tensor root = sum.sqrt();
        Tensor denominator = o.differentiable() ? root.add(o.eps()) : root.add_(o.eps());
        each.real(each.parameter()).addcdiv_(gradient, denominator, -rate);
    }

    private static void updateSparse(Trained each, Tensor gradient, double rate, AdagradSpec o) {
        Tensor values = AtenV._values(gradient);
        Tensor sum = each.kept(SUM);
        sum.add_(SparseRows.of(gradient, values.pow(2)));
        Tensor root = AtenV._values(sum.sparseMask(gradient)).sqrt_().add_(o.eps());
        each.parameter().add_(SparseRows.of(gradient, values.div(root)), -rate);
    }

    private static void updateTogether(List<Trained> place, AdagradSpec o) {
        if (place.stream().anyMatch(each -> each.gradient().isSparse())) {
            oneByOne(place, each -> update(each, o));
            return;
        }
        Tensor[] parameters = Many.parameters(place);
        Tensor[] sums = Many.realKept(place, SUM);
        Tensor[] gradients = Many.gradients(place, o.maximize());
        Steps.increment(Many.kept(place, STEP));
        gradients = Many.decayed(gradients, parameters, o.weightDecay(), o.maximize());
        Number[] rates =
                Many.numbers(
                        place,
                        each ->
                                o.lr().scalar()
                                        .negated()
                                        .over(1 + (each.kept(STEP).itemDouble() - 1) * o.lrDecay())
                                        .number());
        AtenForeach._foreach_addcmul__Scalar(sums, gradients, gradients, 1);
        Tensor[] denominators = AtenForeach._foreach_sqrt(sums);
        AtenForeach._foreach_add__Scalar(denominators, o.eps());
        Tensor[] numerators = gradients;
        if (o.weightDecay() != 0 || o.maximize()) {
            AtenForeach._foreach_mul__ScalarList(gradients, rates);
        } else {
            numerators = AtenForeach._foreach_mul_ScalarList(gradients, rates);
        }
        AtenForeach._foreach_addcdiv__Scalar(parameters, numerators, denominators, 1);
    }

    private static void updateFused(List<Trained> trained, AdagradSpec o, Scaling scaling) {
        if (trained.isEmpty()) {
            return;
        }
        if (trained.stream()
                .anyMatch(each -> each.gradient().isSparse() || each.parameter().isComplex())) {
            throw Refusals.runtime("`fused` does not support sparse grad or complex param");
        }
        if (o.differentiable()) {
            throw Refusals.runtime("adagrad with fused=True does not support differentiable=True");
        }
        for (List<Trained> place : Trained.byPlace(trained)) {
            Tensor[] parameters = Many.of(place, Trained::parameter);
            Tensor[] sums = Many.kept(place, SUM);
            Tensor[] steps = Many.kept(place, STEP);
            Tensor[] gradients = Fused.fitting(place, List.<Tensor[]>of(sums), List.of(SUM));
            Scaling here = scaling.on(parameters[0].device());
            AtenForeach._foreach_add__Scalar(steps, 1);
            if (o.lr().isTensor()) {
                AtenF._fused_adagrad__tensor_lr(
                        parameters,
                        gradients,
                        sums,
                        steps,
                        o.lr().tensor(),
                        o.lrDecay(),
                        o.weightDecay(),
                        o.eps(),
                        o.maximize(),
                        here.gradScale(),
                        here.foundInf());
            } else {
                AtenF._fused_adagrad_(
                        parameters,
                        gradients,
                        sums,
                        steps,
                        o.lr().number(),
                        o.lrDecay(),
                        o.weightDecay(),
                        o.eps(),
                        o.maximize(),
                        here.gradScale(),
                        here.foundInf());
            }
            if (here.foundInf() != null) {
                Tensor[] uncounted = new Tensor[steps.length];
                Arrays.fill(uncounted, here.foundInf());
                AtenForeach._foreach_sub__List(steps, uncounted, 1);
            }
        }
    }

    @Override
    public void close() {
        fusedGroups.close();
    }
}
