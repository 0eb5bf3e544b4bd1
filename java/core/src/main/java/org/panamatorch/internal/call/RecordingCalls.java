package org.panamatorch.internal.call;

import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.library.PtRecording;
import org.panamatorch.internal.memory.NativeHandle;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Supplier;

/** The calls that record the operators of a training step, and replay them. */
public final class RecordingCalls {
    private static final String OPERATION = "RecordedStep.call";

    private RecordingCalls() {}

    /** A recording and what its first run gave. */
    public record Recorded(NativeHandle recording, List<Tensor> results) {}

    /**
     * Runs a step and records its operators.
     *
     * @param inputs what may be other tensors in a replay
     * @param parameters what gets gradients; those that are there are dropped
     * @param step gives what a replay shall give
     * @return the recording, and the results without their graphs
     */
    public static Recorded record(
            Tensor[] inputs, Tensor[] parameters, Supplier<List<Tensor>> step) {
        NativeHandle[] recording = new NativeHandle[1];
        ModeCalls.Mode mode =
                () -> {
                    if (!PtRecording.recording_is_active()) {
                        // Linked before it is needed: what has begun must be ended.
                        PtRecording.recording_stop();
                    }
                    recording[0] = PtRecording.recording_begin(inputs, parameters);
                    return PtRecording::recording_stop;
                };
        try {
            List<Tensor> results = ModeCalls.within(mode, step::get);
            PtRecording.recording_finish(recording[0], results.toArray(Tensor[]::new));
            return new Recorded(recording[0], results.stream().map(Tensor::detach).toList());
        } catch (Throwable e) {
            if (recording[0] != null) {
                recording[0].close();
            }
            throw e;
        }
    }

    /**
     * Calls the operators again, if inputs, and what else a step used, have the form that they had.
     *
     * @param recording the step
     * @param inputs the inputs
     * @param results how many there are
     * @return the results, or null where a form is another
     */
    public static List<Tensor> replay(NativeHandle recording, Tensor[] inputs, int results) {
        try (Frame frame = Frame.open()) {
            MemorySegment made = frame.tensorSlots(results);
            MemorySegment ret = frame.slot();
            Failure.check(
                    PanamaTorch.pt_recording_replay(
                            recording.use(OPERATION, "this"),
                            frame.tensors(inputs, OPERATION, "inputs"),
                            inputs.length,
                            made,
                            ret),
                    OPERATION,
                    "inputs",
                    inputs);
            Arguments.keepAlive(recording, inputs);
            return Results.booleanAt(ret) ? List.of(Results.tensorsAt(made, results)) : null;
        }
    }

    /**
     * Refuses what a replay would leave out.
     *
     * @param operation what it is, for the error
     */
    public static void requireNone(String operation) {
        if (PtRecording.recording_is_active()) {
            throw new IllegalStateException(
                    operation
                            + ": a RecordedStep cannot have this in it, as a replay would leave it"
                            + " out; call it after the step");
        }
    }
}
