package org.panamatorch.internal.call;

import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.memory.NativeKind;

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
                    if (PanamaTorch.pt_recording_is_active() == 0) {
                        // Linked before it is needed: what has begun must be ended.
                        PanamaTorch.pt_recording_stop();
                    }
                    recording[0] = begin(inputs, parameters);
                    return PanamaTorch::pt_recording_stop;
                };
        try {
            List<Tensor> results = ModeCalls.within(mode, step::get);
            finish(recording[0], results);
            return new Recorded(recording[0], results.stream().map(Tensor::detach).toList());
        } catch (Throwable e) {
            if (recording[0] != null) {
                recording[0].close();
            }
            throw e;
        }
    }

    private static NativeHandle begin(Tensor[] inputs, Tensor[] parameters) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret =
                    PanamaTorch.pt_recording_begin(
                            frame.tensors(inputs, OPERATION, "inputs"),
                            inputs.length,
                            frame.tensors(parameters, OPERATION, "parameters"),
                            parameters.length);
            Arguments.keepAlive(inputs, parameters);
            if (ret.address() == 0) {
                throw Failure.exception(OPERATION, "inputs", inputs);
            }
            return NativeHandle.of(ret, NativeKind.RECORDING);
        }
    }

    private static void finish(NativeHandle recording, List<Tensor> results) {
        Tensor[] tensors = results.toArray(Tensor[]::new);
        try (Frame frame = Frame.open()) {
            Failure.check(
                    PanamaTorch.pt_recording_finish(
                            recording.use(OPERATION, "this"),
                            frame.tensors(tensors, OPERATION, "results"),
                            tensors.length),
                    OPERATION);
            Arguments.keepAlive(recording, tensors);
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
     * How many operators a replay calls.
     *
     * @param recording the step
     * @return the count
     */
    public static long size(NativeHandle recording) {
        long size = PanamaTorch.pt_recording_size(recording.use("RecordedStep.size", "this"));
        Arguments.keepAlive(recording);
        return size;
    }

    /**
     * Refuses what a replay would leave out.
     *
     * @param operation what it is, for the error
     */
    public static void requireNone(String operation) {
        if (PanamaTorch.pt_recording_is_active() != 0) {
            throw new IllegalStateException(
                    operation
                            + ": a RecordedStep cannot have this in it, as a replay would leave it"
                            + " out; call it after the step");
        }
    }
}
