package org.panamatorch.fuzz;

import org.panamatorch.parity.RecordedCalls;

/**
 * An argument of a call of a recording.
 *
 * @param folder the recording
 * @param line the call
 * @param index the argument
 */
record Recorded(String folder, int line, int index) implements Recipe {
    @Override
    public Object make(Run run) throws Throwable {
        return RecordedCalls.of(folder).argument(line, index);
    }

    @Override
    public String toString() {
        return "recorded(" + line + ", " + index + ")";
    }
}
