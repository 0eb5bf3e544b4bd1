package org.panamatorch.optim.lr;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.Warnings;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.optim.Hyper;
import org.panamatorch.internal.optim.StepWatch;
import org.panamatorch.optim.Optimizer;
import org.panamatorch.optim.OptimizerOptions;
import org.panamatorch.optim.ParameterGroup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Changes the learning rates of an optimizer's groups: the base of all schedules, and of one's own.
 *
 * <p>The constructor sets the rates of the beginning. One's own schedule assigns what {@link
 * #getLr} reads before it calls this one's constructor:
 *
 * <pre>{@code
 * class Halving extends LRScheduler {
 *     private final long every;
 *
 *     Halving(Optimizer optimizer, long every) {
 *         this.every = every;
 *         super(optimizer, -1);
 *     }
 *
 *     @Override
 *     protected List<Double> getLr() {
 *         return lastEpoch() > 0 && lastEpoch() % every == 0 ? scaled(0.5) : rates();
 *     }
 * }
 * }</pre>
 *
 * <p>Where a group's learning rate is a tensor, the tensor is filled.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.lr_scheduler.LRScheduler.html">torch.optim.lr_scheduler.LRScheduler</a>
 */
public abstract class LRScheduler {
    private static final String EPOCH_WARNING =
            "The epoch parameter in `scheduler.step()` was not necessary and is being deprecated"
                    + " where possible. Please use `scheduler.step()` to step the scheduler. During"
                    + " the deprecation, if epoch is different from None, the closed form is used"
                    + " instead of the new chainable form, where available. Please open an issue"
                    + " if you are unable to replicate your use case:"
                    + " https://github.com/pytorch/pytorch/issues/new/choose.";
    private static final String ORDER_WARNING =
            "Detected call of `lr_scheduler.step()` before `optimizer.step()`. In PyTorch 1.1.0"
                    + " and later, you should call them in the opposite order: `optimizer.step()`"
                    + " before `lr_scheduler.step()`.  Failure to do this will result in PyTorch"
                    + " skipping the first value of the learning rate schedule. See more details"
                    + " at https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate";

    private final Optimizer optimizer;
    private final StepWatch watch;
    private List<Double> baseLrs = List.of();
    private List<Boolean> areTensors = List.of();
    private List<Double> lastLr = List.of();
    private long lastEpoch;
    private long stepCount;
    private boolean isInitial;

    /**
     * Makes a schedule that begins, or goes on.
     *
     * @param optimizer whose rates are changed
     * @param lastEpoch the epoch after which it goes on, -1 for the beginning
     * @throws TorchException if it goes on and a group does not know its {@code initial_lr}
     */
    @SuppressWarnings("this-escape") // What step() reads is assigned before, as the class says.
    protected LRScheduler(Optimizer optimizer, long lastEpoch) {
        Arguments.requirePresent(
                optimizer, getClass().getSimpleName(), "optimizer", "an optimizer");
        this.optimizer = optimizer;
        this.lastEpoch = lastEpoch;
        watch = StepWatch.of(optimizer);
        List<? extends ParameterGroup<?>> groups = optimizer.parameterGroups();
        for (int i = 0; i < groups.size(); i++) {
            OptimizerOptions options = groups.get(i).options();
            if (options.has("initial_lr")) {
                continue;
            }
            if (lastEpoch != -1) {
                throw new TorchException(
                        Kind.KEY,
                        "param 'initial_lr' is not specified in param_groups["
                                + i
                                + "] when resuming scheduler with last_epoch >= 0.\nThis"
                                + " typically happens when:\n1. You're trying to resume training"
                                + " from a checkpoint but haven't properly loaded the optimizer"
                                + " state\n2. You're using last_epoch >= 0 for a fresh training"
                                + " run (not recommended)");
            }
            Object lr = options.get("lr");
            options.set(
                    "initial_lr",
                    lr instanceof Tensor tensor ? TensorScope.release(tensor.clone()) : lr);
        }
        baseLrs = values("initial_lr");
        areTensors =
                groups.stream().map(each -> each.options().tensor("initial_lr") != null).toList();
        initialStep();
    }

    /** Makes a schedule of others, which have set the rates already. */
    LRScheduler(Optimizer optimizer) {
        this.optimizer = optimizer;
        watch = StepWatch.of(optimizer);
    }

    /** Sets the rates of the beginning. */
    final void initialStep() {
        stepCount = 0;
        isInitial = true;
        try {
            step();
        } finally {
            isInitial = false;
        }
    }

    /**
     * The optimizer.
     *
     * @return whose rates are changed
     */
    public final Optimizer optimizer() {
        return optimizer;
    }

