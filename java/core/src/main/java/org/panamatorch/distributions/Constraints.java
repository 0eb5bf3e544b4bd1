package org.panamatorch.distributions;

import org.panamatorch.DType;
import org.panamatorch.Linalg;
import org.panamatorch.Scalar;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.distributions.FloatInfo;
import org.panamatorch.internal.distributions.PythonText;
import org.panamatorch.internal.distributions.Shapes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.IntFunction;

/**
 * PyTorch's constraints, as {@code torch.distributions.constraints}. The bounds of a constraint are
 * numbers, or tensors that broadcast to the values.
 *
 * <p>One file, as each constraint is a function here and a class below it of some ten lines that
 * share their checks of bounds and matrices.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#module-torch.distributions.constraints">torch.distributions.constraints</a>
 */
public final class Constraints {
    private static final Constraint REAL = new Real();
    // How far the sum of a simplex may be from 1, and a symmetric matrix from its transpose.
    private static final double TOLERANCE = 1e-6;
    // Of eps and the size: how far the norm of a row of a factor may be from 1.
    private static final double NORM_TOLERANCE = 10;

    private Constraints() {}

    private static <T> T present(T value, String function, String name) {
        return Arguments.present(value, function, name, "a number, tensor or constraint");
    }

    /** The constraints of arguments, in this order. */
    static SequencedMap<String, Constraint> byName(String name, Constraint constraint) {
        SequencedMap<String, Constraint> constraints = new LinkedHashMap<>();
        constraints.put(name, constraint);
        return constraints;
    }

    static SequencedMap<String, Constraint> byName(
            String name, Constraint constraint, String second, Constraint secondConstraint) {
        SequencedMap<String, Constraint> constraints = byName(name, constraint);
        constraints.put(second, secondConstraint);
        return constraints;
    }

    static SequencedMap<String, Constraint> byName(
            String name,
            Constraint constraint,
            String second,
            Constraint secondConstraint,
            String third,
            Constraint thirdConstraint) {
        SequencedMap<String, Constraint> constraints =
                byName(name, constraint, second, secondConstraint);
        constraints.put(third, thirdConstraint);
        return constraints;
    }

    /**
     * A constraint that depends on other variables, so that it cannot be checked.
     *
     * @return the constraint
     */
    public static Constraint dependent() {
        return new Dependent(null, null);
    }

    /**
     * A constraint that depends on other variables, so that it cannot be checked.
     *
     * @param isDiscrete whether it is a region of single points
     * @param eventDim how many last dimensions are one event
     * @return the constraint
     */
    public static Constraint dependent(boolean isDiscrete, int eventDim) {
        return new Dependent(isDiscrete, eventDim);
    }

    /**
     * Whether a constraint is one that cannot be checked.
     *
     * @param constraint any constraint
     * @return true for {@link #dependent()}
     */
    public static boolean isDependent(Constraint constraint) {
        return constraint instanceof Dependent;
    }

    /**
     * Another constraint that has to hold for all elements of an event of more dimensions.
     *
     * @param base the constraint
     * @param reinterpretedBatchNdims how many dimensions more the events have
     * @return the constraint
     */
    public static Constraint independent(Constraint base, int reinterpretedBatchNdims) {
        return new IndependentConstraint(
                present(base, "independent", "base"), reinterpretedBatchNdims);
    }

    /**
     * 0 and 1.
     *
     * @return the constraint
     */
    public static Constraint boolean_() {
        return new Boolean();
    }

    /**
     * Vectors of one 1 among zeros.
     *
     * @return the constraint
     */
    public static Constraint oneHot() {
        return new OneHot();
    }

    /**
     * Integers from 0.
     *
     * @return the constraint
     */
    public static Constraint nonnegativeInteger() {
        return new IntegerGreaterThan(0);
    }

    /**
     * Integers from 1.
     *
     * @return the constraint
     */
    public static Constraint positiveInteger() {
        return new IntegerGreaterThan(1);
    }

