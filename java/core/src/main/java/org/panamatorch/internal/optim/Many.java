package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenForeach;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Parameters of one device and dtype in a step that takes them together. */
final class Many {
    private Many() {}

    static Tensor[] of(List<Trained> place, Function<Trained, Tensor> each) {
        return place.stream().map(each).toArray(Tensor[]::new);
    }

    static Number[] numbers(List<Trained> place, ToDoubleFunction<Trained> each) {
        return place.stream().map(one -> (Number) each.applyAsDouble(one)).toArray(Number[]::new);
    }

    static Tensor[] kept(List<Trained> place, String name) {
        return of(place, each -> each.kept(name));
    }

    static Tensor[] realKept(List<Trained> place, String name) {
        return of(place, each -> each.realKept(name));
    }

    static Tensor[] parameters(List<Trained> place) {
        return of(place, each -> each.real(each.parameter()));
    }

    /**
     * The gradients as a step uses them, of complex parameters as real and imaginary parts.
     *
     * @param maximize whether to ascend
     */
    static Tensor[] gradients(List<Trained> place, boolean maximize) {
        Tensor[] gradients = of(place, each -> each.real(each.gradient()));
        return maximize ? AtenForeach._foreach_neg(gradients) : gradients;
    }

    /** The gradients with what weight decay adds to them; the negated ones are changed in place. */
    static Tensor[] decayed(
            Tensor[] gradients, Tensor[] parameters, double weightDecay, boolean maximize) {
        if (weightDecay == 0) {
            return gradients;
        }
        if (maximize) {
            AtenForeach._foreach_add__List(gradients, parameters, weightDecay);
            return gradients;
        }
        return AtenForeach._foreach_add_List(gradients, parameters, weightDecay);
    }

    /** {@code tensors *= factor}. */
    static void scale_(Tensor[] tensors, Hyper factor) {
        if (factor.isTensor()) {
            AtenForeach._foreach_mul__Tensor(tensors, factor.tensor());
        } else {
            AtenForeach._foreach_mul__Scalar(tensors, factor.number());
        }
    }
}
