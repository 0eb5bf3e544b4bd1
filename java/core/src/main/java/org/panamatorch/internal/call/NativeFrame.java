package org.panamatorch.internal.call;

import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.binding.pt_body;
import org.panamatorch.internal.load.NativeLibrary;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Runs code below a native frame. A virtual thread cannot leave its carrier there, so what LibTorch
 * keeps with the carrier stays with this thread, and no other virtual thread sees it.
 */
final class NativeFrame {
    static {
        NativeLibrary.load();
    }

    private static final ThreadLocal<Body<?, ?>> current = new ThreadLocal<>();
    private static final MemorySegment RUN_CURRENT =
            pt_body.allocate(() -> current.get().run(), Arena.global());

    private NativeFrame() {}

    private static final class Body<T, X extends Throwable> {
        private final ScopedValue.CallableOp<? extends T, X> code;
        private T result;
        private Throwable thrown;

        Body(ScopedValue.CallableOp<? extends T, X> code) {
            this.code = code;
        }

        void run() {
            try {
                result = code.call();
            } catch (Throwable e) {
                // The JVM ends where an upcall throws.
                thrown = e;
            }
        }

        @SuppressWarnings("unchecked")
        T result() throws X {
            if (thrown != null) {
                throw (X) thrown;
            }
            return result;
        }
    }

    static <T, X extends Throwable> T call(ScopedValue.CallableOp<? extends T, X> code) throws X {
        Body<T, X> body = new Body<>(code);
        Body<?, ?> outer = current.get();
        current.set(body);
        try {
            PanamaTorch.pt_run(RUN_CURRENT);
        } finally {
            current.set(outer);
        }
        return body.result();
    }
}