    /**
     * Integers between two bounds, which are among them.
     *
     * @param lowerBound the least
     * @param upperBound the greatest
     * @return the constraint
     */
    public static Constraint integerInterval(Number lowerBound, Number upperBound) {
        return new IntegerInterval(
                present(lowerBound, "integerInterval", "lowerBound"),
                present(upperBound, "integerInterval", "upperBound"));
    }

    /**
     * Integers between two bounds, which are among them.
     *
     * @param lowerBound the least
     * @param upperBound the greatest
     * @return the constraint
     */
    public static Constraint integerInterval(Number lowerBound, Tensor upperBound) {
        return new IntegerInterval(
                present(lowerBound, "integerInterval", "lowerBound"),
                present(upperBound, "integerInterval", "upperBound"));
    }

    /**
     * All numbers but NaN.
     *
     * @return the constraint
     */
    public static Constraint real() {
        return REAL;
    }

    /**
     * Vectors of all numbers but NaN.
     *
     * @return the constraint
     */
    public static Constraint realVector() {
        return independent(REAL, 1);
    }

    /**
     * Numbers above 0.
     *
     * @return the constraint
     */
    public static Constraint positive() {
        return greaterThan(0.0);
    }

    /**
     * Numbers from 0.
     *
     * @return the constraint
     */
    public static Constraint nonnegative() {
        return greaterThanEq(0.0);
    }

    /**
     * Numbers above a bound.
     *
     * @param lowerBound the bound
     * @return the constraint
     */
    public static Constraint greaterThan(Number lowerBound) {
        return new GreaterThan(present(lowerBound, "greaterThan", "lowerBound"));
    }

    /**
     * Numbers above a bound.
     *
     * @param lowerBound the bound
     * @return the constraint
     */
    public static Constraint greaterThan(Tensor lowerBound) {
        return new GreaterThan(present(lowerBound, "greaterThan", "lowerBound"));
    }

    /**
     * Numbers from a bound.
     *
     * @param lowerBound the least
     * @return the constraint
     */
    public static Constraint greaterThanEq(Number lowerBound) {
        return new GreaterThanEq(present(lowerBound, "greaterThanEq", "lowerBound"));
    }

    /**
     * Numbers from a bound.
     *
     * @param lowerBound the least
     * @return the constraint
     */
    public static Constraint greaterThanEq(Tensor lowerBound) {
        return new GreaterThanEq(present(lowerBound, "greaterThanEq", "lowerBound"));
    }

    /**
     * Numbers below a bound.
     *
     * @param upperBound the bound
     * @return the constraint
     */
    public static Constraint lessThan(Number upperBound) {
        return new LessThan(present(upperBound, "lessThan", "upperBound"));
    }

    /**
     * Numbers below a bound.
     *
     * @param upperBound the bound
     * @return the constraint
     */
    public static Constraint lessThan(Tensor upperBound) {
        return new LessThan(present(upperBound, "lessThan", "upperBound"));
    }

    /**
     * Vectors of numbers from 0 whose sum is not above a bound.
     *
     * @param upperBound the bound
     * @return the constraint
     */
    public static Constraint multinomial(Number upperBound) {
        return new Multinomial(present(upperBound, "multinomial", "upperBound"));
    }

    /**
     * Numbers from 0 to 1.
     *
     * @return the constraint
     */
    public static Constraint unitInterval() {
        return interval(0.0, 1.0);
    }

    /**
     * Numbers between two bounds, which are among them.
     *
     * @param lowerBound the least
     * @param upperBound the greatest
     * @return the constraint
     */
    public static Constraint interval(Number lowerBound, Number upperBound) {
        return new Interval(
                present(lowerBound, "interval", "lowerBound"),
                present(upperBound, "interval", "upperBound"));
    }

    /**
     * Numbers between two bounds, which are among them.
     *
     * @param lowerBound the least
     * @param upperBound the greatest
     * @return the constraint
     */
    public static Constraint interval(Tensor lowerBound, Tensor upperBound) {
        return new Interval(
                present(lowerBound, "interval", "lowerBound"),
                present(upperBound, "interval", "upperBound"));
    }

