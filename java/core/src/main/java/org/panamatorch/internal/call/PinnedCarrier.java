package org.panamatorch.internal.call;

import org.panamatorch.internal.binding.PanamaTorch;

/**
 * Runs code below a native frame. A virtual thread cannot leave its carrier there, so what LibTorch
 * keeps with the carrier stays with this thread, and no other virtual thread sees it.
 */
final class PinnedCarrier {
    private PinnedCarrier() {}

    private static final class Body<T, X extends Throwable> {
        private final ScopedValue.CallableOp<? extends T, X> code;
        private T result;

        Body(ScopedValue.CallableOp<? extends T, X> code) {
            this.code = code;
        }

        void run() {
            try {
                result = code.call();
            } catch (Throwable e) {
                throw Callbacks.<RuntimeException>rethrow(e);
            }
        }
    }

    static <T, X extends Throwable> T call(ScopedValue.CallableOp<? extends T, X> code) throws X {
        Body<T, X> body = new Body<>(code);
        Long id =
                Callbacks.add(
                        _ -> {
                            body.run();
                            return null;
                        });
        try {
            Failure.check(PanamaTorch.pt_run(id), "run");
        } finally {
            Callbacks.remove(id);
        }
        return body.result;
    }
}