    /**
     * The epoch whose rates are set.
     *
     * @return 0 at the beginning
     */
    public final long lastEpoch() {
        return lastEpoch;
    }

    final void lastEpoch(long epoch) {
        lastEpoch = epoch;
    }

    /**
     * How often the schedule was stepped, the step of the beginning included.
     *
     * @return the number of steps
     */
    protected final long stepCount() {
        return stepCount;
    }

    /**
     * Whether the rates of the beginning are being computed.
     *
     * @return true in the constructor
     */
    protected final boolean isInitial() {
        return isInitial;
    }

    /**
     * The rates that the groups began with.
     *
     * @return a rate each
     */
    protected final List<Double> baseLrs() {
        return baseLrs;
    }

    final void baseLrs(List<Double> rates) {
        baseLrs = List.copyOf(rates);
    }

    /**
     * The rates that the groups have now.
     *
     * @return a rate each
     */
    protected final List<Double> rates() {
        return values("lr");
    }

    /**
     * The rates that the groups have now, times a factor.
     *
     * @param factor the factor
     * @return a rate each
     */
    protected final List<Double> scaled(double factor) {
        return fromNow((_, rate) -> rate.times(factor));
    }

    /**
     * The factors of the epoch. They come before a formula, whose scope would close their tensors.
     */
    final double[] factors(List<LongToDoubleFunction> lambdas) {
        return lambdas.stream().mapToDouble(each -> each.applyAsDouble(lastEpoch)).toArray();
    }

    /**
     * A formula of a group's rate. A rate that is a tensor stays one in it, as in Python, and is
     * rounded as its dtype is.
     */
    @FunctionalInterface
    interface Formula {
        Hyper apply(int group, Hyper rate);
    }

    /** The results of a formula for the rates that the groups have now. */
    final List<Double> fromNow(Formula formula) {
        List<? extends ParameterGroup<?>> groups = optimizer.parameterGroups();
        return computed(groups.size(), formula, i -> Hyper.of(groups.get(i).options().get("lr")));
    }

    /** The results of a formula for the rates that the groups began with. */
    final List<Double> fromBase(Formula formula) {
        return computed(baseLrs.size(), formula, this::baseLr);
    }

    /** The rate that a group began with, as a tensor where it was one. */
    final Hyper baseLr(int group) {
        if (group >= baseLrs.size()) {
            throw mismatch(baseLrs.size());
        }
        double rate = baseLrs.get(group);
        List<? extends ParameterGroup<?>> groups = optimizer.parameterGroups();
        Tensor now =
                areTensors.get(group) && group < groups.size()
                        ? groups.get(group).options().lrTensor()
                        : null;
        return Hyper.of(now == null ? (Object) rate : Torch.fullLike(now, rate));
    }

    private static List<Double> computed(int count, Formula formula, IntFunction<Hyper> rates) {
        try (var _ = new TensorScope()) {
            return IntStream.range(0, count)
                    .mapToObj(i -> formula.apply(i, rates.apply(i)).number())
                    .toList();
        }
    }

    /** An option of all groups. */
    final List<Double> values(String option) {
        return optimizer.parameterGroups().stream()
                .map(group -> group.options().number(option))
                .toList();
    }

    /** Sets the rate of a group. */
    static void setRate(OptimizerOptions options, double rate) {
        Tensor tensor = options.lrTensor();
        if (tensor != null) {
            tensor.fill_(rate);
        } else {
            options.lr(rate);
        }
    }

    /**
     * The rates of the groups as {@link #step} has set them.
     *
     * @return a rate each
     */
    public List<Double> getLastLr() {
        return lastLr;
    }

    final void lastLr(List<Double> rates) {
        lastLr = List.copyOf(rates);
    }

    /**
     * Computes the rates of {@link #lastEpoch} from those of the epoch before.
     *
     * @return a rate for each group
     */
    protected abstract List<Double> getLr();

    /**
     * Computes the rates of {@link #lastEpoch} from those of the beginning.
     *
     * @return a rate for each group, or null where there is no such formula
     */
    protected List<Double> getClosedFormLr() {
        return null;
    }

    /** Sets the rates of the next epoch; to be called after {@code optimizer.step()}. */
    public void step() {
        countStep();
        update(null);
    }

    /**
     * Sets the rates of an epoch, as Python's {@code step(epoch)}, which is deprecated.
     *
     * @param epoch the epoch
     */
    public void stepTo(long epoch) {
        countStep();
        warnOfEpoch();
        update(epoch);
    }

    static void warnOfEpoch() {
        Warnings.warn(EPOCH_WARNING);
    }

