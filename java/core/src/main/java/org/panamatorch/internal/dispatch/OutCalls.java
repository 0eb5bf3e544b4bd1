package org.panamatorch.internal.dispatch;

import org.panamatorch.internal.call.Guards;

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
     * @param plain that of the operator that makes new tensors of the same arguments, whose checks
     *     hold for this one, too; or null where there is none
     * @param arguments in the order of the schema; the tensors for results are the last ones
     */
    public static void write(String name, String plain, Object... arguments) {
        Guards.Guard guard = plain == null ? null : Guards.of(plain);
        if (guard != null) {
            guard.check(arguments);
        }
        OPERATORS.computeIfAbsent(name, key -> DispatchCalls.find("aten::" + key)).call(arguments);
    }
}
