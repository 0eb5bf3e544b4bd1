package org.panamatorch.parity;

import java.util.List;
import java.util.Map;

/** A way to call an operator. */
interface Route {
    /**
     * Calls an operator.
     *
     * @param name its qualified name
     * @param arguments the first arguments
     * @param keywords further arguments by name
     * @return the result: a value, an array or a record of several, or null
     * @throws MissingException if it cannot be called this way
     */
    Object call(String name, List<Object> arguments, Map<String, Object> keywords)
            throws MissingException;

    /** The route of the option {@code --via}. */
    static Route named(String name) {
        return switch (name) {
            case "name" -> new NameRoute();
            case "typed" -> new TypedRoute();
            default ->
                    throw new IllegalArgumentException(
                            "--via is " + name + ", expected name or typed");
        };
    }
}
