package org.panamatorch.optim;

import org.panamatorch.Tensor;
import org.panamatorch.internal.call.Arguments;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Parameters that an optimizer trains with options of their own.
 *
 * <pre>{@code
 * var optimizer = new AdamW(List.of(
 *         ParameterGroup.of(weights, o -> o.weightDecay(0.1)),
 *         ParameterGroup.of(biases, o -> o.weightDecay(0))), o -> o.lr(3e-3));
 * optimizer.parameterGroups().get(0).options().lr(1e-3);
 * }</pre>
 *
 * @param <O> the options of the optimizer
 * @see <a href="https://docs.pytorch.org/docs/2.13/optim.html#per-parameter-options">Per-parameter
 *     options</a>
 */
public final class ParameterGroup<O extends OptimizerOptions> {
    private final List<Tensor> parameters;
    private final List<String> names;
    private final Consumer<? super O> changes;
    private O options;

    private ParameterGroup(
            Collection<Tensor> parameters, List<String> names, Consumer<? super O> changes) {
        Arguments.requireAll(parameters, "ParameterGroup", "parameters", "tensors");
        Arguments.requirePresent(changes, "ParameterGroup", "options", "code that sets options");
        this.parameters = List.copyOf(parameters);
        this.names = names;
        this.changes = changes;
    }

    /**
     * A group with the optimizer's options.
     *
     * @param <O> the options of the optimizer
     * @param parameters what to train
     * @return the group, for an optimizer's constructor
     */
    public static <O extends OptimizerOptions> ParameterGroup<O> of(Collection<Tensor> parameters) {
        return of(parameters, options -> {});
    }

    /**
     * A group with options of its own.
     *
     * @param <O> the options of the optimizer
     * @param parameters what to train
     * @param options sets what is not to be as the optimizer has it
     * @return the group, for an optimizer's constructor
     */
    public static <O extends OptimizerOptions> ParameterGroup<O> of(
            Collection<Tensor> parameters, Consumer<? super O> options) {
        return new ParameterGroup<>(parameters, null, options);
    }

    /**
     * A group whose state tells the parameters' names; either all groups of an optimizer have
     * names, or none.
     *
     * @param <O> the options of the optimizer
     * @param parameters what to train, by name
     * @return the group, for an optimizer's constructor
     */
    public static <O extends OptimizerOptions> ParameterGroup<O> named(
            Map<String, Tensor> parameters) {
        return named(parameters, options -> {});
    }

    /**
     * A group with options of its own whose state tells the parameters' names; either all groups of
     * an optimizer have names, or none.
     *
     * @param <O> the options of the optimizer
     * @param parameters what to train, by name
     * @param options sets what is not to be as the optimizer has it
     * @return the group, for an optimizer's constructor
     */
    public static <O extends OptimizerOptions> ParameterGroup<O> named(
            Map<String, Tensor> parameters, Consumer<? super O> options) {
        Arguments.requirePresent(
                parameters, "ParameterGroup.named", "parameters", "tensors by name");
        return new ParameterGroup<>(
                parameters.values(),
                Collections.unmodifiableList(new ArrayList<>(parameters.keySet())),
                options);
    }

    /** The group of an optimizer. */
    ParameterGroup<O> in(O defaults) {
        ParameterGroup<O> group = new ParameterGroup<>(parameters, names, changes);
        changes.accept(defaults);
        group.options = defaults;
        return group;
    }

    /** Takes over what a state holds. */
    void replace(OptimizerOptions loaded) {
        @SuppressWarnings("unchecked") // A copy of the optimizer's defaults, as these are.
        O same = (O) loaded;
        options = same;
    }

    /**
     * The parameters of the group.
     *
     * @return the parameters
     */
    public List<Tensor> parameters() {
        return parameters;
    }

    /**
     * The names of the parameters.
     *
     * @return the names, or null where the group was made without
     */
    public List<String> parameterNames() {
        return names;
    }

    /**
     * The options, to be read and set; each step reads them.
     *
     * @return the options
     * @throws IllegalStateException if this is no group of an optimizer yet: {@link
     *     Optimizer#parameterGroups} has those that are
     */
    public O options() {
        if (options == null) {
            throw new IllegalStateException(
                    "ParameterGroup.options: only a group of an optimizer has options");
        }
        return options;
    }
}
