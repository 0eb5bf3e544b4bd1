package org.panamatorch.internal.call;

import org.panamatorch.internal.binding.PanamaTorch;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.util.function.Supplier;

/**
 * The calling thread's latest failure, kept in case that somebody asks for its trace. It is no
 * object of the program's, so that it is not counted among those.
 */
final class NativeTrace implements Supplier<String> {
    private static final Cleaner CLEANER = Cleaner.create();

    private final MemorySegment error;
    private final Cleaner.Cleanable release;
    private String text;

    NativeTrace() {
        MemorySegment kept = PanamaTorch.pt_error_keep();
        error = kept;
        release = CLEANER.register(this, () -> PanamaTorch.pt_error_free(kept));
    }

    @Override
    public synchronized String get() {
        if (text == null) {
            text = Results.text(PanamaTorch.pt_error_trace(error));
            release.clean();
        }
        return text;
    }
}
