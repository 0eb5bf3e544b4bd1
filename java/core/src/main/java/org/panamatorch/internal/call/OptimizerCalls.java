package org.panamatorch.internal.call;

import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.memory.NativeKind;
import org.panamatorch.internal.optim.AdagradSpec;
import org.panamatorch.internal.optim.AdamSpec;
import org.panamatorch.internal.optim.Hyper;
import org.panamatorch.internal.optim.SGDSpec;
import org.panamatorch.internal.optim.Scaling;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** The calls on LibTorch's own optimizer. */
public final class OptimizerCalls {
    private OptimizerCalls() {}

    /** The names of Adam's state of a parameter, in the order of the header. */
    public enum AdamState {
        /** How many steps were made. */
        STEP("step"),
        /** The mean of the gradients. */
        EXP_AVG("exp_avg"),
        /** The mean of their squares. */
        EXP_AVG_SQ("exp_avg_sq"),
        /** The greatest mean of squares. */
        MAX_EXP_AVG_SQ("max_exp_avg_sq");

        private final String python;

        AdamState(String python) {
            this.python = python;
        }

        /**
         * Python's name.
         *
         * @return such as {@code exp_avg}
         */
        public String python() {
            return python;
        }

        private int code() {
            return switch (this) {
                case STEP -> PanamaTorch.PT_ADAM_STEP();
                case EXP_AVG -> PanamaTorch.PT_ADAM_EXP_AVG();
                case EXP_AVG_SQ -> PanamaTorch.PT_ADAM_EXP_AVG_SQ();
                case MAX_EXP_AVG_SQ -> PanamaTorch.PT_ADAM_MAX_EXP_AVG_SQ();
            };
        }
    }

    private static long flag(Boolean value) {
        return value == null ? PanamaTorch.PT_NONE() : Arguments.flag(value);
    }

    /**
     * Adam without groups.
     *
     * @param options its options
     * @return the optimizer
     */
    public static NativeHandle adam(AdamSpec options) {
        MemorySegment optimizer =
                PanamaTorch.pt_adam_new(
                        MemorySegment.NULL,
                        0,
                        options.lr().number(),
                        options.betas()[0].number(),
                        options.betas()[1].number(),
                        options.eps(),
                        options.weightDecay().number(),
                        Arguments.flag(options.amsgrad()),
                        Arguments.flag(options.maximize()),
                        flag(options.foreach()),
                        flag(options.fused()),
                        Arguments.flag(options.capturable()),
                        Arguments.flag(options.differentiable()),
                        Arguments.flag(options.decoupledWeightDecay()));
        if (optimizer.address() == 0) {
            throw Failure.exception("Adam", "options", options);
        }
        return NativeHandle.of(optimizer, NativeKind.OPTIMIZER);
    }

    private static MemorySegment use(NativeHandle optimizer) {
        return optimizer.use("step", "optimizer");
    }

    /**
     * Adds 1 to each count of steps.
     *
     * @param steps the counts
     */
    public static void increment(Tensor... steps) {
        try (Frame frame = Frame.open()) {
            Failure.check(
                    PanamaTorch.pt_steps_increment(
                            frame.tensors(steps, "step", "steps"), steps.length),
                    "step");
            Arguments.keepAlive((Object) steps);
        }
    }

    /**
     * Adds a group.
     *
     * @param optimizer the optimizer
     * @param parameters the group's parameters
     */
    public static void addGroup(NativeHandle optimizer, List<Tensor> parameters) {
        Tensor[] tensors = parameters.toArray(Tensor[]::new);
        try (Frame frame = Frame.open()) {
            Failure.check(
                    PanamaTorch.pt_optimizer_add_group(
                            use(optimizer),
                            frame.tensors(tensors, "addParameterGroup", "params"),
                            tensors.length),
                    "addParameterGroup");
            Arguments.keepAlive(tensors, optimizer);
        }
    }

