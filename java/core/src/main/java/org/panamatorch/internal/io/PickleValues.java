package org.panamatorch.internal.io;

import java.io.IOException;
import java.util.List;

/** Makes what a pickle says by names, for the reader that knows nothing but its instructions. */
interface PickleValues {
    /**
     * The value of a name.
     *
     * @param name such as {@code torch.float32}
     * @return the value; a {@link Named} for what is called; or null if there is no such name
     */
    Object named(String name);

    /**
     * The result of a call.
     *
     * @param function what is called
     * @param arguments what it is called with
     * @return the result
     * @throws PickleFault if it cannot be called with these
     */
    Object call(String function, List<Object> arguments) throws PickleFault;

    /**
     * Sets the state of an object.
     *
     * @param object what {@link #call} has made
     * @param state the state
     * @throws PickleFault if it has none
     */
    void build(Object object, Object state) throws PickleFault;

    /**
     * A value that is kept beside the pickle.
     *
     * @param id what the pickle knows it by
     * @return the value
     * @throws PickleFault if there is none
     * @throws IOException if it is there, and cannot be read or is damaged
     */
    Object persistent(Object id) throws PickleFault, IOException;

    /**
     * A value that is called by its name.
     *
     * @param name such as {@code collections.OrderedDict}
     */
    record Named(String name) {}
}
