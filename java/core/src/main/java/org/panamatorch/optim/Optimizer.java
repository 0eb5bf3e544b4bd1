// One file, because it is all that a user of optimizers sees, as torch.optim.Optimizer is: groups,
// steps, hooks and states, with their documentation; what each computes is in internal.optim.
package org.panamatorch.optim;

import org.panamatorch.DType;
import org.panamatorch.HookHandle;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.Warnings;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.HookList;
import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.internal.call.RecordingCalls;
import org.panamatorch.internal.optim.Batch;
import org.panamatorch.internal.optim.Changes;
import org.panamatorch.internal.optim.Gradients;
import org.panamatorch.internal.optim.Rule;
import org.panamatorch.internal.optim.Scaling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Trains parameters by their gradients: the base of all optimizers, and of one's own.
 *
 * <p>One's own implements {@link #update()}, which runs without autograd and in a scope that frees
 * what it makes; {@link #state} keeps what outlives a step:
 *
 * <pre>{@code
 * class SignDescent extends Optimizer {
 *     SignDescent(Collection<Tensor> parameters, double lr) {
 *         super(parameters, new OptimizerOptions().lr(lr));
 *     }
 *
 *     @Override
 *     protected void update() {
 *         for (var group : parameterGroups()) {
 *             for (var p : group.parameters()) {
 *                 if (p.grad() != null) {
 *                     p.sub_(p.grad().sign(), group.options().lr());
 *                 }
 *             }
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>Threads that use one optimizer take turns.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/optim.html#torch.optim.Optimizer">torch.optim.Optimizer</a>
 */
public abstract class Optimizer implements AutoCloseable {
    private static final HookList<StepPreHook> COMMON_STEP_PRE_HOOKS = new HookList<>();
    private static final HookList<Consumer<? super Optimizer>> COMMON_STEP_POST_HOOKS =
            new HookList<>();

    private final OptimizerOptions defaults;
    private final List<ParameterGroup<?>> groups = new ArrayList<>();
    private final Map<Tensor, ParameterState> states = new IdentityHashMap<>();
    // What a loaded state had for numbers that no parameter has.
    private final SequencedMap<Long, SequencedMap<String, Object>> unassigned =
            new LinkedHashMap<>();
    private final Changes changes = new Changes();
    private final ReentrantLock turn = new ReentrantLock();
    private final Rule<?> rule;
    private boolean isClosed;

    // Of a gradient scaler.
    private Tensor gradScale;
    private Tensor foundInf;

    private final HookList<StepPreHook> stepPreHooks = new HookList<>();
    private final HookList<Consumer<? super Optimizer>> stepPostHooks = new HookList<>();
    private final HookList<Consumer<? super Optimizer>> stateDictPreHooks = new HookList<>();
    private final HookList<OptimizerStateHook> stateDictPostHooks = new HookList<>();
    private final HookList<OptimizerStateHook> loadStateDictPreHooks = new HookList<>();
    private final HookList<Consumer<? super Optimizer>> loadStateDictPostHooks = new HookList<>();

    /**
     * Makes an optimizer of one group.
     *
     * @param parameters what to train
     * @param defaults the options
     * @throws TorchException if there are no parameters, or one is the result of an operation
     */
    protected Optimizer(Collection<Tensor> parameters, OptimizerOptions defaults) {
        this(parameters, defaults, null, null);
    }

    /**
     * Makes an optimizer.
     *
     * @param groups what to train
     * @param defaults the options of groups that do not set them
     * @throws TorchException if there are no groups, a parameter is the result of an operation, or
     *     one is in two groups
     */
    protected Optimizer(List<? extends ParameterGroup<?>> groups, OptimizerOptions defaults) {
        this(groups, defaults, null, null);
    }

    /** Makes one of parameters or groups; the library's have a rule with checks of its own. */
    <S> Optimizer(Collection<?> trained, OptimizerOptions defaults, Rule<S> rule, S values) {
        String name = getClass().getSimpleName();
        Arguments.requireAll(trained, name, "params", "tensors");
        Arguments.requirePresent(defaults, name, "defaults", "options");
        this.defaults = defaults;
        this.rule = rule;
        try {
            if (rule != null) {
                rule.complete(defaults);
                rule.check(values);
            }
            if (trained.isEmpty()) {
                throw new TorchException(Kind.VALUE, "optimizer got an empty parameter list");
            }
            groupsOf(trained).forEach(this::add);
            if (rule != null) {
                rule.checkGroups(
                        values, this.groups.stream().map(ParameterGroup::parameters).toList());
            }
        } catch (TorchException e) {
            throw refused(e, name, trained);
        }
    }

    /** The groups, or the parameters as one group. */
    private static List<ParameterGroup<?>> groupsOf(Collection<?> trained) {
        List<ParameterGroup<?>> groups = new ArrayList<>();
        List<Tensor> parameters = new ArrayList<>();
        for (Object each : trained) {
            if (each instanceof ParameterGroup<?> group) {
                groups.add(group);
            } else {
                parameters.add((Tensor) each);
            }
        }
        if (!parameters.isEmpty()) {
            groups.add(ParameterGroup.of(parameters));
        }
        return groups;
    }

    /** The exception with the constructor's name and arguments in its message. */
    private TorchException refused(TorchException e, String name, Collection<?> trained) {
        List<Object> arguments = new ArrayList<>();
        arguments.add("params");
        arguments.add(
                groupsOf(trained).stream().flatMap(each -> each.parameters().stream()).toArray());
        defaults.toMap()
                .forEach(
                        (option, value) -> {
                            arguments.add(option);
                            arguments.add(value);
                        });
        return Failure.refusal(e.kind(), e.getMessage(), name, arguments.toArray());
    }

    /**
     * The options of groups that do not set them.
     *
     * @return the options
     */
    public final OptimizerOptions defaults() {
        return defaults;
    }

    /**
     * The groups, whose options can be read and set.
     *
     * @return a list that cannot be changed
     */
    public List<? extends ParameterGroup<?>> parameterGroups() {
        return Collections.unmodifiableList(groups);
    }

    /**
     * Adds parameters, as when frozen layers are trained from now on.
     *
     * @param group the parameters, and options that are not to be as the optimizer's defaults
     * @throws TorchException if a parameter is the result of an operation or in another group
     */
    public final void addParameterGroup(ParameterGroup<?> group) {
        Arguments.requirePresent(group, "addParameterGroup", "group", "a group of parameters");
        exclusively("addParameterGroup", () -> add(group));
    }

    private <O extends OptimizerOptions> void add(ParameterGroup<O> given) {
        for (Tensor parameter : given.parameters()) {
            Arguments.requireOpen(parameter, getClass().getSimpleName(), "params");
            if (!isDifferentiable() && !parameter.isLeaf() && !parameter.retainsGrad()) {
                throw new TorchException(Kind.VALUE, "can't optimize a non-leaf Tensor");
            }
        }
        @SuppressWarnings("unchecked") // Of the class that the group is for, or of one above it.
        O options = (O) defaults.copy();
        ParameterGroup<O> group = given.in(options);
        Set<Tensor> distinct = identities(group.parameters());
        if (distinct.size() < group.parameters().size()) {
            Warnings.warn(
                    "optimizer contains a parameter group with duplicate parameters; in future,"
                            + " this will cause an error; see"
                            + " github.com/pytorch/pytorch/issues/40967 for more information");
        }
        for (ParameterGroup<?> other : groups) {
            if ((group.parameterNames() == null) != (other.parameterNames() == null)) {
                throw new TorchException(
                        Kind.VALUE,
                        "all optimizer param groups should be with/without names. cannot add param"
                                + " group "
                                + (group.parameterNames() == null ? "without names" : "with names")
                                + " to the optimizer");
            }
            if (other.parameters().stream().anyMatch(distinct::contains)) {
                throw new TorchException(
                        Kind.VALUE, "some parameters appear in more than one parameter group");
            }
        }
        groups.add(group);
    }

    private static Set<Tensor> identities(Collection<Tensor> tensors) {
        Set<Tensor> identities = Collections.newSetFromMap(new IdentityHashMap<>());
        identities.addAll(tensors);
        return identities;
    }

    /** The batches that a step of the library's own works on. */
    final <O extends OptimizerOptions, S> List<Batch<S>> batches(
            List<ParameterGroup<O>> groups, Function<O, S> values) {
        return groups.stream()
                .map(
                        group ->
                                new Batch<>(
                                        group.parameters(),
                                        values.apply(group.options()),
                                        this::stateOf,
                                        changes,
                                        new Scaling(gradScale, foundInf)))
                .toList();
    }

    private boolean isDifferentiable() {
        return defaults.has("differentiable") && defaults.flag("differentiable");
    }

    private void exclusively(String operation, Runnable code) {
        turn.lock();
        try {
            if (isClosed) {
                throw new IllegalStateException(
                        operation + ": optimizer 'optimizer' was used after it had been closed");
            }
            code.run();
        } finally {
            turn.unlock();
        }
    }

    /**
     * Changes the parameters by their gradients; one without a gradient is left as it is.
     *
     * @throws TorchException if the optimizer needs to compute the loss again, as {@link LBFGS}
     */
    public final void step() {
        step(null);
    }

    /**
     * Changes the parameters by the gradients that code computes.
     *
     * @param closure drops the gradients, computes the loss, and {@code backward}; or null
     * @return the loss that the first call of the closure gave, or null where there is none
     */
    public final Tensor step(Supplier<Tensor> closure) {
        RecordingCalls.requireNone("step");
        Tensor[] loss = new Tensor[1];
        exclusively("step", () -> loss[0] = stepWithHooks(closure));
        return loss[0];
    }

    private Tensor stepWithHooks(Supplier<Tensor> given) {
        Supplier<Tensor> closure = given;
        for (StepPreHook hook : HookList.now(COMMON_STEP_PRE_HOOKS, stepPreHooks)) {
            Supplier<Tensor> instead = hook.beforeStep(this, closure);
            closure = instead == null ? closure : instead;
        }
        Supplier<Tensor> used = closure;
        for (ParameterGroup<?> group : groups) {
            for (Tensor parameter : group.parameters()) {
                Arguments.requireOpen(parameter, "step", "params");
            }
        }
        Tensor loss = ModeCalls.withGrad(isDifferentiable(), () -> update(used));
        HookList.now(stepPostHooks, COMMON_STEP_POST_HOOKS).forEach(hook -> hook.accept(this));
        return loss;
    }

    /**
     * Makes one step after the closure, if there is one: what an optimizer overrides that calls the
     * closure several times.
     *
     * @param closure computes the loss and the gradients, or null; to be called with autograd
     * @return the loss, or null where there is no closure
     */
    protected Tensor update(Supplier<Tensor> closure) {
        Tensor loss =
                closure == null
                        ? null
                        : ModeCalls.<Tensor, RuntimeException>withGrad(true, closure::get);
        try (var _ = new TensorScope()) {
            update();
        }
        return loss;
    }

    /**
     * Makes one step by the gradients that are there: without autograd, and in a scope that frees
     * what it makes.
     */
    protected abstract void update();

    /** Drops the gradients of all parameters. */
    public final void zeroGrad() {
        zeroGrad(true);
    }

    /**
     * Drops the gradients of all parameters, or fills them with zeros.
     *
     * @param setToNone whether to drop them
     */
    public final void zeroGrad(boolean setToNone) {
        exclusively("zeroGrad", () -> clear(setToNone));
    }

    private void clear(boolean setToNone) {
        for (ParameterGroup<?> group : groups) {
            for (Tensor parameter : group.parameters()) {
                Arguments.requireOpen(parameter, "zeroGrad", "params");
                if (setToNone) {
                    parameter.setGrad(null);
                }
            }
        }
        if (!setToNone) {
            boolean together = isSet("foreach") || isSet("fused");
            try (var _ = new TensorScope()) {
                Gradients.zero(
                        groups.stream().flatMap(each -> each.parameters().stream()).toList(),
                        together);
            }
        }
    }

    private boolean isSet(String option) {
        return defaults.has(option) && defaults.flag(option);
    }

    /**
     * Whether a step divides the gradients by {@link #gradScale} itself and changes nothing where
     * {@link #foundInf} is not 0, so that a gradient scaler leaves both to it. Fused steps do.
     *
     * @return false unless the optimizer is one of the library's, and fused
     */
    public boolean stepSupportsAmpScaling() {
        return rule != null && isSet("fused");
    }

    /**
     * By what a step divides the gradients.
     *
     * @return a tensor of one element, or null for none
     */
    public final Tensor gradScale() {
        return gradScale;
    }

    /**
     * Sets by what a step divides the gradients. A gradient scaler does so before a step of an
     * optimizer that {@link #stepSupportsAmpScaling}, and takes it away afterwards; what was set
     * before it multiplies its own by.
     *
     * @param value a tensor of one element of {@code float32}, or null for none
     * @throws TorchException if it is another tensor
     */
    public final void setGradScale(Tensor value) {
        requireNumber(value, "grad_scale");
        gradScale = value;
    }

    /** Refuses what the fused kernels would read unchecked. */
    private static void requireNumber(Tensor value, String name) {
        if (value != null && (value.numel() != 1 || value.dtype() != DType.FLOAT32)) {
            throw new TorchException(
                    Kind.RUNTIME, name + " must be one element of dtype torch.float32");
        }
    }

    /**
     * The flag that tells a step to change nothing.
     *
     * @return a tensor of one element, not 0 where gradients are infinite or not numbers; or null
     */
    public final Tensor foundInf() {
        return foundInf;
    }

    /**
     * Sets what tells a step to change nothing, as {@link #setGradScale}.
     *
     * @param value a tensor of one element of {@code float32}, or null for none
     * @throws TorchException if it is another tensor
     */
    public final void setFoundInf(Tensor value) {
        requireNumber(value, "found_inf");
        foundInf = value;
    }

    /**
     * The state of a parameter.
     *
     * @param parameter one of the parameters
     * @return what is kept, empty before the parameter's first step; {@code put} changes it
     * @throws TorchException if it is none of the optimizer's parameters
     */
    public final ParameterState state(Tensor parameter) {
        Arguments.requirePresent(parameter, "state", "parameter", "a tensor");
        for (ParameterGroup<?> group : groups) {
            for (Tensor each : group.parameters()) {
                if (each == parameter) {
                    return stateOf(parameter);
                }
            }
        }
        throw new TorchException(Kind.KEY, "the optimizer has no such parameter");
    }

    private ParameterState stateOf(Tensor parameter) {
        return states.computeIfAbsent(parameter, _ -> new ParameterState(changes));
    }

    /**
     * The state, in the shape of Python's: tensors are the optimizer's own, which later steps
     * change.
     *
     * @return the state
     */
    public final OptimizerState stateDict() {
        stateDictPreHooks.now().forEach(hook -> hook.accept(this));
        OptimizerState[] packed = new OptimizerState[1];
        exclusively("stateDict", () -> packed[0] = PackedState.of(groups, states, unassigned));
        OptimizerState state = packed[0];
        for (OptimizerStateHook hook : stateDictPostHooks.now()) {
            OptimizerState instead = hook.apply(this, state);
            state = instead == null ? state : instead;
        }
        return state;
    }

    /**
     * Takes over a state: the options of the groups and what is kept for their parameters, in their
     * order. Tensors are converted to the dtype and device of the parameter, and share memory with
     * the given ones where nothing is to be converted, as in Python.
     *
     * @param state what {@link #stateDict} of such an optimizer gave
     * @throws TorchException if the state has other groups
     */
    public final void loadStateDict(OptimizerState state) {
        Arguments.requirePresent(state, "loadStateDict", "state", "a state");
        OptimizerState given = state.shallowCopy();
        for (OptimizerStateHook hook : loadStateDictPreHooks.now()) {
            OptimizerState instead = hook.apply(this, given);
            given = instead == null ? given : instead;
        }
        OptimizerState loaded = given;
        exclusively("loadStateDict", () -> load(loaded));
        loadStateDictPostHooks.now().forEach(hook -> hook.accept(this));
    }

    private void load(OptimizerState given) {
        LoadedState loaded = LoadedState.of(given, groups, defaults, changes);
        states.clear();
        states.putAll(loaded.states());
        changes.count();
        unassigned.clear();
        unassigned.putAll(loaded.unassigned());
        for (int i = 0; i < groups.size(); i++) {
            groups.get(i).replace(loaded.options().get(i));
        }
    }

    /**
     * Runs code before each step of this optimizer.
     *
     * @param hook the code
     * @return removes it
     */
    public final HookHandle registerStepPreHook(StepPreHook hook) {
        return stepPreHooks.add(present(hook, "registerStepPreHook"));
    }

    /**
     * Runs code after each step of this optimizer.
     *
     * @param hook the code
     * @return removes it
     */
    public final HookHandle registerStepPostHook(Consumer<? super Optimizer> hook) {
        return stepPostHooks.add(present(hook, "registerStepPostHook"));
    }

    /**
     * Runs code before each step of every optimizer, before its own hooks.
     *
     * @param hook the code
     * @return removes it
     */
    public static HookHandle registerOptimizerStepPreHook(StepPreHook hook) {
        return COMMON_STEP_PRE_HOOKS.add(present(hook, "registerOptimizerStepPreHook"));
    }

    /**
     * Runs code after each step of every optimizer, after its own hooks.
     *
     * @param hook the code
     * @return removes it
     */
    public static HookHandle registerOptimizerStepPostHook(Consumer<? super Optimizer> hook) {
        return COMMON_STEP_POST_HOOKS.add(present(hook, "registerOptimizerStepPostHook"));
    }

    /**
     * Runs code before {@link #stateDict} gives a state.
     *
     * @param hook the code
     * @param prepend whether it runs before the hooks that are there
     * @return removes it
     */
    public final HookHandle registerStateDictPreHook(
            Consumer<? super Optimizer> hook, boolean prepend) {
        return stateDictPreHooks.add(present(hook, "registerStateDictPreHook"), prepend);
    }

    /**
     * Changes the states that {@link #stateDict} gives.
     *
     * @param hook the code
     * @param prepend whether it runs before the hooks that are there
     * @return removes it
     */
    public final HookHandle registerStateDictPostHook(OptimizerStateHook hook, boolean prepend) {
        return stateDictPostHooks.add(present(hook, "registerStateDictPostHook"), prepend);
    }

    /**
     * Changes the states that {@link #loadStateDict} takes; not the caller's maps, but what they
     * hold.
     *
     * @param hook the code
     * @param prepend whether it runs before the hooks that are there
     * @return removes it
     */
    public final HookHandle registerLoadStateDictPreHook(OptimizerStateHook hook, boolean prepend) {
        return loadStateDictPreHooks.add(present(hook, "registerLoadStateDictPreHook"), prepend);
    }

    /**
     * Runs code after {@link #loadStateDict} has taken a state.
     *
     * @param hook the code
     * @param prepend whether it runs before the hooks that are there
     * @return removes it
     */
    public final HookHandle registerLoadStateDictPostHook(
            Consumer<? super Optimizer> hook, boolean prepend) {
        return loadStateDictPostHooks.add(present(hook, "registerLoadStateDictPostHook"), prepend);
    }

    private static <H> H present(H hook, String operation) {
        return Arguments.present(hook, operation, "hook", "a function");
    }

    /**
     * Frees what is kept for the parameters. Closing again does nothing.
     *
     * <p>An optimizer that is not closed is freed with its state when nothing refers to it.
     */
    @Override
    public final void close() {
        turn.lock();
        try {
            isClosed = true;
            new HashSet<>(states.values()).forEach(ParameterState::close);
            states.clear();
            if (rule != null) {
                rule.close();
            }
        } finally {
            turn.unlock();
        }
    }

    /**
     * The groups' options as Python prints them.
     *
     * @return the text
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(getClass().getSimpleName()).append(" (");
        for (int i = 0; i < groups.size(); i++) {
            text.append("\nParameter Group ")
                    .append(i)
                    .append('\n')
                    .append(groups.get(i).options().lines(groups.get(i).parameterNames()));
        }
        return text.append(')').toString();
    }
}
