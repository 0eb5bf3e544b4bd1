package org.panamatorch.internal.call;

import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.print.PythonFormat;

import java.util.Map;

/** Typed access to the entries of a state that is loaded. */
public final class StateEntries {
    private StateEntries() {}

    /**
     * A value that must be there.
     *
     * @param state the state
     * @param name the value's name
     * @param type its class
     * @param expected what it is to be, for the error
     * @param <T> its class
     * @return the value
     * @throws TorchException if it is missing or of another class
     */
    public static <T> T required(
            Map<String, ?> state, String name, Class<T> type, String expected) {
        if (!state.containsKey(name)) {
            throw new TorchException(Kind.KEY, PythonFormat.repr(name));
        }
        if (!type.isInstance(state.get(name))) {
            throw mismatch(state, name, expected);
        }
        return type.cast(state.get(name));
    }

    /**
     * The error about a value that is not what it should be.
     *
     * @param state the state
     * @param name the value's name
     * @param expected what it is to be
     * @return the exception
     */
    public static TorchException mismatch(Map<String, ?> state, String name, String expected) {
        return new TorchException(
                Kind.TYPE,
                "state '"
                        + name
                        + "' is "
                        + PythonFormat.repr(state.get(name))
                        + ", expected "
                        + expected);
    }
}