    /**
     * Numbers between two bounds, of which the upper is not among them.
     *
     * @param lowerBound the least
     * @param upperBound the bound
     * @return the constraint
     */
    public static Constraint halfOpenInterval(Number lowerBound, Number upperBound) {
        return new HalfOpenInterval(
                present(lowerBound, "halfOpenInterval", "lowerBound"),
                present(upperBound, "halfOpenInterval", "upperBound"));
    }

    /**
     * Vectors of numbers from 0 whose sum is 1.
     *
     * @return the constraint
     */
    public static Constraint simplex() {
        return new Simplex();
    }

    /**
     * Lower triangular matrices.
     *
     * @return the constraint
     */
    public static Constraint lowerTriangular() {
        return new LowerTriangular();
    }

    /**
     * Lower triangular matrices whose diagonal is positive.
     *
     * @return the constraint
     */
    public static Constraint lowerCholesky() {
        return new LowerCholesky();
    }

    /**
     * Lower triangular matrices whose diagonal is positive and whose rows have norm 1.
     *
     * @return the constraint
     */
    public static Constraint corrCholesky() {
        return new CorrCholesky();
    }

    /**
     * Square matrices.
     *
     * @return the constraint
     */
    public static Constraint square() {
        return new Square();
    }

    /**
     * Symmetric matrices.
     *
     * @return the constraint
     */
    public static Constraint symmetric() {
        return new Symmetric();
    }

    /**
     * Positive semidefinite matrices.
     *
     * @return the constraint
     */
    public static Constraint positiveSemidefinite() {
        return new PositiveSemidefinite();
    }

    /**
     * Positive definite matrices.
     *
     * @return the constraint
     */
    public static Constraint positiveDefinite() {
        return new PositiveDefinite();
    }

    /**
     * Several constraints, each of one element along a dimension.
     *
     * @param constraints the constraints
     * @param dim the dimension
     * @return the constraint
     */
    public static Constraint cat(List<Constraint> constraints, int dim) {
        Arguments.requireAll(constraints, "cat", "constraints", "constraints");
        return cat(constraints, dim, Collections.nCopies(constraints.size(), 1L));
    }

    /**
     * Several constraints, each of some elements along a dimension.
     *
     * @param constraints the constraints
     * @param dim the dimension
     * @param lengths how many elements each has
     * @return the constraint
     */
    public static Constraint cat(List<Constraint> constraints, int dim, List<Long> lengths) {
        Arguments.requireAll(constraints, "cat", "constraints", "constraints");
        Arguments.requireAll(lengths, "cat", "lengths", "integers");
        if (lengths.size() != constraints.size()) {
            throw Distribution.invalid(
                    String.format(
                            Locale.ROOT,
                            "lengths (%d) must match cseq (%d)",
                            lengths.size(),
                            constraints.size()));
        }
        return new Cat(List.copyOf(constraints), dim, List.copyOf(lengths));
    }

    /**
     * Several constraints, one for each element along a dimension, without which they see it.
     *
     * @param constraints the constraints
     * @param dim the dimension
     * @return the constraint
     */
    public static Constraint stack(List<Constraint> constraints, int dim) {
        Arguments.requireAll(constraints, "stack", "constraints", "constraints");
        return new Stack(List.copyOf(constraints), dim);
    }

    /**
     * The constraint of a mixture's values, which lack the dimension of the components.
     *
     * @param base the components' constraint
     * @return the constraint
     */
    public static Constraint mixtureSameFamilyConstraint(Constraint base) {
        return new MixtureSameFamilyConstraint(
                present(base, "mixtureSameFamilyConstraint", "base"));
    }

    /** The name of the class in Python, where those of PyTorch's own begin with an underscore. */
    static String pythonClass(Constraint constraint) {
        Class<?> type = constraint.getClass();
        boolean isHidden =
                type.getEnclosingClass() == Constraints.class
                        && type != MixtureSameFamilyConstraint.class;
        return (isHidden ? "_" : "") + type.getSimpleName();
    }

