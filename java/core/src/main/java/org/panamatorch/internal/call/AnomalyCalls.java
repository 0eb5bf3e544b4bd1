package org.panamatorch.internal.call;

import org.panamatorch.TorchException;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.binding.pt_stack_writer;
import org.panamatorch.internal.load.FullStack;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** The calls of anomaly mode. */
public final class AnomalyCalls {
    private static final String OWN_PACKAGES = "org.panamatorch.internal.";
    private static final StackWalker walker = StackWalker.getInstance();

    private AnomalyCalls() {}

    // Made when anomaly mode is first switched on: stubs cost memory.
    private static MemorySegment writer;

    private static synchronized MemorySegment writer() {
        if (writer == null) {
            FullStack.run(
                    () ->
                            writer =
                                    pt_stack_writer.allocate(
                                            AnomalyCalls::writeStack, Arena.global()));
        }
        return writer;
    }

    /**
     * Sets the mode.
     *
     * @param enabled whether anomalies are looked for
     * @param checkNan whether a NaN is one
     */
    public static void set(boolean enabled, boolean checkNan) {
        Failure.check(
                PanamaTorch.pt_anomaly_mode_set(
                        Arguments.flag(enabled), Arguments.flag(checkNan), writer()),
                "setDetectAnomaly",
                "mode",
                enabled,
                "checkNan",
                checkNan);
    }

    // An upcall: nothing may be thrown.
    private static long writeStack(long ret, long capacity) {
        try {
            byte[] text = stack().getBytes(StandardCharsets.UTF_8);
            int length = (int) Math.min(text.length, capacity);
            MemorySegment memory = MemorySegment.ofAddress(ret).reinterpret(capacity);
            MemorySegment.copy(text, 0, memory, ValueLayout.JAVA_BYTE, 0, length);
            return length;
        } catch (Throwable e) {
            return 0;
        }
    }

    /**
     * Where the program is.
     *
     * @return the lines of the calling thread's stack, without those of the library's inside
     */
    public static String stack() {
        StringBuilder text = new StringBuilder();
        walker.forEach(
                frame -> {
                    if (!frame.getClassName().startsWith(OWN_PACKAGES)) {
                        text.append("\tat ").append(frame.toStackTraceElement()).append('\n');
                    }
                });
        return text.toString().stripTrailing();
    }

    /**
     * Adds to the failure of a backward pass where the operation was called that it goes back to,
     * if that is known.
     *
     * @param failure the failure
     * @param <X> its type
     * @return the failure
     */
    static <X extends Throwable> X explained(X failure) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.slot();
            if (PanamaTorch.pt_anomaly_take_trace(ret) == PanamaTorch.PT_OK()) {
                String trace = Results.stringAt(ret);
                if (trace != null) {
                    TorchException forward = new TorchException(TorchException.Kind.RUNTIME, trace);
                    forward.setStackTrace(new StackTraceElement[0]);
                    failure.addSuppressed(forward);
                }
            }
            return failure;
        }
    }
}
