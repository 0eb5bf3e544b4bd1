package org.panamatorch.distributions;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.Warning;
import org.panamatorch.Warnings;
import org.panamatorch.internal.call.Arguments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * Kullback-Leibler divergences between distributions.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#module-torch.distributions.kl">torch.distributions.kl</a>
 */
public final class Kl {
    private static final Map<Pair, BiFunction<Distribution, Distribution, Tensor>> REGISTRY =
            new LinkedHashMap<>();
    private static final Map<Pair, Pair> FOUND = new ConcurrentHashMap<>();

    // Guarded by the registry. They are registered at the first use, as an initializer would do it
    // in
    // each program, when the library is loaded.
    private static boolean hasFormulas;

    private Kl() {}

    private static void registerFormulas() {
        synchronized (REGISTRY) {
            if (!hasFormulas) {
                KlFormulas.registerAll();
                hasFormulas = true;
            }
        }
    }

    /** The classes of two distributions. */
    private record Pair(Class<?> first, Class<?> second) {
        boolean isFor(Pair pair) {
            return first.isAssignableFrom(pair.first) && second.isAssignableFrom(pair.second);
        }

        Pair reversed() {
            return new Pair(second, first);
        }

        /** Whether this is more special: by the first class, or if it is the same, the second. */
        boolean isBefore(Pair other) {
            if (equals(other) || !other.first.isAssignableFrom(first)) {
                return false;
            }
            return first != other.first || other.second.isAssignableFrom(second);
        }

        @Override
        public String toString() {
            return first.getSimpleName() + ", " + second.getSimpleName();
        }
    }

    /**
     * Registers a divergence for two classes and those below them.
     *
     * @param <P> the first class
     * @param <Q> the second class
     * @param typeP the class of the distribution that divergences are averaged over
     * @param typeQ the class of the other
     * @param divergence gives the divergence (batch)
     */
    public static <P extends Distribution, Q extends Distribution> void registerKl(
            Class<P> typeP, Class<Q> typeQ, BiFunction<? super P, ? super Q, Tensor> divergence) {
        Arguments.requirePresent(typeP, "registerKl", "typeP", "a class");
        Arguments.requirePresent(typeQ, "registerKl", "typeQ", "a class");
        Arguments.requirePresent(divergence, "registerKl", "divergence", "a function");
        registerFormulas();
        put(typeP, typeQ, divergence);
    }

    static <P extends Distribution, Q extends Distribution> void put(
            Class<P> typeP, Class<Q> typeQ, BiFunction<? super P, ? super Q, Tensor> divergence) {
        synchronized (REGISTRY) {
            REGISTRY.put(
                    new Pair(typeP, typeQ),
                    (p, q) -> divergence.apply(typeP.cast(p), typeQ.cast(q)));
            FOUND.clear();
        }
    }

    /**
     * The divergence of a distribution from another: the mean over the first of the difference of
     * their logarithms.
     *
     * @param p the first
     * @param q the other
     * @return (batch)
     * @throws TorchException if none is registered for their classes
     */
    public static Tensor klDivergence(Distribution p, Distribution q) {
        Arguments.requirePresent(p, "klDivergence", "p", "a distribution");
        Arguments.requirePresent(q, "klDivergence", "q", "a distribution");
        registerFormulas();
        BiFunction<Distribution, Distribution, Tensor> divergence;
        synchronized (REGISTRY) {
            Pair found = FOUND.computeIfAbsent(new Pair(p.getClass(), q.getClass()), Kl::find);
            divergence = REGISTRY.get(found);
        }
        if (divergence == null) {
            throw new TorchException(
                    TorchException.Kind.NOT_IMPLEMENTED,
                    String.format(
                            Locale.ROOT,
                            "No KL(p || q) is implemented for p type %s and q type %s",
                            p.getClass().getSimpleName(),
                            q.getClass().getSimpleName()));
        }
        return divergence.apply(p, q);
    }

    private static Pair find(Pair types) {
        List<Pair> matches = new ArrayList<>(REGISTRY.keySet());
        matches.removeIf(each -> !each.isFor(types));
        if (matches.isEmpty()) {
            return types;
        }
        Pair left = first(matches);
        Pair right = first(matches.stream().map(Pair::reversed).toList()).reversed();
        if (REGISTRY.get(left) != REGISTRY.get(right)) {
            Warnings.warn(
                    Warning.Category.RUNTIME,
                    String.format(
                            Locale.ROOT,
                            "Ambiguous kl_divergence(%s). Please register_kl(%s)",
                            types,
                            new Pair(left.first, right.second)));
        }
        return left;
    }

    private static Pair first(List<Pair> pairs) {
        Pair first = pairs.getFirst();
        for (Pair each : pairs) {
            first = each.isBefore(first) ? each : first;
        }
        return first;
    }
}
