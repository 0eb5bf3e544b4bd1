package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.internal.call.OptimizerCalls;
import org.panamatorch.internal.call.OptimizerCalls.AdamState;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.optim.ParameterState;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * LibTorch's own Adam. It has options and states of its own, which are set to those of the groups
 * before each step where they differ.
 */
final class NativeAdam {
    private final Map<ParameterState, List<Tensor>> known = new IdentityHashMap<>();
    private NativeHandle handle;
    private int groups;

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
        handle = OptimizerCalls.adam(options);
    }

    void step(List<Batch<AdamSpec>> batches) {
        for (; groups < batches.size(); groups++) {
            OptimizerCalls.addGroup(handle, batches.get(groups).parameters());
        }
        for (int i = 0; i < groups; i++) {
            OptimizerCalls.setOptions(handle, i, batches.get(i).options());
            give(i, batches.get(i));
        }
        Scaling scaling = batches.getFirst().scaling();
        OptimizerCalls.setGradScale(handle, scaling.gradScale(), scaling.foundInf());
        OptimizerCalls.step(handle);
        for (int i = 0; i < groups; i++) {
            take(i, batches.get(i));
        }
    }

    private static List<Tensor> tensors(ParameterState state) {
        List<Tensor> tensors = new ArrayList<>(AdamState.values().length);
        for (AdamState each : AdamState.values()) {
            tensors.add(state.get(each.python()) instanceof Tensor tensor ? tensor : null);
        }
        return tensors;
    }

    /** Sets the states that were loaded or put since the last step. */
    private void give(int group, Batch<AdamSpec> batch) {
        for (int i = 0; i < batch.parameters().size(); i++) {
            ParameterState state = batch.states().apply(batch.parameters().get(i));
            List<Tensor> tensors = tensors(state);
            List<Tensor> before = known.getOrDefault(state, none());
            for (AdamState each : AdamState.values()) {
                if (before.get(each.ordinal()) != tensors.get(each.ordinal())) {
                    OptimizerCalls.setState(handle, group, i, each, tensors.get(each.ordinal()));
                }
            }
            known.put(state, tensors);
        }
    }

    private static List<Tensor> none() {
        return Collections.nCopies(AdamState.values().length, null);
    }

    /** Reads the states that the step has made. */
    private void take(int group, Batch<AdamSpec> batch) {
        for (int i = 0; i < batch.parameters().size(); i++) {
            Tensor parameter = batch.parameters().get(i);
            ParameterState state = batch.states().apply(parameter);
            if (!state.isEmpty() || parameter.grad() == null) {
                continue;
            }
            for (AdamState each : AdamState.values()) {
                Tensor tensor = OptimizerCalls.state(handle, group, i, each);
                if (tensor != null) {
                    state.put(each.python(), tensor);
                }
            }
            known.put(state, tensors(state));
        }
    }

    void close() {
        if (handle != null) {
            handle.close();
        }
    }
}
