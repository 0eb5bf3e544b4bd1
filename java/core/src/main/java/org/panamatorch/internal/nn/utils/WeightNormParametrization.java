package org.panamatorch.internal.nn.utils;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.aten.AtenW;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.MultiParametrization;

import java.util.List;

/** A tensor of its norms and its direction, Python's {@code _WeightNorm}. */
final class WeightNormParametrization extends Module implements MultiParametrization {
    private final long dim;

    WeightNormParametrization(long dim) {
        this.dim = dim;
    }

    @Override
    public Tensor forward(Tensor... originals) {
        return AtenW._weight_norm(originals[1], originals[0], dim);
    }

    @Override
    public List<Tensor> rightInverse(Tensor value) {
        return List.of(Torch.normExceptDim(value, 2, dim), value);
    }

    @Override
    protected String typeName() {
        return "_WeightNorm";
    }
}