    private static final class Dependent extends Constraint {
        private final java.lang.Boolean isDiscrete;
        private final Integer eventDim;

        Dependent(java.lang.Boolean isDiscrete, Integer eventDim) {
            this.isDiscrete = isDiscrete;
            this.eventDim = eventDim;
        }

        private static <T> T known(T value, String name) {
            if (value == null) {
                throw new TorchException(
                        TorchException.Kind.NOT_IMPLEMENTED,
                        name + " cannot be determined statically");
            }
            return value;
        }

        @Override
        public boolean isDiscrete() {
            return known(isDiscrete, ".is_discrete");
        }

        @Override
        public int eventDim() {
            return known(eventDim, ".event_dim");
        }

        @Override
        protected Tensor holds(Tensor value) {
            throw Distribution.invalid("Cannot determine validity of dependent constraint");
        }
    }

    static final class IndependentConstraint extends Constraint {
        final Constraint base;
        final int dims;

        IndependentConstraint(Constraint base, int dims) {
            if (dims < 0) {
                throw Distribution.invalid("reinterpreted_batch_ndims must be >= 0, got " + dims);
            }
            this.base = base;
            this.dims = dims;
        }

        @Override
        public boolean isDiscrete() {
            return base.isDiscrete();
        }

        @Override
        public int eventDim() {
            return base.eventDim() + dims;
        }

        @Override
        protected Tensor holds(Tensor value) {
            Tensor result = base.check(value);
            if (result.dim() < dims) {
                throw Distribution.invalid(
                        String.format(
                                Locale.ROOT,
                                "Expected value.dim() >= %d but got %d",
                                eventDim(),
                                value.dim()));
            }
            return Shapes.allLast(result, dims);
        }

        @Override
        public String toString() {
            return "IndependentConstraint(" + base + ", " + dims + ")";
        }
    }

    private static final class MixtureSameFamilyConstraint extends Constraint {
        private final Constraint base;

        MixtureSameFamilyConstraint(Constraint base) {
            this.base = base;
        }

        @Override
        public boolean isDiscrete() {
            return base.isDiscrete();
        }

        @Override
        public int eventDim() {
            return base.eventDim();
        }

        @Override
        protected Tensor holds(Tensor value) {
            Tensor result = base.check(value.unsqueeze(-1 - eventDim()));
            if (value.dim() < eventDim()) {
                throw Distribution.invalid(
                        String.format(
                                Locale.ROOT,
                                "Expected value.dim() >= %d but got %d",
                                eventDim(),
                                value.dim()));
            }
            return Shapes.allLast(result, result.dim() - value.dim() + eventDim());
        }

        @Override
        public String toString() {
            return "MixtureSameFamilyConstraint(" + base + ")";
        }
    }

    private static Tensor zeroOrOne(Tensor value) {
        return value.eq(0).bitwiseOr(value.eq(1));
    }

    private abstract static class Discrete extends Constraint {
        @Override
        public boolean isDiscrete() {
            return true;
        }
    }

    private static final class Boolean extends Discrete {
        @Override
        protected Tensor holds(Tensor value) {
            return zeroOrOne(value);
        }
    }

    private static final class OneHot extends Discrete {
        @Override
        public int eventDim() {
            return 1;
        }

        @Override
        protected Tensor holds(Tensor value) {
            return zeroOrOne(value).all(-1).bitwiseAnd(value.sum(-1).eq(1));
        }
    }

    private static Tensor atLeast(Tensor value, Object bound) {
        return bound instanceof Tensor tensor ? tensor.le(value) : value.ge((Number) bound);
    }

    private static Tensor above(Tensor value, Object bound) {
        return bound instanceof Tensor tensor ? tensor.lt(value) : value.gt((Number) bound);
    }

    private static Tensor atMost(Tensor value, Object bound) {
        return bound instanceof Tensor tensor ? value.le(tensor) : value.le((Number) bound);
    }

