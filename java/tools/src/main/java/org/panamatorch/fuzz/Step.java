package org.panamatorch.fuzz;

import java.io.Serializable;

/**
 * A call, and under which circumstances it is made.
 *
 * @param id by which later steps know its result; steps of one thread are in the order of their ids
 * @param thread the thread that makes it; 0 is the one that prepares what the others share
 * @param place the circumstances
 * @param call the call
 */
record Step(int id, int thread, Place place, Call call) implements Serializable {
    /** Where in a program a call may stand. */
    enum Place {
        /** Anywhere. */
        PLAIN,
        /** Inside of {@code noGrad(() -> …)}. */
        NO_GRAD,
        /** In a scope of its own, which closes its result. */
        SCOPE,
        /** Where hardly any stack is left. */
        STACK_END
    }

    Step with(Call other) {
        return new Step(id, thread, place, other);
    }

    @Override
    public String toString() {
        return (thread == 0 ? "" : "thread " + thread + ": ")
                + (place == Place.PLAIN ? "" : "in " + place + ": ")
                + "r"
                + id
                + " = "
                + call;
    }
}
