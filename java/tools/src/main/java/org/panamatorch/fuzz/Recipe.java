package org.panamatorch.fuzz;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/** How to make a value, so that another process can make it again. */
sealed interface Recipe extends Serializable
        permits Constant,
                FreshTensor,
                ResultOf,
                Group,
                Callback,
                Detaching,
                OptionsCode,
                Recorded,
                Call {
    /** Makes the value. */
    Object make(Run run) throws Throwable;

    /** The recipe in words of Java. */
    @Override
    String toString();

    /** The steps whose results it takes. */
    default Stream<Integer> steps() {
        return Stream.of();
    }

    /** Recipes for values of the same type that are simpler, the simplest first. */
    default List<Recipe> simpler() {
        return List.of();
    }

    /** There is no such value: the step that was to make it failed, or is gone. */
    final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Missing(String what) {
            super(what, null, false, false);
        }
    }
}
