package org.panamatorch.checks;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.panamatorch.TensorScope;
import org.panamatorch.TorchException;

/** Calls that are refused. */
final class Refused {
    private Refused() {}

    /** Makes a call, which must be refused with a text that begins so. */
    static void assertRefused(String text, ThrowingCallable call) {
        try (TensorScope _ = new TensorScope()) {
            assertThatThrownBy(call)
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(text);
        }
    }
}
