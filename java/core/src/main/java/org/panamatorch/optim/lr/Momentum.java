package org.panamatorch.optim.lr;

import org.panamatorch.optim.Optimizer;
import org.panamatorch.optim.OptimizerOptions;
import org.panamatorch.optim.ParameterGroup;

import java.util.Arrays;
import java.util.List;

/** The momentum of an optimizer's groups, or Adam's first beta, which a schedule changes, too. */
final class Momentum {
    private final Optimizer optimizer;
    private final boolean isBeta;

    Momentum(Optimizer optimizer) {
        this.optimizer = optimizer;
        isBeta = optimizer.defaults().has("betas");
        if (!isBeta && !optimizer.defaults().has("momentum")) {
            throw LRScheduler.refused(
                    "optimizer must support momentum or beta1 with `cycle_momentum` option"
                            + " enabled");
        }
    }

    boolean isBeta() {
        return isBeta;
    }

    /** Sets the momentum of a group. */
    void set(OptimizerOptions options, double momentum) {
        if (!isBeta) {
            options.set("momentum", momentum);
            return;
        }
        if (options.get("betas") instanceof double[] betas) {
            betas[0] = momentum;
            options.set("betas", betas);
        } else if (options.get("betas") instanceof Object[] betas) {
            Object[] mixed = Arrays.copyOf(betas, betas.length, Object[].class);
            mixed[0] = momentum;
            options.set("betas", mixed);
        }
    }

    /** Sets the momentum of the beginning, and what the groups tell of it. */
    void begin(List<Double> least, List<Double> greatest) {
        List<? extends ParameterGroup<?>> groups = optimizer.parameterGroups();
        for (int i = 0; i < groups.size(); i++) {
            OptimizerOptions options = groups.get(i).options();
            set(options, greatest.get(i));
            options.set("max_momentum", greatest.get(i));
            options.set("base_momentum", least.get(i));
        }
    }
}
