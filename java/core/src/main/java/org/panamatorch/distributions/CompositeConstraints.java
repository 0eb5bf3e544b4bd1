package org.panamatorch.distributions;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.distributions.Shapes;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** The constraints that are made of others. */
final class CompositeConstraints {
    private CompositeConstraints() {}

    private abstract static class OfOne extends Constraint {
        final Constraint base;

        private OfOne(Constraint base) {
            this.base = base;
        }

        @Override
        public boolean isDiscrete() {
            return base.isDiscrete();
        }

        void requireDims(boolean areEnough, Tensor value) {
            if (!areEnough) {
                throw Distribution.invalid(
                        String.format(
                                Locale.ROOT,
                                "Expected value.dim() >= %d but got %d",
                                eventDim(),
                                value.dim()));
            }
        }
    }

    static final class IndependentConstraint extends OfOne {
        final int dims;

        IndependentConstraint(Constraint base, int dims) {
            super(base);
            if (dims < 0) {
                throw Distribution.invalid("reinterpreted_batch_ndims must be >= 0, got " + dims);
            }
            this.dims = dims;
        }

        @Override
        public int eventDim() {
            return base.eventDim() + dims;
        }

        @Override
        protected Tensor holds(Tensor value) {
            Tensor result = base.check(value);
            requireDims(result.dim() >= dims, value);
            return Shapes.allLast(result, dims);
        }

        @Override
        public String toString() {
            return "IndependentConstraint(" + base + ", " + dims + ")";
        }
    }

    static final class MixtureSameFamilyConstraint extends OfOne {
        MixtureSameFamilyConstraint(Constraint base) {
            super(base);
        }

        @Override
        public int eventDim() {
            return base.eventDim();
        }

        @Override
        protected Tensor holds(Tensor value) {
            Tensor result = base.check(value.unsqueeze(-1 - eventDim()));
            requireDims(value.dim() >= eventDim(), value);
            return Shapes.allLast(result, result.dim() - value.dim() + eventDim());
        }

        @Override
        public String toString() {
            return "MixtureSameFamilyConstraint(" + base + ")";
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

        Cat(List<Constraint> parts, int dim, List<Long> lengths) {
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
        Stack(List<Constraint> parts, int dim) {
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
