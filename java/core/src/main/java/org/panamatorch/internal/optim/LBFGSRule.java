package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.declare.AsOptimizer;
import org.panamatorch.optim.OptimizerOptions;
import org.panamatorch.optim.ParameterState;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * L-BFGS: steps along directions that the changes of the gradient bend, as curvature would. A step
 * needs a closure that drops the gradients, computes the loss and {@code backward}, and calls it
 * several times.
 */
@AsOptimizer
public final class LBFGSRule extends Rule<LBFGSSpec> {
    // Below this product a change of the gradient says nothing about curvature.
    private static final double LEAST_CURVATURE = 1e-10;

    /** Makes the rule. */
    public LBFGSRule() {}

    @Override
    public void complete(OptimizerOptions defaults) {
        if (defaults.get("max_eval") == null) {
            defaults.set("max_eval", defaults.integer("max_iter") * 5 / 4);
        }
    }

    @Override
    public void check(LBFGSSpec o) {
        Refusals.requireRate(o.lr(), "Invalid learning rate: ");
    }

    @Override
    public void checkGroups(LBFGSSpec o, List<List<Tensor>> groups) {
        if (groups.size() != 1) {
            throw Refusals.value("LBFGS doesn't support per-parameter options (parameter groups)");
        }
    }

    @Override
    public Tensor step(Supplier<Tensor> closure, List<Batch<LBFGSSpec>> groups) {
        if (closure == null) {
            throw new TorchException(
                    Kind.TYPE, "LBFGS.step() missing 1 required positional argument: 'closure'");
        }
        if (groups.size() != 1) {
            throw Refusals.value("Expected exactly one param_group, but got " + groups.size());
        }
        Batch<LBFGSSpec> group = groups.getFirst();
        if (group.parameters().isEmpty()) {
            throw new TorchException(
                    Kind.INDEX, "list index out of range: LBFGS has no parameters");
        }
        ParameterState state = group.states().apply(group.parameters().getFirst());
        Tensor loss = loss(closure);
        Set<Tensor> before = tensors(state.toMap().values());
        try (var _ = new TensorScope()) {
            double first = loss.itemDouble();
            belowAutograd(() -> new Search(closure, group, state).run(first));
        }
        // What the step no longer keeps is freed now.
        before.removeAll(tensors(state.toMap().values()));
        before.forEach(Tensor::close);
        return loss;
    }

    private static Tensor loss(Supplier<Tensor> closure) {
        Tensor loss = evaluate(closure);
        if (loss == null) {
            throw new TorchException(
                    Kind.TYPE, "LBFGS.step: closure returned null, expected the loss");
        }
        return loss;
    }

