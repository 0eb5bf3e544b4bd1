package org.panamatorch.internal.optim;

import org.panamatorch.MemoryFormat;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenV;
import org.panamatorch.internal.aten.AtenZ;

import java.util.ArrayList;
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
        List<Tensor> views = new ArrayList<>();
        for (Tensor parameter : parameters) {
            Tensor gradient = parameter.grad();
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
        long offset = 0;
        double alpha = length.number();
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