    /**
     * Sets all options of a group.
     *
     * @param optimizer the optimizer
     * @param group the number of the group
     * @param options the options
     */
    public static void setOptions(NativeHandle optimizer, int group, AdamSpec options) {
        Setter setter = new Setter(use(optimizer), group);
        setter.set(PanamaTorch.PT_ADAM_LR(), options.lr());
        setter.set(PanamaTorch.PT_ADAM_BETA1(), options.betas()[0]);
        setter.set(PanamaTorch.PT_ADAM_BETA2(), options.betas()[1]);
        setter.set(PanamaTorch.PT_ADAM_EPS(), options.eps());
        setter.set(PanamaTorch.PT_ADAM_WEIGHT_DECAY(), options.weightDecay());
        setter.set(PanamaTorch.PT_ADAM_AMSGRAD(), Arguments.flag(options.amsgrad()));
        setter.set(PanamaTorch.PT_ADAM_MAXIMIZE(), Arguments.flag(options.maximize()));
        setter.set(PanamaTorch.PT_ADAM_FOREACH(), flag(options.foreach()));
        setter.set(PanamaTorch.PT_ADAM_FUSED(), flag(options.fused()));
        setter.set(PanamaTorch.PT_ADAM_CAPTURABLE(), Arguments.flag(options.capturable()));
        setter.set(PanamaTorch.PT_ADAM_DIFFERENTIABLE(), Arguments.flag(options.differentiable()));
        setter.set(
                PanamaTorch.PT_ADAM_DECOUPLED_WEIGHT_DECAY(),
                Arguments.flag(options.decoupledWeightDecay()));
        Arguments.keepAlive(optimizer);
    }

    private record Setter(MemorySegment optimizer, int group) {
        void set(int option, double value) {
            Failure.check(
                    PanamaTorch.pt_optimizer_set_option(optimizer, group, option, value), "step");
        }

        void set(int option, Hyper value) {
            if (!value.isTensor()) {
                set(option, value.number());
                return;
            }
            Failure.check(
                    PanamaTorch.pt_optimizer_set_tensor_option(
                            optimizer,
                            group,
                            option,
                            Arguments.tensor(value.tensor(), "step", "options")),
                    "step");
            Arguments.keepAlive(value.tensor());
        }
    }

    /**
     * The state of a parameter.
     *
     * @param optimizer the optimizer
     * @param group the number of the group
     * @param parameter the number of the parameter in it
     * @param state which tensor
     * @return the tensor, or null where there is none
     */
    public static Tensor state(NativeHandle optimizer, int group, int parameter, AdamState state) {
        MemorySegment tensor =
                PanamaTorch.pt_optimizer_state(use(optimizer), group, parameter, state.code());
        Arguments.keepAlive(optimizer);
        if (tensor.address() == 0) {
            throw Failure.exception("step", "state", state.python());
        }
        return Results.tensor(tensor);
    }

    /**
     * Sets what is kept for a parameter.
     *
     * @param optimizer the optimizer
     * @param group the number of the group
     * @param parameter the number of the parameter in it
     * @param state which tensor
     * @param value the tensor, or null for none
     */
    public static void setState(
            NativeHandle optimizer, int group, int parameter, AdamState state, Tensor value) {
        Failure.check(
                PanamaTorch.pt_optimizer_set_state(
                        use(optimizer),
                        group,
                        parameter,
                        state.code(),
                        Arguments.optionalTensor(value, "step", state.python())),
                "step");
        Arguments.keepAlive(optimizer, value);
    }

    /**
     * Sets what a gradient scaler tells a step.
     *
     * @param optimizer the optimizer
     * @param gradScale by what gradients are divided, or null
     * @param foundInf not 0 where the step is to change nothing, or null
     */
    public static void setGradScale(NativeHandle optimizer, Tensor gradScale, Tensor foundInf) {
        Failure.check(
                PanamaTorch.pt_optimizer_set_grad_scale(
                        use(optimizer),
                        Arguments.optionalTensor(gradScale, "step", "grad_scale"),
                        Arguments.optionalTensor(foundInf, "step", "found_inf")),
                "step");
        Arguments.keepAlive(optimizer, gradScale, foundInf);
    }

