package org.panamatorch.fuzz;

import org.panamatorch.Tensor;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Code for saved tensors, which must not return what refers to its argument: that is never freed.
 *
 * @param code gives what is returned detached
 */
record Detaching(Callback code) implements Recipe {
    @Override
    @SuppressWarnings("unchecked") // a Callback is of the interface that it is asked for
    public Object make(Run run) throws Throwable {
        Function<Object, Object> function = (Function<Object, Object>) code.make(run);
        return (Function<Object, Object>) argument -> detached(function.apply(argument));
    }

    private static Object detached(Object result) {
        return result instanceof Tensor tensor && !tensor.isClosed() ? tensor.detach() : result;
    }

    @Override
    public Stream<Integer> steps() {
        return code.steps();
    }

    @Override
    public List<Recipe> simpler() {
        return code.simpler().stream()
                .<Recipe>map(simpler -> new Detaching((Callback) simpler))
                .toList();
    }

    @Override
    public String toString() {
        return code + ", detached";
    }
}
