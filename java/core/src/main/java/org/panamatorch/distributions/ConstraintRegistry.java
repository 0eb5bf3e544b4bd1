package org.panamatorch.distributions;

import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Transforms from all numbers to regions: those that are bijective, and those that need not be and
 * are better for optimization.
 *
 * <pre>{@code
 * Tensor scale = ConstraintRegistry.transformTo(Constraints.positive()).call(unconstrained);
 * }</pre>
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#module-torch.distributions.constraint_registry">torch.distributions.constraint_registry</a>
 */
public final class ConstraintRegistry {
    private static final ConstraintRegistry BIJECT_TO = new ConstraintRegistry();
    private static final ConstraintRegistry TRANSFORM_TO = new ConstraintRegistry();

    // Guarded by the class. The transforms are registered at the first use, as an initializer would
    // do it in each program, when the library is loaded.
    private static boolean hasTransforms;

    private final Map<Class<?>, Function<Constraint, Transform>> factories =
            new ConcurrentHashMap<>();

    private ConstraintRegistry() {}

    private static synchronized void registerTransforms() {
        if (!hasTransforms) {
            for (ConstraintRegistry each : List.of(BIJECT_TO, TRANSFORM_TO)) {
                each.registerCommon();
            }
            BIJECT_TO.register(ElementConstraints.Simplex.class, _ -> new StickBreakingTransform());
            TRANSFORM_TO.register(ElementConstraints.Simplex.class, _ -> new SoftmaxTransform());
            TRANSFORM_TO.register(
                    MatrixConstraints.LowerCholesky.class, _ -> new LowerCholeskyTransform());
            TRANSFORM_TO.register(
                    MatrixConstraints.PositiveDefinite.class, _ -> new PositiveDefiniteTransform());
            TRANSFORM_TO.register(
                    MatrixConstraints.PositiveSemidefinite.class,
                    _ -> new PositiveDefiniteTransform());
            hasTransforms = true;
        }
    }

    /**
     * The registry of bijective transforms.
     *
     * @return the registry
     */
    public static ConstraintRegistry bijectTo() {
        registerTransforms();
        return BIJECT_TO;
    }

    /**
     * A bijective transform from all numbers to a region.
     *
     * @param constraint the region
     * @return the transform
     * @throws TorchException if none is registered
     */
    public static Transform bijectTo(Constraint constraint) {
        return bijectTo().call(constraint);
    }

    /**
     * The registry of transforms that need not be bijective.
     *
     * @return the registry
     */
    public static ConstraintRegistry transformTo() {
        registerTransforms();
        return TRANSFORM_TO;
    }

    /**
     * A transform from all numbers to a region.
     *
     * @param constraint the region
     * @return the transform
     * @throws TorchException if none is registered
     */
    public static Transform transformTo(Constraint constraint) {
        return transformTo().call(constraint);
    }

    private void registerCommon() {
        register(ElementConstraints.Real.class, _ -> ComposeTransform.identityTransform());
        register(
                CompositeConstraints.IndependentConstraint.class,
                region -> new IndependentTransform(call(region.base), region.dims));
        register(ElementConstraints.GreaterThan.class, ConstraintRegistry::above);
        register(ElementConstraints.GreaterThanEq.class, ConstraintRegistry::above);
        register(
                ElementConstraints.LessThan.class,
                region ->
                        new ComposeTransform(
                                List.of(
                                        new ExpTransform(),
                                        AffineTransform.from(region.upper, -1))));
        register(ElementConstraints.Interval.class, ConstraintRegistry::within);
        register(ElementConstraints.HalfOpenInterval.class, ConstraintRegistry::within);
        register(MatrixConstraints.CorrCholesky.class, _ -> new CorrCholeskyTransform());
        register(
                CompositeConstraints.Cat.class,
                region ->
                        new CatTransform(
                                region.parts.stream().map(this::call).toList(),
                                region.dim,
                                region.lengths));
        register(
                CompositeConstraints.Stack.class,
                region ->
                        new StackTransform(
                                region.parts.stream().map(this::call).toList(), region.dim));
    }

    private static Transform above(ElementConstraints.Bounded region) {
        return new ComposeTransform(
                List.of(new ExpTransform(), AffineTransform.from(region.lower, 1)));
    }

    private static Transform within(ElementConstraints.Bounded region) {
        if (isNumber(region.lower, 0) && isNumber(region.upper, 1)) {
            return new SigmoidTransform();
        }
        return new ComposeTransform(
                List.of(
                        new SigmoidTransform(),
                        AffineTransform.between(region.lower, region.upper)));
    }

    private static boolean isNumber(Object bound, double number) {
        return bound instanceof Number own && own.doubleValue() == number;
    }

    /**
     * Registers transforms to regions of a class.
     *
     * @param <C> the class
     * @param constraint the class
     * @param factory gives the transform to a region
     */
    public <C extends Constraint> void register(
            Class<C> constraint, Function<? super C, ? extends Transform> factory) {
        Arguments.requirePresent(constraint, "register", "constraint", "a class");
        Arguments.requirePresent(factory, "register", "factory", "a function");
        factories.put(constraint, region -> factory.apply(constraint.cast(region)));
    }

    /**
     * A transform from all numbers to a region.
     *
     * @param constraint the region
     * @return the transform
     * @throws TorchException if none is registered for its class
     */
    public Transform call(Constraint constraint) {
        Arguments.requirePresent(constraint, "call", "constraint", "a constraint");
        Function<Constraint, Transform> factory = factories.get(constraint.getClass());
        if (factory == null) {
            throw new TorchException(
                    TorchException.Kind.NOT_IMPLEMENTED,
                    "Cannot transform " + Constraints.pythonClass(constraint) + " constraints");
        }
        return factory.apply(constraint);
    }
}
