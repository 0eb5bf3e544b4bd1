package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenU;
import org.panamatorch.internal.nn.Extent;

/**
 * Makes several dimensions of one.
 *
 * <p>Shapes: input (*, ΠUᵢ, *), output (*, U₁, …, Uₙ, *), a view.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Unflatten.html">torch.nn.Unflatten</a>
 */
public final class Unflatten extends UnaryModule {
    private final long dim;
    private final Extent unflattenedSize;

    /**
     * Makes the module.
     *
     * @param dim the dimension
     * @param unflattenedSize the sizes of those that it becomes
     */
    public Unflatten(long dim, long... unflattenedSize) {
        this.dim = dim;
        this.unflattenedSize = Extent.tuple(Unflatten.class, "unflattenedSize", unflattenedSize);
    }

    @Override
    protected Tensor forward(Tensor input) {
        return AtenU.unflatten_int(input, dim, unflattenedSize.sizes());
    }

    @Override
    protected String extraRepr() {
        return "dim=" + dim + ", unflattened_size=" + unflattenedSize;
    }
}
