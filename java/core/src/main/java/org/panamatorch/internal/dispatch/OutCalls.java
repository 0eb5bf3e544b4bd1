package org.panamatorch.internal.dispatch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Operators that write their results into given tensors. */
public final class OutCalls {
    private static final Map<String, BoundOperator> OPERATORS = new ConcurrentHashMap<>();

    private OutCalls() {}

    /**
     * Calls such an operator.
     *
     * @param name its qualified name without the namespace
     * @param arguments in the order of the schema; the tensors for results are the last ones
     */
    public static void write(String name, Object... arguments) {
        OPERATORS.computeIfAbsent(name, key -> DispatchCalls.find("aten::" + key)).call(arguments);
    }
}
