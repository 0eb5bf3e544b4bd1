package org.panamatorch.nn;

import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.print.PythonFormat;

import java.util.List;

/**
 * How well a state fitted a module.
 *
 * @param missingKeys what the module has and the state has not
 * @param unexpectedKeys what the state has and the module has not
 */
public record LoadResult(List<String> missingKeys, List<String> unexpectedKeys) {
    /**
     * Makes a result.
     *
     * @param missingKeys what the module has and the state has not; copied
     * @param unexpectedKeys what the state has and the module has not; copied
     */
    public LoadResult {
        Arguments.requireAll(missingKeys, "LoadResult", "missingKeys", "names");
        Arguments.requireAll(unexpectedKeys, "LoadResult", "unexpectedKeys", "names");
        missingKeys = List.copyOf(missingKeys);
        unexpectedKeys = List.copyOf(unexpectedKeys);
    }

    /**
     * The result as Python prints it.
     *
     * @return {@code <All keys matched successfully>}, or the keys that did not
     */
    @Override
    public String toString() {
        if (missingKeys.isEmpty() && unexpectedKeys.isEmpty()) {
            return "<All keys matched successfully>";
        }
        return "_IncompatibleKeys(missing_keys="
                + PythonFormat.repr(missingKeys)
                + ", unexpected_keys="
                + PythonFormat.repr(unexpectedKeys)
                + ")";
    }
}
