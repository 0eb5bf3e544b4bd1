package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.distributions.FloatInfo;
import org.panamatorch.internal.distributions.Shapes;
import org.panamatorch.internal.distributions.Triangles;
import org.panamatorch.nn.Functional;

/**
 * From vectors of D (D - 1) / 2 numbers to Cholesky factors of correlation matrices, (D, D).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transforms.CorrCholeskyTransform">torch.distributions.transforms.CorrCholeskyTransform</a>
 */
public final class CorrCholeskyTransform extends Transform {
    /** Makes the transform. */
    public CorrCholeskyTransform() {}

    @Override
    protected Transform copied(int cacheSize) {
        return new CorrCholeskyTransform();
    }

    @Override
    public Constraint domain() {
        return Constraints.realVector();
    }

    @Override
    public Constraint codomain() {
        return Constraints.corrCholesky();
    }

    @Override
    public boolean bijective() {
        return true;
    }

    /** The columns but the last, behind a column of ones. */
    private static Tensor shifted(Tensor matrix) {
        return Functional.pad(
                matrix.narrow(-1, 0, matrix.size(-1) - 1), new long[] {1, 0}, o -> o.value(1));
    }

    @Override
    protected Tensor forward(Tensor x) {
        double eps = FloatInfo.of(x).eps();
        Tensor r = Triangles.toMatrix(x.tanh().clamp(-1 + eps, 1 - eps), -1);
        Tensor rest = Torch.sub(1, r.pow(2)).sqrt().cumprod(-1);
        Tensor withDiagonal = r.add(Torch.eye(r.size(-1), TensorOptions.of(r.dtype(), r.device())));
        return withDiagonal.mul(shifted(rest));
    }

    @Override
    protected Tensor inverse(Tensor y) {
        Tensor rest = shifted(Torch.sub(1, y.mul(y).cumsum(-1)));
        Tensor t = Triangles.toVector(y, -1).div(Triangles.toVector(rest, -1).sqrt());
        return t.log1p().sub(t.neg().log1p()).div(2);
    }

    @Override
    protected Tensor logDeterminant(Tensor x, Tensor y) {
        Tensor rest = Triangles.toVector(Torch.sub(1, y.mul(y).cumsum(-1)), -2);
        Tensor breaking = rest.log().sum(-1).mul(0.5);
        Tensor tanh = x.add(Functional.softplus(x.mul(-2))).sub(Math.log(2)).sum(-1).mul(-2);
        return breaking.add(tanh);
    }

    @Override
    public Shape forwardShape(Shape shape) {
        long n = shapeOf(1, shape, "forwardShape").size(-1);
        long d = Math.round(Math.sqrt(0.25 + 2 * n) + 0.5);
        if (d * (d - 1) / 2 != n) {
            throw Distribution.invalid("Input is not a flattened lower-diagonal number");
        }
        return Shapes.join(Shapes.first(shape, -1), Shape.of(d, d));
    }

    @Override
    public Shape inverseShape(Shape shape) {
        long d = shapeOf(2, shape, "inverseShape").size(-1);
        if (shape.size(-2) != d) {
            throw Distribution.invalid("Input is not square");
        }
        return Shapes.join(Shapes.first(shape, -2), Shape.of(d * (d - 1) / 2));
    }
}
