package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenForeach;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Clearing and gathering of gradients between steps. */
public final class Gradients {
    private Gradients() {}

    /**
     * Fills the gradients of parameters with zeros, and cuts them from the graph that made them.
     *
     * @param parameters the parameters
     * @param together whether one call is to fill many
     */
    public static void zero(Collection<Tensor> parameters, boolean together) {
        List<Trained> dense = new ArrayList<>();
        for (Tensor parameter : parameters) {
            Tensor gradient = parameter.grad();
            if (gradient == null) {
                continue;
            }
            if (gradient.gradFn() != null) {
                gradient.detach_();
            } else {
                gradient.requiresGrad_(false);
            }
            if (together && !gradient.isSparse()) {
                dense.add(new Trained(gradient, gradient, null));
            } else {
                gradient.zero_();
            }
        }
        for (List<Trained> place : Trained.byPlace(dense)) {
            AtenForeach._foreach_zero_(
                    place.stream().map(Trained::gradient).toArray(Tensor[]::new));
        }
    }
}
