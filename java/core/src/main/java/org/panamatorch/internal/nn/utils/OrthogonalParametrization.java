package org.panamatorch.internal.nn.utils;

import org.panamatorch.DType;
import org.panamatorch.Linalg;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.nn.Parametrization;
import org.panamatorch.nn.UnaryModule;

import java.util.Arrays;

/** An orthogonal or unitary tensor, Python's {@code _Orthogonal}. */
final class OrthogonalParametrization extends UnaryModule implements Parametrization {
    private static final String BASE = "base";
    private static final double EPS_FACTOR = 10;

    private final Shape shape;
    private final Map map;
    private final boolean useTrivialization;

    /** The maps by Python's names. */
    enum Map {
        MATRIX_EXP,
        CAYLEY,
        HOUSEHOLDER
    }

    OrthogonalParametrization(Tensor weight, Map map, boolean useTrivialization) {
        if (weight.dtype().isComplex() && map == Map.HOUSEHOLDER) {
            throw value("The householder parametrization does not support complex tensors.");
        }
        shape = weight.shape();
        this.map = map;
        this.useTrivialization = useTrivialization;
        if (useTrivialization) {
            registerBuffer(BASE, null);
        }
    }

    private static TorchException value(String text) {
        return new TorchException(Kind.VALUE, text);
    }

    @Override
    protected Tensor forward(Tensor input) {
        Arguments.requirePresent(input, "orthogonal", "input", "a tensor");
        try (TensorScope scope = new TensorScope()) {
            boolean isWide = input.size(-2) < input.size(-1);
            Tensor tall = isWide ? input.mT() : input;
            Tensor q = map == Map.HOUSEHOLDER ? reflections(tall) : rotation(tall);
            if (useTrivialization) {
                q = base().matmul(q);
            }
            return scope.keep(isWide ? q.mT() : q);
        }
    }

    /** There is none in a second parametrization of a tensor, in Python as well. */
    private Tensor base() {
        Tensor base = buffer(BASE);
        if (base == null) {
            throw new TorchException(
                    Kind.TYPE,
                    "unsupported operand type(s) for @: 'NoneType' and 'Tensor': the"
                            + " parametrization has no 'base' before rightInverse");
        }
        return base;
    }

    private static Tensor reflections(Tensor x) {
        Tensor a = x.tril(-1);
        Tensor tau = a.mul(a).sum(-2).add(1.0).reciprocal().mul(2.0);
        Tensor signs = Linalg.diagonal(x).to(DType.INT32).unsqueeze(-2);
        return Linalg.householderProduct(a, tau).mul(signs);
    }

    private Tensor rotation(Tensor tall) {
        long n = tall.size(-2);
        long k = tall.size(-1);
        Tensor x = tall.tril();
        if (n != k) {
            long[] sizes = x.sizes();
            sizes[sizes.length - 1] = n - k;
            x = Torch.cat(new Tensor[] {x, x.newZeros(n, n - k).expand(sizes)}, -1);
        }
        Tensor skew = x.sub(x.mH());
        Tensor q;
        if (map == Map.MATRIX_EXP) {
            q = skew.matrixExp();
        } else {
            Tensor one = Torch.eye(n, options(skew));
            q = Linalg.solve(one.add(skew, -0.5), one.add(skew, 0.5));
        }
        return n == k ? q : q.slice(o -> o.dim(-1).end(k));
    }

    private static TensorOptions options(Tensor tensor) {
        return TensorOptions.of(tensor.device()).dtype(tensor.dtype());
    }

    @Override
    public Tensor rightInverse(Tensor value) {
        if (!value.shape().equals(shape)) {
            throw value(
                    "Expected a matrix or batch of matrices of shape "
                            + shape
                            + ". Got a tensor of shape "
                            + value.shape()
                            + ".");
        }
        try (TensorScope scope = new TensorScope();
                var _ = Torch.noGrad()) {
            boolean isWide = value.size(-2) < value.size(-1);
            Tensor tall = isWide ? value.mT() : value;
            if (!useTrivialization) {
                Tensor reflectors = reflectors(tall);
                return scope.keep(isWide ? reflectors.mT() : reflectors);
            }
            registerBuffer(BASE, base(tall));
            // The diagonal is read by the Householder map, for which this gives the identity.
            Tensor negative = Torch.zerosLike(value);
            Linalg.diagonal(negative).fill_(-1.0);
            return scope.keep(negative);
        }
    }

    private Tensor reflectors(Tensor tall) {
        if (map != Map.HOUSEHOLDER) {
            throw new TorchException(
                    Kind.NOT_IMPLEMENTED,
                    "It is not possible to assign to the matrix exponential or the Cayley"
                            + " parametrizations when use_trivialization=False.");
        }
        var factors = tall.geqrf();
        Tensor a = factors.a();
        Tensor signs = Linalg.diagonal(a).sign_();
        // LAPACK gives exactly zero where it does without a reflection.
        signs.copy_(Torch.where(factors.tau().eq(0.0), signs.mul(-1), signs));
        return a;
    }

    private static Tensor base(Tensor tall) {
        long n = tall.size(-2);
        long k = tall.size(-1);
        if (n == k) {
            return isOrthogonal(tall) ? tall.clone() : orthogonalized(tall);
        }
        long[] sizes = Arrays.copyOf(tall.sizes(), tall.dim());
        sizes[sizes.length - 1] = n - k;
        Tensor rest = Torch.randn(sizes, options(tall));
        return orthogonalized(Torch.cat(new Tensor[] {tall, rest}, -1));
    }

    private static boolean isOrthogonal(Tensor q) {
        Tensor one = Torch.eye(q.size(-1), options(q));
        double eps = EPS_FACTOR * q.size(-2) * machineEps(q.dtype());
        return q.mH().matmul(q).allclose(one, o -> o.atol(eps));
    }

    private static double machineEps(DType dtype) {
        return dtype == DType.FLOAT64 || dtype == DType.COMPLEX128 ? Math.ulp(1.0) : Math.ulp(1.0f);
    }

    private static Tensor orthogonalized(Tensor a) {
        var factors = a.geqrf();
        Tensor q = Linalg.householderProduct(factors.a(), factors.tau());
        return q.mul_(Linalg.diagonal(factors.a()).sgn().unsqueeze(-2));
    }

    @Override
    protected String typeName() {
        return "_Orthogonal";
    }
}
