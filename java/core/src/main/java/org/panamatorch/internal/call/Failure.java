package org.panamatorch.internal.call;

import org.panamatorch.AllocationSite;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.TorchOutOfMemoryException;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.memory.AllocationSites;
import org.panamatorch.internal.memory.MemoryModel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Turns a failed call into an exception that says what it was called with. */
public final class Failure {
    // Memory is seldom lost in more places at once.
    private static final int MAX_SITES = 5;

    private Failure() {}

    /**
     * Throws the calling thread's latest failure, unless it was for lack of memory and on the first
     * attempt: then what is unreachable is released, and the caller tries once more. What is past
     * the limit alone would be so again.
     *
     * @param attempt 0 the first time
     * @param operation the operation
     * @param arguments names and values alternating
     * @throws TorchException for the failure
     */
    public static void retry(int attempt, String operation, Object... arguments) {
        if (attempt == 0 && PanamaTorch.pt_error_status() == PanamaTorch.PT_ERROR_OUT_OF_MEMORY()) {
            MemoryModel.collect();
            return;
        }
        throw exception(operation, arguments);
    }

    /**
     * Throws the calling thread's latest failure, if there was one.
     *
     * @param status the status that the call returned
     * @param operation the operation
     * @param arguments names and values alternating
     * @throws TorchException for the failure
     */
    public static void check(int status, String operation, Object... arguments) {
        if (status != 0) {
            throw exception(operation, arguments);
        }
    }

    /**
     * The calling thread's latest failure. Where Java code threw, which native code had called,
     * that is thrown here.
     *
     * @param operation the operation
     * @param arguments names and values alternating
     * @return the exception
     */
    public static TorchException exception(String operation, Object... arguments) {
        int status = PanamaTorch.pt_error_status();
        if (status == PanamaTorch.PT_ERROR_STACK()) {
            throw new StackOverflowError(
                    Results.text(PanamaTorch.pt_error_message()) + " in " + operation);
        }
        if (status == PanamaTorch.PT_ERROR_CALLBACK()) {
            Throwable thrown = Callbacks.thrown();
            if (thrown != null) {
                throw Callbacks.<RuntimeException>rethrow(thrown);
            }
        }
        String whole = Results.text(PanamaTorch.pt_error_message());
        NativeTrace trace = new NativeTrace();
        settle(arguments);
        String text = ErrorText.of(whole, arguments);
        String message = text + call(operation, arguments);
        Kind kind = ErrorText.isOfDevice(text) ? Kind.RUNTIME : kind(status);
        return kind == Kind.OUT_OF_MEMORY
                ? outOfMemory(message, trace)
                : new TorchException(kind, message, trace);
    }

    /**
     * An exception for what is refused before LibTorch is called, in Python's words.
     *
     * @param kind Python's exception
     * @param text Python's text
     * @param operation the operation
     * @param arguments names and values alternating
     * @return the exception, which says what the operation was called with
     */
    public static TorchException refusal(
            Kind kind, String text, String operation, Object... arguments) {
        return new TorchException(kind, text + call(operation, arguments));
    }

    private static String call(String operation, Object... arguments) {
        return "\n  in " + operation + CallText.of(arguments);
    }

    private static TorchOutOfMemoryException outOfMemory(String message, NativeTrace trace) {
        List<AllocationSite> sites = AllocationSites.since(0);
        StringBuilder text = new StringBuilder(message);
        text.append(
                String.format(
                        Locale.ROOT, "\n  CPU tensors hold %,d bytes", MemoryModel.liveBytes()));
        if (!AllocationSites.isEnabled()) {
            text.append("; -D")
                    .append(AllocationSites.PROPERTY)
                    .append("=true tells who made them");
        } else if (sites.isEmpty()) {
            text.append("; none of them was made in debug mode");
        } else {
            text.append("; made in debug mode and alive, the largest first:");
            for (AllocationSite site : sites.subList(0, Math.min(MAX_SITES, sites.size()))) {
                text.append("\n  ").append(site);
            }
        }
        return new TorchOutOfMemoryException(text.toString(), trace, sites);
    }

    /**
     * Takes sizes back that LibTorch gave a tensor before it noticed that it has no room for them.
     */
    private static void settle(Object value) {
        switch (value) {
            case Tensor tensor when !tensor.isClosed() ->
                    PanamaTorch.pt_tensor_settle(Arguments.tensor(tensor, "settle", "self"));
            case Object[] list -> Arrays.asList(list).forEach(Failure::settle);
            case Iterable<?> list -> list.forEach(Failure::settle);
            case null, default -> {}
        }
    }

    private static Kind kind(int status) {
        if (status == PanamaTorch.PT_ERROR_INDEX()) {
            return Kind.INDEX;
        }
        if (status == PanamaTorch.PT_ERROR_VALUE()) {
            return Kind.VALUE;
        }
        if (status == PanamaTorch.PT_ERROR_TYPE()) {
            return Kind.TYPE;
        }
        if (status == PanamaTorch.PT_ERROR_NOT_IMPLEMENTED()) {
            return Kind.NOT_IMPLEMENTED;
        }
        if (status == PanamaTorch.PT_ERROR_LINALG()) {
            return Kind.LINALG;
        }
        if (status == PanamaTorch.PT_ERROR_OUT_OF_MEMORY()
                || status == PanamaTorch.PT_ERROR_TOO_LARGE()) {
            return Kind.OUT_OF_MEMORY;
        }
        return Kind.RUNTIME;
    }
}