    private static Tensor below(Tensor value, Object bound) {
        return bound instanceof Tensor tensor ? value.lt(tensor) : value.lt((Number) bound);
    }

    /** A region between numbers or tensors, of which one may be null. */
    abstract static class Bounded extends Constraint {
        final Object lower;
        final Object upper;

        private Bounded(Object lower, Object upper) {
            this.lower = lower;
            this.upper = upper;
        }

        @Override
        public String toString() {
            List<String> bounds = new ArrayList<>();
            if (lower != null) {
                bounds.add("lower_bound=" + PythonText.of(lower));
            }
            if (upper != null) {
                bounds.add("upper_bound=" + PythonText.of(upper));
            }
            return getClass().getSimpleName() + "(" + String.join(", ", bounds) + ")";
        }
    }

    private abstract static class BoundedIntegers extends Bounded {
        private BoundedIntegers(Object lower, Object upper) {
            super(lower, upper);
        }

        @Override
        public boolean isDiscrete() {
            return true;
        }

        static Tensor areIntegers(Tensor value) {
            return value.remainder(1).eq(0);
        }
    }

    private static final class IntegerInterval extends BoundedIntegers {
        IntegerInterval(Object lower, Object upper) {
            super(lower, upper);
        }

        @Override
        protected Tensor holds(Tensor value) {
            return areIntegers(value)
                    .bitwiseAnd(atLeast(value, lower))
                    .bitwiseAnd(atMost(value, upper));
        }
    }

    private static final class IntegerGreaterThan extends BoundedIntegers {
        IntegerGreaterThan(Object lower) {
            super(lower, null);
        }

        @Override
        protected Tensor holds(Tensor value) {
            return areIntegers(value).bitwiseAnd(atLeast(value, lower));
        }
    }

    static final class Real extends Constraint {
        @Override
        protected Tensor holds(Tensor value) {
            return value.eq(value);
        }
    }

    static final class GreaterThan extends Bounded {
        GreaterThan(Object lower) {
            super(lower, null);
        }

        @Override
        protected Tensor holds(Tensor value) {
            return above(value, lower);
        }
    }

    static final class GreaterThanEq extends Bounded {
        GreaterThanEq(Object lower) {
            super(lower, null);
        }

        @Override
        protected Tensor holds(Tensor value) {
            return atLeast(value, lower);
        }
    }

    static final class LessThan extends Bounded {
        LessThan(Object upper) {
            super(null, upper);
        }

        @Override
        protected Tensor holds(Tensor value) {
            return below(value, upper);
        }
    }

    static final class Interval extends Bounded {
        Interval(Object lower, Object upper) {
            super(lower, upper);
        }

        @Override
        protected Tensor holds(Tensor value) {
            return atLeast(value, lower).bitwiseAnd(atMost(value, upper));
        }
    }

    static final class HalfOpenInterval extends Bounded {
        HalfOpenInterval(Object lower, Object upper) {
            super(lower, upper);
        }

        @Override
        protected Tensor holds(Tensor value) {
            return atLeast(value, lower).bitwiseAnd(below(value, upper));
        }
    }

    static final class Simplex extends Constraint {
        @Override
        public int eventDim() {
            return 1;
        }

        @Override
        protected Tensor holds(Tensor value) {
            return value.ge(0).all(-1).bitwiseAnd(value.sum(-1).sub(1).abs().lt(TOLERANCE));
        }
    }

    private static final class Multinomial extends Discrete {
        private final Number upper;

        Multinomial(Number upper) {
            this.upper = upper;
        }

        @Override
        public int eventDim() {
            return 1;
        }

        @Override
        protected Tensor holds(Tensor value) {
            return value.ge(0).all(-1).bitwiseAnd(value.sum(-1).le(upper));
        }
    }

    private abstract static class Matrix extends Constraint {
        @Override
        public int eventDim() {
            return 2;
        }

        static Tensor isLower(Tensor value) {
            return Shapes.allLast(value.tril().eq(value), 2);
        }

