package org.panamatorch.nn;

import org.panamatorch.Tensor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;

/**
 * A function of {@code torch.nn.functional} or {@code torch} as an argument.
 *
 * @param name Python's name
 */
public record PythonFunction(String name) {
    // Python knows these two by identity, and takes for them what it takes for their names.
    private static final Set<String> KNOWN_BY_NAME = Set.of("relu", "gelu");

    /** What a parameter of a type gets for the function; null if it takes none. */
    Object as(Class<?> type) {
        boolean isKnown = KNOWN_BY_NAME.contains(name);
        if (type == String.class) {
            return isKnown ? name : null;
        }
        return type == Layer.class && !isKnown ? (Layer) this::call : null;
    }

    /**
     * Calls the function.
     *
     * @param input its argument
     * @return what it returns
     */
    public Tensor call(Tensor input) {
        try {
            Method method = Functional.class.getMethod(PythonModules.camelCase(name), Tensor.class);
            return (Tensor) method.invoke(null, input);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no function " + name + " of a tensor", e);
        }
    }
}
