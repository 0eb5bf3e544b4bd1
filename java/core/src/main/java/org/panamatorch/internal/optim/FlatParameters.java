package org.panamatorch.internal.optim;

import org.panamatorch.Layout;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenF;
import org.panamatorch.internal.aten.AtenForeach;
import org.panamatorch.internal.aten.AtenU;
import org.panamatorch.internal.aten.AtenV;
import org.panamatorch.internal.aten.AtenZ;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Parameters as one vector. */
final class FlatParameters {
    private final List<Tensor> parameters;

    FlatParameters(List<Tensor> parameters) {
        this.parameters = parameters;
    }

    private static Tensor real(Tensor tensor) {
        return tensor.isComplex() ? AtenV.view_as_real(tensor) : tensor;
    }

    /** All gradients; zeros where a parameter has none. */
    Tensor gradient() {
        Tensor[] gradients = new Tensor[parameters.size()];
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = parameters.get(i).grad();
        }
        // One alone would not be copied.
        return gradients.length > 1 && Arrays.stream(gradients).allMatch(FlatParameters::isPlain)
                ? AtenF.flatten_dense_tensors(gradients)
                : concatenated(gradients);
    }

    private static boolean isPlain(Tensor tensor) {
        return tensor != null
                && tensor.layout() == Layout.STRIDED
                && !tensor.isComplex()
                && tensor.isContiguous();
    }

    private Tensor concatenated(Tensor... gradients) {
        List<Tensor> views = new ArrayList<>();
        for (int i = 0; i < gradients.length; i++) {
            Tensor parameter = parameters.get(i);
            Tensor gradient = gradients[i];
            Tensor view;
            if (gradient == null) {
                view =
                        AtenZ.zeros(
                                new long[] {parameter.numel()},
                                parameter.dtype(),
                                null,
                                parameter.device(),
                                null);
            } else {
                view = (gradient.isSparse() ? gradient.toDense() : gradient).view(-1);
            }
            views.add(view.isComplex() ? AtenV.view_as_real(view).view(-1) : view);
        }
        return Torch.cat(views, 0);
    }

    /** Moves the parameters along a direction. */
    void add(Hyper length, Tensor direction) {
        double alpha = length.number();
        // LibTorch unflattens those without elements to other sizes.
        if (parameters.stream().allMatch(each -> !each.isComplex() && each.numel() > 0)) {
            Tensor[] all = parameters.toArray(Tensor[]::new);
            AtenForeach._foreach_add__List(
                    all, AtenU.unflatten_dense_tensors(direction, all), alpha);
            return;
        }
        long offset = 0;
        for (Tensor parameter : parameters) {
            Tensor real = real(parameter);
            long numel = real.numel();
            real.add_(direction.narrow(0, offset, numel).view(real.shape()), alpha);
            offset += numel;
        }
    }

    List<Tensor> copy() {
        return parameters.stream()
                .map(each -> AtenC.clone(each, MemoryFormat.CONTIGUOUS_FORMAT))
                .toList();
    }

    void set(List<Tensor> values) {
        for (int i = 0; i < values.size(); i++) {
            parameters.get(i).copy_(values.get(i));
        }
    }
}