        static Tensor isLowerFactor(Tensor value) {
            Tensor diagonal = value.diagonal(o -> o.dim1(-2).dim2(-1));
            return isLower(value).bitwiseAnd(diagonal.gt(0).all(-1));
        }
    }

    private static final class LowerTriangular extends Matrix {
        @Override
        protected Tensor holds(Tensor value) {
            return isLower(value);
        }
    }

    static final class LowerCholesky extends Matrix {
        @Override
        protected Tensor holds(Tensor value) {
            return isLowerFactor(value);
        }
    }

    static final class CorrCholesky extends Matrix {
        @Override
        protected Tensor holds(Tensor value) {
            double tolerance = FloatInfo.of(value).eps() * value.size(-1) * NORM_TOLERANCE;
            Tensor norms = Linalg.norm(value.detach(), o -> o.dim(-1));
            return isLowerFactor(value).bitwiseAnd(norms.sub(1.0).abs().le(tolerance).all(-1));
        }
    }

    private static class Square extends Matrix {
        @Override
        protected Tensor holds(Tensor value) {
            return Torch.full(
                    Shapes.first(value.shape(), -2),
                    Scalar.of(value.size(-2) == value.size(-1)),
                    TensorOptions.of(DType.BOOL, value.device()));
        }
    }

    private static class Symmetric extends Square {
        @Override
        protected Tensor holds(Tensor value) {
            Tensor isSquare = super.holds(value);
            return isSquare.all().itemBoolean()
                    ? value.isclose(value.mT(), o -> o.atol(TOLERANCE)).all(-2).all(-1)
                    : isSquare;
        }
    }

    static final class PositiveSemidefinite extends Symmetric {
        @Override
        protected Tensor holds(Tensor value) {
            Tensor isSymmetric = super.holds(value);
            return isSymmetric.all().itemBoolean()
                    ? Linalg.eigvalsh(value).ge(0).all(-1)
                    : isSymmetric;
        }
    }

    static final class PositiveDefinite extends Symmetric {
        @Override
        protected Tensor holds(Tensor value) {
            Tensor isSymmetric = super.holds(value);
            return isSymmetric.all().itemBoolean()
                    ? Linalg.choleskyEx(value).info().eq(0)
                    : isSymmetric;
        }
    }

    private abstract static class Several extends Constraint {
        final List<Constraint> parts;
        final int dim;

        private Several(List<Constraint> parts, int dim) {
            this.parts = parts;
            this.dim = dim;
        }

        @Override
        public boolean isDiscrete() {
            return parts.stream().anyMatch(Constraint::isDiscrete);
        }

        @Override
        public int eventDim() {
            return CatTransform.largest(
                    "Constraints", parts.stream().mapToInt(Constraint::eventDim));
        }

        Tensor[] checks(Tensor value, IntFunction<Tensor> part, int count) {
            Transform.requireDim(dim, value, "value");
            Tensor[] checks = new Tensor[count];
            for (int i = 0; i < checks.length; i++) {
                checks[i] = parts.get(i).check(part.apply(i));
            }
            return checks;
        }
    }

    static final class Cat extends Several {
        final List<Long> lengths;

        private Cat(List<Constraint> parts, int dim, List<Long> lengths) {
            super(parts, dim);
            this.lengths = lengths;
        }

        @Override
        protected Tensor holds(Tensor value) {
            IntFunction<Tensor> part =
                    i -> value.narrow(dim, Transform.sum(lengths.subList(0, i)), lengths.get(i));
            return Torch.cat(checks(value, part, parts.size()), dim);
        }
    }

    static final class Stack extends Several {
        private Stack(List<Constraint> parts, int dim) {
            super(parts, dim);
        }

        @Override
        public int eventDim() {
            int inner = super.eventDim();
            return dim + inner < 0 ? inner + 1 : inner;
        }

        @Override
        protected Tensor holds(Tensor value) {
            Transform.requireDim(dim, value, "value");
            int count = (int) Math.min(value.size(dim), parts.size());
            return Torch.stack(checks(value, i -> value.select(dim, i), count), dim);
        }
    }
}