    /**
     * Makes one step.
     *
     * @param optimizer the optimizer
     */
    public static void step(NativeHandle optimizer) {
        Failure.check(PanamaTorch.pt_optimizer_step(use(optimizer)), "step");
        Arguments.keepAlive(optimizer);
    }

    /**
     * Hands parameters over for fused steps, and what is kept for them.
     *
     * @param parameters the parameters
     * @param states for each state those of all parameters
     * @param steps the counts of steps, or null
     * @return what is handed over
     */
    public static NativeHandle fused(
            List<Tensor> parameters, List<List<Tensor>> states, List<Tensor> steps) {
        List<Tensor> all = new ArrayList<>(parameters);
        states.forEach(all::addAll);
        if (steps != null) {
            all.addAll(steps);
        }
        Tensor[] tensors = all.toArray(Tensor[]::new);
        try (Frame frame = Frame.open()) {
            MemorySegment fused =
                    PanamaTorch.pt_fused_new(
                            frame.tensors(tensors, "step", "params"),
                            parameters.size(),
                            states.size(),
                            Arguments.flag(steps != null));
            Arguments.keepAlive((Object) tensors);
            if (fused.address() == 0) {
                throw Failure.exception("step");
            }
            return NativeHandle.of(fused, NativeKind.FUSED);
        }
    }

    private static MemorySegment tensor(Tensor value, String option) {
        return Arguments.optionalTensor(value, "step", option);
    }

    private static double number(Hyper lr) {
        return lr.isTensor() ? Double.NaN : lr.number();
    }

    /**
     * Calls ATen's fused step of SGD, unless it would misread something.
     *
     * @param fused the parameters, and the directions if there is momentum
     * @param o the options
     * @param scaling what a gradient scaler says, on the parameters' device
     * @return whether the step was made
     */
    public static boolean fusedSgd(NativeHandle fused, SGDSpec o, Scaling scaling) {
        try (Frame frame = Frame.open()) {
            MemorySegment made = frame.slot();
            Failure.check(
                    PanamaTorch.pt_fused_sgd(
                            fused.use("step", "params"),
                            o.weightDecay().number(),
                            o.momentum(),
                            number(o.lr()),
                            tensor(o.lr().tensor(), "lr"),
                            o.dampening(),
                            Arguments.flag(o.nesterov()),
                            Arguments.flag(o.maximize()),
                            tensor(scaling.gradScale(), "grad_scale"),
                            tensor(scaling.foundInf(), "found_inf"),
                            made),
                    "step");
            Arguments.keepAlive(fused, o.lr().tensor(), scaling.gradScale(), scaling.foundInf());
            return Results.longAt(made) != 0;
        }
    }

    /**
     * Calls ATen's fused step of Adagrad, unless it would misread something.
     *
     * @param fused the parameters, their sums and their counts of steps
     * @param o the options
     * @param scaling what a gradient scaler says, on the parameters' device
     * @return whether the step was made
     */
    public static boolean fusedAdagrad(NativeHandle fused, AdagradSpec o, Scaling scaling) {
        try (Frame frame = Frame.open()) {
            MemorySegment made = frame.slot();
            Failure.check(
                    PanamaTorch.pt_fused_adagrad(
                            fused.use("step", "params"),
                            number(o.lr()),
                            tensor(o.lr().tensor(), "lr"),
                            o.lrDecay(),
                            o.weightDecay(),
                            o.eps(),
                            Arguments.flag(o.maximize()),
                            tensor(scaling.gradScale(), "grad_scale"),
                            tensor(scaling.foundInf(), "found_inf"),
                            made),
                    "step");
            Arguments.keepAlive(fused, o.lr().tensor(), scaling.gradScale(), scaling.foundInf());
            return Results.longAt(made) != 0;
        }
    }
}