    private static Set<Tensor> tensors(Collection<?> values) {
        Set<Tensor> tensors = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Object value : values) {
            if (value instanceof Tensor tensor) {
                tensors.add(tensor);
            } else if (value instanceof Collection<?> list) {
                tensors.addAll(tensors(list));
            }
        }
        return tensors;
    }

    /** One step. Its values are Python's: each is a number or a tensor where it is one there. */
    private static final class Search {
        private final Supplier<Tensor> closure;
        private final LBFGSSpec o;
        private final FlatParameters parameters;
        private final ParameterState state;
        private final long maxEval;

        private double loss;
        private double previousLoss;
        private Tensor gradient;
        private Tensor direction;
        private Hyper length;
        private List<Tensor> oldDirs;
        private List<Tensor> oldSteps;
        private List<Tensor> ro;
        private List<Tensor> al;
        private Hyper diagonal;
        private Tensor previousGradient;
        private long evaluations;

        Search(Supplier<Tensor> closure, Batch<LBFGSSpec> group, ParameterState state) {
            this.closure = closure;
            this.o = group.options();
            this.state = state;
            parameters = new FlatParameters(group.parameters());
            maxEval = o.maxEval() == null ? o.maxIter() * 5 / 4 : o.maxEval();
        }

        private long count(String name) {
            return state.get(name) instanceof Number number ? number.longValue() : 0;
        }

        @SuppressWarnings("unchecked") // As this class has put it.
        private List<Tensor> list(String name) {
            return state.get(name) == null ? null : new ArrayList<>((List<Tensor>) state.get(name));
        }

        private static Hyper hyper(Object value) {
            return value == null ? null : Hyper.of(value);
        }

        private static Object value(Hyper hyper) {
            return hyper == null ? null : hyper.value();
        }

        // Each temporary is as large as all parameters: what is not needed is freed at once.

        private static boolean isSmall(Supplier<Tensor> vector, double tolerance) {
            try (var _ = new TensorScope()) {
                return vector.get().abs().max().le(tolerance).itemBoolean();
            }
        }

        private boolean isGradientSmall() {
            return isSmall(() -> gradient, o.toleranceGrad());
        }

        /** Takes the place of the gradient, which the next direction does not need. */
        private void replaceGradient(Tensor next) {
            gradient.close();
            gradient = next;
        }

        void run(double firstLoss) {
            loss = firstLoss;
            evaluations = 1;
            state.put("func_evals", count("func_evals") + 1);
            if (!state.has("n_iter")) {
                state.put("n_iter", 0L);
            }
            gradient = parameters.gradient();
            if (isGradientSmall()) {
                return;
            }
            direction = (Tensor) state.get("d");
            length = hyper(state.get("t"));
            oldDirs = list("old_dirs");
            oldSteps = list("old_stps");
            ro = list("ro");
            al = list("al");
            diagonal = hyper(state.get("H_diag"));
            previousGradient = (Tensor) state.get("prev_flat_grad");
            previousLoss = loss;
            boolean isDone = false;
            for (long i = 1; i <= o.maxIter() && !isDone; i++) {
                try (var scope = new TensorScope()) {
                    isDone = iterate(i == o.maxIter());
                    keep(scope);
                }
            }
            if (al != null) {
                state.put("al", al);
            }
            state.put("d", direction);
            state.put("t", value(length));
            state.put("old_dirs", oldDirs);
            state.put("old_stps", oldSteps);
            state.put("ro", ro);
            state.put("H_diag", value(diagonal));
            state.put("prev_flat_grad", previousGradient);
            state.put("prev_loss", previousLoss);
        }

        /** Keeps what the next iteration reads, and the state. */
        private void keep(TensorScope scope) {
            scope.keep(Arrays.asList(gradient, direction, previousGradient));
            scope.keep(Arrays.asList(length.tensor(), diagonal.tensor()));
            Stream.of(oldDirs, oldSteps, ro).forEach(scope::keep);
            if (al != null) {
                scope.keep(al);
            }
        }

        /** Makes an iteration; tells whether it ends the step. */
        private boolean iterate(boolean isLast) {
            state.put("n_iter", count("n_iter") + 1);
            boolean isFirst = count("n_iter") == 1;
            turn(isFirst);
            if (previousGradient == null) {
                previousGradient = gradient.clone();
            } else {
                previousGradient.copy_(gradient);
            }
            previousLoss = loss;
            Hyper lr = o.lr().scalar();
            length = isFirst ? firstLength(lr) : lr;
            Tensor slope = gradient.dot(direction);
            if (slope.gt(-o.toleranceChange()).itemBoolean()) {
                return true;
            }
            long calls = 0;
            boolean isDone = false;
            if (o.lineSearchFn() != null) {
                List<Tensor> start = parameters.copy();
                StrongWolfe.Result found =
                        new StrongWolfe(
                                        (t, d) -> evaluate(start, t, d),
                                        direction,
                                        o.toleranceChange(),
                                        maxEval - evaluations)
                                .search(length, loss, gradient, slope);
                loss = found.loss();
                replaceGradient(found.gradient());
                length = found.length();
                calls = found.evaluations();
                parameters.add(length, direction);
                isDone = isGradientSmall();
            } else {
                parameters.add(length, direction);
                if (!isLast) {
                    loss = evaluate();
                    replaceGradient(parameters.gradient());
                    isDone = isGradientSmall();
                    calls = 1;
                }
            }
            evaluations += calls;
            state.put("func_evals", count("func_evals") + calls);
            return isLast
                    || evaluations >= maxEval
                    || isDone
                    || isSmall(() -> length.scaled(direction), o.toleranceChange())
                    || Math.abs(loss - previousLoss) < o.toleranceChange();
        }

        private double evaluate() {
            try (var _ = new TensorScope()) {
                return loss(closure).itemDouble();
            }
        }

        /** The loss and the gradient at a point of a line. */
        private Point evaluate(List<Tensor> start, Hyper length, Tensor direction) {
            parameters.add(length, direction);
            double there = evaluate();
            Tensor gradientThere = parameters.gradient();
            parameters.set(start);
            return new Point(there, gradientThere);
        }

        private Hyper firstLength(Hyper lr) {
            Tensor inverse = gradient.abs().sum().reciprocal();
            return (inverse.lt(1.0).itemBoolean() ? Hyper.of(inverse) : Hyper.of(1.0)).times(lr);
        }

        /** Computes the direction of an iteration. */
        private void turn(boolean isFirst) {
            if (isFirst) {
                direction = gradient.neg();
                oldDirs = new ArrayList<>();
                oldSteps = new ArrayList<>();
                ro = new ArrayList<>();
                diagonal = Hyper.integer(1);
                return;
            }
            if (o.historySize() < 1) {
                throw Refusals.value(
                        "LBFGS: historySize is " + o.historySize() + ", expected at least 1");
            }
            remember();
            if (al == null || al.size() < oldDirs.size()) {
                al =
                        new ArrayList<>(
                                Collections.nCopies(
                                        (int) Math.max(o.historySize(), oldDirs.size()), null));
                state.put("al", new ArrayList<>(al));
            }
            Tensor q = gradient.neg();
            int count = oldDirs.size();
            for (int i = count - 1; i >= 0; i--) {
                al.set(i, oldSteps.get(i).dot(q).mul(ro.get(i)));
                q.add_(oldDirs.get(i), al.get(i).neg().itemDouble());
            }
            direction = diagonal.scaled(q);
            for (int i = 0; i < count; i++) {
                Tensor be = oldDirs.get(i).dot(direction).mul(ro.get(i));
                direction.add_(oldSteps.get(i), al.get(i).sub(be).itemDouble());
            }
        }

        /** Adds the changes since the last iteration to the history, if they tell of curvature. */
        private void remember() {
            try (var scope = new TensorScope()) {
                Tensor y = gradient.sub(previousGradient);
                Tensor s = length.scaled(direction);
                Tensor ys = y.dot(s);
                if (!ys.gt(LEAST_CURVATURE).itemBoolean()) {
                    return;
                }
                // Several where the option was lowered since.
                while (oldDirs.size() >= o.historySize()) {
                    oldDirs.removeFirst();
                    oldSteps.removeFirst();
                    ro.removeFirst();
                }
                oldDirs.add(scope.keep(y));
                oldSteps.add(scope.keep(s));
                ro.add(scope.keep(ys.reciprocal()));
                diagonal = Hyper.of(scope.keep(ys.div(y.dot(y))));
            }
        }
    }
}
