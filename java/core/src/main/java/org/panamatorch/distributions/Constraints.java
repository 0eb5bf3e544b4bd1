package org.panamatorch.distributions;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;

/**
 * PyTorch's constraints, as {@code torch.distributions.constraints}. The bounds of a constraint are
 * numbers, or tensors that broadcast to the values.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#module-torch.distributions.constraints">torch.distributions.constraints</a>
 */
public final class Constraints {
    private static final Constraint REAL = new ElementConstraints.Real();

    // The classes that PyTorch's constraints are in.
    private static final Set<Class<?>> HOMES =
            Set.of(
                    Constraints.class,
                    ElementConstraints.class,
                    MatrixConstraints.class,
                    CompositeConstraints.class);

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
        return new CompositeConstraints.IndependentConstraint(
                present(base, "independent", "base"), reinterpretedBatchNdims);
    }

    /**
     * 0 and 1.
     *
     * @return the constraint
     */
    public static Constraint boolean_() {
        return new ElementConstraints.Boolean();
    }

    /**
     * Vectors of one 1 among zeros.
     *
     * @return the constraint
     */
    public static Constraint oneHot() {
        return new ElementConstraints.OneHot();
    }

    /**
     * Integers from 0.
     *
     * @return the constraint
     */
    public static Constraint nonnegativeInteger() {
        return new ElementConstraints.IntegerGreaterThan(0);
    }

    /**
     * Integers from 1.
     *
     * @return the constraint
     */
    public static Constraint positiveInteger() {
        return new ElementConstraints.IntegerGreaterThan(1);
    }

    /**
     * Integers between two bounds, which are among them.
     *
     * @param lowerBound the least
     * @param upperBound the greatest
     * @return the constraint
     */
    public static Constraint integerInterval(Number lowerBound, Number upperBound) {
        return new ElementConstraints.IntegerInterval(
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
        return new ElementConstraints.IntegerInterval(
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
        return new ElementConstraints.GreaterThan(present(lowerBound, "greaterThan", "lowerBound"));
    }

    /**
     * Numbers above a bound.
     *
     * @param lowerBound the bound
     * @return the constraint
     */
    public static Constraint greaterThan(Tensor lowerBound) {
        return new ElementConstraints.GreaterThan(present(lowerBound, "greaterThan", "lowerBound"));
    }

    /**
     * Numbers from a bound.
     *
     * @param lowerBound the least
     * @return the constraint
     */
    public static Constraint greaterThanEq(Number lowerBound) {
        return new ElementConstraints.GreaterThanEq(
                present(lowerBound, "greaterThanEq", "lowerBound"));
    }

    /**
     * Numbers from a bound.
     *
     * @param lowerBound the least
     * @return the constraint
     */
    public static Constraint greaterThanEq(Tensor lowerBound) {
        return new ElementConstraints.GreaterThanEq(
                present(lowerBound, "greaterThanEq", "lowerBound"));
    }

    /**
     * Numbers below a bound.
     *
     * @param upperBound the bound
     * @return the constraint
     */
    public static Constraint lessThan(Number upperBound) {
        return new ElementConstraints.LessThan(present(upperBound, "lessThan", "upperBound"));
    }

    /**
     * Numbers below a bound.
     *
     * @param upperBound the bound
     * @return the constraint
     */
    public static Constraint lessThan(Tensor upperBound) {
        return new ElementConstraints.LessThan(present(upperBound, "lessThan", "upperBound"));
    }

    /**
     * Vectors of numbers from 0 whose sum is not above a bound.
     *
     * @param upperBound the bound
     * @return the constraint
     */
    public static Constraint multinomial(Number upperBound) {
        return new ElementConstraints.Multinomial(present(upperBound, "multinomial", "upperBound"));
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
        return new ElementConstraints.Interval(
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
        return new ElementConstraints.Interval(
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
        return new ElementConstraints.HalfOpenInterval(
                present(lowerBound, "halfOpenInterval", "lowerBound"),
                present(upperBound, "halfOpenInterval", "upperBound"));
    }

    /**
     * Vectors of numbers from 0 whose sum is 1.
     *
     * @return the constraint
     */
    public static Constraint simplex() {
        return new ElementConstraints.Simplex();
    }

    /**
     * Lower triangular matrices.
     *
     * @return the constraint
     */
    public static Constraint lowerTriangular() {
        return new MatrixConstraints.LowerTriangular();
    }

    /**
     * Lower triangular matrices whose diagonal is positive.
     *
     * @return the constraint
     */
    public static Constraint lowerCholesky() {
        return new MatrixConstraints.LowerCholesky();
    }

    /**
     * Lower triangular matrices whose diagonal is positive and whose rows have norm 1.
     *
     * @return the constraint
     */
    public static Constraint corrCholesky() {
        return new MatrixConstraints.CorrCholesky();
    }

    /**
     * Square matrices.
     *
     * @return the constraint
     */
    public static Constraint square() {
        return new MatrixConstraints.Square();
    }

    /**
     * Symmetric matrices.
     *
     * @return the constraint
     */
    public static Constraint symmetric() {
        return new MatrixConstraints.Symmetric();
    }

    /**
     * Positive semidefinite matrices.
     *
     * @return the constraint
     */
    public static Constraint positiveSemidefinite() {
        return new MatrixConstraints.PositiveSemidefinite();
    }

    /**
     * Positive definite matrices.
     *
     * @return the constraint
     */
    public static Constraint positiveDefinite() {
        return new MatrixConstraints.PositiveDefinite();
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
        return new CompositeConstraints.Cat(List.copyOf(constraints), dim, List.copyOf(lengths));
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
        return new CompositeConstraints.Stack(List.copyOf(constraints), dim);
    }

    /**
     * The constraint of a mixture's values, which lack the dimension of the components.
     *
     * @param base the components' constraint
     * @return the constraint
     */
    public static Constraint mixtureSameFamilyConstraint(Constraint base) {
        return new CompositeConstraints.MixtureSameFamilyConstraint(
                present(base, "mixtureSameFamilyConstraint", "base"));
    }

    /** The name of the class in Python, where those of PyTorch's own begin with an underscore. */
    static String pythonClass(Constraint constraint) {
        Class<?> type = constraint.getClass();
        boolean isHidden =
                HOMES.contains(type.getEnclosingClass())
                        && type != CompositeConstraints.MixtureSameFamilyConstraint.class;
        return (isHidden ? "_" : "") + type.getSimpleName();
    }

    private static final class Dependent extends Constraint {
        private final Boolean isDiscrete;
        private final Integer eventDim;

        Dependent(Boolean isDiscrete, Integer eventDim) {
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
}