    private void countStep() {
        if (stepCount == 1 && !watch.hasStepped()) {
            Warnings.warn(ORDER_WARNING);
        }
        stepCount++;
    }

    /** Sets the rates of an epoch, or of the next one where it is null. */
    final void update(Long epoch) {
        lastEpoch = epoch == null ? lastEpoch + 1 : epoch;
        List<Double> closed = epoch == null ? null : getClosedFormLr();
        setRates(closed == null ? getLr() : closed);
    }

    /** Sets the rates of all groups. */
    final void setRates(List<Double> rates) {
        List<? extends ParameterGroup<?>> groups = optimizer.parameterGroups();
        Arguments.requirePresent(rates, getClass().getSimpleName(), "getLr", "a list of rates");
        if (rates.size() != groups.size()) {
            throw mismatch(rates.size());
        }
        for (int i = 0; i < rates.size(); i++) {
            setRate(groups.get(i).options(), rates.get(i));
        }
        lastLr = rates();
    }

    /** Refuses rates that are fewer or more than the groups. */
    final TorchException mismatch(int rates) {
        return refused(
                getClass().getSimpleName()
                        + " has "
                        + rates
                        + " learning rates for "
                        + optimizer.parameterGroups().size()
                        + " parameter groups");
    }

    /**
     * The state under Python's names: all but the optimizer.
     *
     * @return numbers, booleans, strings, lists and maps
     */
    public SequencedMap<String, Object> stateDict() {
        SequencedMap<String, Object> state = new LinkedHashMap<>();
        save(state);
        state.put("base_lrs", baseLrs);
        state.put("last_epoch", lastEpoch);
        state.put("_step_count", stepCount);
        state.put("_is_initial", isInitial);
        state.put("_get_lr_called_within_step", false);
        state.put("_last_lr", lastLr);
        return state;
    }

    /**
     * Takes over a state.
     *
     * @param state what {@link #stateDict} of such a schedule gave
     * @throws TorchException if it holds something else
     */
    public void loadStateDict(Map<String, ?> state) {
        Arguments.requirePresent(state, "loadStateDict", "state", "a map");
        SchedulerState saved = new SchedulerState(state);
        load(saved);
        baseLrs = saved.numbers("base_lrs", baseLrs);
        lastEpoch = saved.integer("last_epoch", lastEpoch);
        stepCount = saved.integer("_step_count", stepCount);
        lastLr = saved.numbers("_last_lr", lastLr);
    }

    /**
     * Adds what the schedule itself has to its state.
     *
     * @param state the state
     */
    protected void save(Map<String, Object> state) {}

    /**
     * Takes over what {@link #save} has added.
     *
     * @param state the state
     */
    protected void load(SchedulerState state) {}

    /** A value for each group: one for all, or as many as there are groups. */
    static List<Double> each(String name, Optimizer optimizer, List<Double> values) {
        Arguments.requirePresent(optimizer, "LRScheduler", "optimizer", "an optimizer");
        Arguments.requireAll(values, "LRScheduler", name, "numbers");
        int groups = optimizer.parameterGroups().size();
        if (values.size() == 1) {
            return Collections.nCopies(groups, values.getFirst());
        }
        if (values.size() != groups) {
            throw new TorchException(
                    Kind.VALUE,
                    name
                            + " must have the same length as optimizer.param_groups. "
                            + name
                            + " has "
                            + values.size()
                            + " values, param_groups has "
                            + groups
                            + ".");
        }
        return new ArrayList<>(values);
    }

    static List<Double> each(String name, Optimizer optimizer, double... values) {
        Arguments.requirePresent(optimizer, name, "optimizer", "an optimizer");
        return each(name, optimizer, Arrays.stream(values).boxed().toList());
    }

    static TorchException refused(String text) {
        return new TorchException(Kind.VALUE, text);
    }

    /** Python's {@code %} of whole numbers. */
    static long modulo(long number, long divisor) {
        if (divisor == 0) {
            throw refused("integer modulo by zero");
        }
        return Math.floorMod(number, divisor);
    }

    /** Python's {@code //}. */
    static long floorDiv(long number, long divisor) {
        if (divisor == 0) {
            throw refused("integer division or modulo by zero");
        }
        return Math.floorDiv(number, divisor);
    }

    /** Python's {@code /}. */
    static double quotient(double number, double divisor) {
        if (divisor == 0) {
            throw refused("float division by zero");
        }
        return number / divisor;
    }

    /** How many of sorted numbers are at most another one. */
    static int bisect(List<Long> sorted, long number) {
        return (int) sorted.stream().filter(each -> each <= number).count();
    }
}
