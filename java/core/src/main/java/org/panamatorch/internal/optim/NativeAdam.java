package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.library.PtOptim;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.optim.ParameterState;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * LibTorch's own Adam. It has options and states of its own, which are set to those of the groups
 * before each step where they differ.
 */
final class NativeAdam {
    private static final AdamState[] STATES = AdamState.values();
    private static final Tensor[] NONE = {};
    private static final long NOT_GIVEN = -1;

    /** The tensors of each state that native code has, in the order of {@code STATES}. */
    private final Map<ParameterState, Tensor[]> known = new IdentityHashMap<>();

    /** By group, which parameters have no state yet. */
    private final Map<Integer, List<Integer>> stateless = new HashMap<>();

    private NativeHandle handle;
    private int groups;
    private long givenChanges = NOT_GIVEN;

    static void check(AdamSpec o) {
        boolean foreach = o.foreach() != null && o.foreach() && !o.capturable();
        if (o.lr().isTensor() && foreach) {
            throw Refusals.value(
                    "lr as a Tensor is not supported for capturable=False and foreach=True");
        }
        Refusals.requireRate(o.lr(), "Invalid learning rate: ");
        Refusals.require(o.eps() >= 0, "Invalid epsilon value: ", o.eps());
        double[] betas = new double[o.betas().length];
        for (int i = 0; i < betas.length; i++) {
            betas[i] = o.betas()[i].number();
        }
        Refusals.requireBetas(betas);
        Refusals.require(
                o.weightDecay().number() >= 0,
                "Invalid weight_decay value: ",
                o.weightDecay().number());
        for (int i = 0; i < betas.length; i++) {
            if (o.betas()[i].isTensor() && foreach) {
                throw Refusals.value(
                        "betas["
                                + i
                                + "] as a Tensor is not supported for capturable=False and"
                                + " foreach=True");
            }
        }
    }

    void start(AdamSpec options) {
        handle =
                PtOptim.adam_new(
                        NONE,
                        options.lr().number(),
                        options.betas()[0].number(),
                        options.betas()[1].number(),
                        options.eps(),
                        options.weightDecay().number(),
                        options.amsgrad(),
                        options.maximize(),
                        options.foreach(),
                        options.fused(),
                        options.capturable(),
                        options.differentiable(),
                        options.decoupledWeightDecay());
    }

    void step(List<Batch<AdamSpec>> batches) {
        Changes changes = batches.getFirst().changes();
        for (; groups < batches.size(); groups++) {
            PtOptim.optimizer_add_group(handle, batches.get(groups).parameters().toArray(NONE));
            // Also where this step fails before it has given the group's states.
            givenChanges = NOT_GIVEN;
        }
        boolean isGiven = givenChanges == changes.number();
        for (int i = 0; i < groups; i++) {
            setOptions(i, batches.get(i).options());
            if (!isGiven) {
                give(i, batches.get(i));
            }
        }
        Scaling scaling = batches.getFirst().scaling();
        PtOptim.optimizer_set_grad_scale(handle, scaling.gradScale(), scaling.foundInf());
        try {
            PtOptim.optimizer_step(handle);
        } finally {
            // A step that fails half-way has made states too.
            for (int i = 0; i < groups; i++) {
                take(i, batches.get(i));
            }
            givenChanges = changes.number();
        }
    }

    private void setOptions(int group, AdamSpec options) {
        set(group, PanamaTorch.PT_ADAM_LR(), options.lr());
        set(group, PanamaTorch.PT_ADAM_BETA1(), options.betas()[0]);
        set(group, PanamaTorch.PT_ADAM_BETA2(), options.betas()[1]);
        set(group, PanamaTorch.PT_ADAM_EPS(), options.eps());
        set(group, PanamaTorch.PT_ADAM_WEIGHT_DECAY(), options.weightDecay());
        set(group, PanamaTorch.PT_ADAM_AMSGRAD(), number(options.amsgrad()));
        set(group, PanamaTorch.PT_ADAM_MAXIMIZE(), number(options.maximize()));
        set(group, PanamaTorch.PT_ADAM_FOREACH(), number(options.foreach()));
        set(group, PanamaTorch.PT_ADAM_FUSED(), number(options.fused()));
        set(group, PanamaTorch.PT_ADAM_CAPTURABLE(), number(options.capturable()));
        set(group, PanamaTorch.PT_ADAM_DIFFERENTIABLE(), number(options.differentiable()));
        set(
                group,
                PanamaTorch.PT_ADAM_DECOUPLED_WEIGHT_DECAY(),
                number(options.decoupledWeightDecay()));
    }

    private void set(int group, int option, double value) {
        PtOptim.optimizer_set_option(handle, group, option, value);
    }

    private void set(int group, int option, Hyper value) {
        if (value.isTensor()) {
            PtOptim.optimizer_set_tensor_option(handle, group, option, value.tensor());
        } else {
            set(group, option, value.number());
        }
    }

    // As the header has flags among numbers.
    private static double number(Boolean flag) {
        return Arguments.orNone(flag);
    }

    private static Tensor tensor(ParameterState state, AdamState each) {
        return state.get(each.python()) instanceof Tensor tensor ? tensor : null;
    }

    private Tensor[] known(ParameterState state) {
        return known.computeIfAbsent(state, _ -> new Tensor[STATES.length]);
    }

    /** Sets the states that were loaded or put since the last step. */
    private void give(int group, Batch<AdamSpec> batch) {
        List<Integer> without = new ArrayList<>();
        stateless.put(group, without);
        for (int i = 0; i < batch.parameters().size(); i++) {
            ParameterState state = batch.states().apply(batch.parameters().get(i));
            if (state.isEmpty()) {
                without.add(i);
            }
            Tensor[] before = known(state);
            for (int j = 0; j < STATES.length; j++) {
                Tensor now = tensor(state, STATES[j]);
                if (before[j] != now) {
                    if (now != null) {
                        Arguments.requireOpen(now, "step", STATES[j].python());
                    }
                    PtOptim.optimizer_set_state(handle, group, i, STATES[j].code(), now);
                    before[j] = now;
                }
            }
        }
    }

    /** Reads the states that the step has made. */
    private void take(int group, Batch<AdamSpec> batch) {
        stateless.get(group).removeIf(i -> take(group, i, batch));
    }

    private boolean take(int group, int place, Batch<AdamSpec> batch) {
        Tensor parameter = batch.parameters().get(place);
        if (parameter.grad() == null) {
            return false;
        }
        ParameterState state = batch.states().apply(parameter);
        Tensor[] made = known(state);
        for (int i = 0; i < STATES.length; i++) {
            made[i] = PtOptim.optimizer_state(handle, group, place, STATES[i].code());
            if (made[i] != null) {
                state.put(STATES[i].python(), made[i]);
            }
        }
        return !state.isEmpty();
    }

    void close() {
        if (handle != null) {
            handle.close();
        }
    }
}
