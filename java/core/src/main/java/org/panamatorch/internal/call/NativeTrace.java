package org.panamatorch.internal.call;

import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.memory.Unreachable;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/**
 * The calling thread's latest failure, kept in case that somebody asks for its trace. It is no
 * object of the program's, so that it is not counted among those.
 */
final class NativeTrace implements Supplier<String> {
    private final MemorySegment error;
    private String text;

    NativeTrace() {
        MemorySegment kept = PanamaTorch.pt_error_keep();
        error = kept;
        try {
            Unreachable.then(this, () -> PanamaTorch.pt_error_free(kept));
        } catch (Throwable e) {
            PanamaTorch.pt_error_free(kept);
            throw e;
        }
    }

    @Override
    public synchronized String get() {
        if (text == null) {
            text = Results.text(PanamaTorch.pt_error_trace(error));
        }
        return text;
    }
}
