package org.panamatorch.distributions;

import org.panamatorch.Tensor;
import org.panamatorch.internal.distributions.PythonText;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** The constraints of numbers, and of vectors of numbers. */
final class ElementConstraints {
    // How far the sum of a simplex may be from 1.
    private static final double TOLERANCE = 1e-6;

    private ElementConstraints() {}

    private static Tensor zeroOrOne(Tensor value) {
        return value.eq(0).bitwiseOr(value.eq(1));
    }

    private abstract static class Discrete extends Constraint {
        @Override
        public boolean isDiscrete() {
            return true;
        }
    }

    static final class Boolean extends Discrete {
        @Override
        protected Tensor holds(Tensor value) {
            return zeroOrOne(value);
        }
    }

    static final class OneHot extends Discrete {
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
        private final BiFunction<Tensor, Object, Tensor> isOverLower;
        private final BiFunction<Tensor, Object, Tensor> isUnderUpper;

        private Bounded(
                Object lower,
                BiFunction<Tensor, Object, Tensor> isOverLower,
                Object upper,
                BiFunction<Tensor, Object, Tensor> isUnderUpper) {
            this.lower = lower;
            this.isOverLower = isOverLower;
            this.upper = upper;
            this.isUnderUpper = isUnderUpper;
        }

        @Override
        protected Tensor holds(Tensor value) {
            Tensor isOver = lower == null ? null : isOverLower.apply(value, lower);
            Tensor isUnder = upper == null ? null : isUnderUpper.apply(value, upper);
            if (isOver == null || isUnder == null) {
                return isOver == null ? isUnder : isOver;
            }
            return isOver.bitwiseAnd(isUnder);
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
        private BoundedIntegers(Object least, Object greatest) {
            super(least, ElementConstraints::atLeast, greatest, ElementConstraints::atMost);
        }

        @Override
        public boolean isDiscrete() {
            return true;
        }

        @Override
        protected Tensor holds(Tensor value) {
            return value.remainder(1).eq(0).bitwiseAnd(super.holds(value));
        }
    }

    static final class IntegerInterval extends BoundedIntegers {
        IntegerInterval(Object lower, Object upper) {
            super(lower, upper);
        }
    }

    static final class IntegerGreaterThan extends BoundedIntegers {
        IntegerGreaterThan(Object lower) {
            super(lower, null);
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
            super(lower, ElementConstraints::above, null, null);
        }
    }

    static final class GreaterThanEq extends Bounded {
        GreaterThanEq(Object lower) {
            super(lower, ElementConstraints::atLeast, null, null);
        }
    }

    static final class LessThan extends Bounded {
        LessThan(Object upper) {
            super(null, null, upper, ElementConstraints::below);
        }
    }

    static final class Interval extends Bounded {
        Interval(Object lower, Object upper) {
            super(lower, ElementConstraints::atLeast, upper, ElementConstraints::atMost);
        }
    }

    static final class HalfOpenInterval extends Bounded {
        HalfOpenInterval(Object lower, Object upper) {
            super(lower, ElementConstraints::atLeast, upper, ElementConstraints::below);
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

    static final class Multinomial extends Discrete {
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
}
