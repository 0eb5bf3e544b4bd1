package org.panamatorch.distributions;

import org.panamatorch.Tensor;

/**
 * From matrices to lower triangular ones of a positive diagonal.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transforms.LowerCholeskyTransform">torch.distributions.transforms.LowerCholeskyTransform</a>
 */
public final class LowerCholeskyTransform extends Transform {

    /** Makes the transform. */
    public LowerCholeskyTransform() {}

    @Override
    protected Transform copied(int cacheSize) {
        return new LowerCholeskyTransform();
    }

    @Override
    protected boolean isSameAs(Transform other) {
        return other instanceof LowerCholeskyTransform;
    }

    @Override
    public Constraint domain() {
        return Constraints.independent(Constraints.real(), 2);
    }

    @Override
    public Constraint codomain() {
        return Constraints.lowerCholesky();
    }

    @Override
    protected Tensor forward(Tensor x) {
        return x.tril(-1).add(diagonal(x).exp().diagEmbed());
    }

    @Override
    protected Tensor inverse(Tensor y) {
        return y.tril(-1).add(diagonal(y).log().diagEmbed());
    }

    private static Tensor diagonal(Tensor matrix) {
        return matrix.diagonal(o -> o.dim1(-2).dim2(-1));
    }
}
