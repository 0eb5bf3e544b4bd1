package org.panamatorch.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A call of a method, a constructor or an operator.
 *
 * @param target the key of what is called
 * @param arguments the arguments, the receiver first where there is one
 */
record Call(String target, List<Recipe> arguments) implements Recipe {
    @Override
    public Object make(Run run) throws Throwable {
        return run.invoke(Targets.of(target), values(run));
    }

    /** Makes the arguments. */
    Object[] values(Run run) throws Throwable {
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).make(run);
        }
        return values;
    }

    @Override
    public Stream<Integer> steps() {
        return arguments.stream().flatMap(Recipe::steps);
    }

    @Override
    public List<Recipe> simpler() {
        return simplerElements(arguments, better -> new Call(target, better));
    }

    Call with(int index, Recipe argument) {
        List<Recipe> changed = new ArrayList<>(arguments);
        changed.set(index, argument);
        return new Call(target, changed);
    }

    static List<Recipe> simplerElements(List<Recipe> elements, Function<List<Recipe>, Recipe> of) {
        List<Recipe> simpler = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            List<Recipe> candidates = new ArrayList<>(elements.get(i).simpler());
            if (elements.get(i) instanceof Call call
                    && Targets.of(call.target) != null
                    && Targets.of(call.target).hasReceiver()) {
                // A setter of a builder returns the builder.
                candidates.addFirst(call.arguments.getFirst());
            }
            for (Recipe element : candidates) {
                List<Recipe> changed = new ArrayList<>(elements);
                changed.set(i, element);
                simpler.add(of.apply(changed));
            }
        }
        return simpler;
    }

    @Override
    public String toString() {
        Target known = Targets.of(target);
        return known == null ? target + arguments : known.text(arguments);
    }
}
