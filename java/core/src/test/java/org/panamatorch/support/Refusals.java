package org.panamatorch.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.panamatorch.TorchException;

/** Asserts how misuse is refused, with the text of the exception. */
public final class Refusals {
    private Refusals() {}

    /** Asserts that Java's side refuses something. */
    public static void assertRefused(
            ThrowingCallable misuse, Class<? extends RuntimeException> type, String text) {
        assertThat(catchThrowable(misuse)).isExactlyInstanceOf(type).hasMessage(text);
    }

    /** Asserts that something is an error of PyTorch's, by the beginning of its text. */
    public static void assertRefusalBegins(
            ThrowingCallable misuse, TorchException.Kind kind, String beginning) {
        assertThat(catchThrowable(misuse))
                .isInstanceOfSatisfying(
                        TorchException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageStartingWith(beginning);
    }

    /** Asserts that something is an error of PyTorch's. */
    public static void assertRefused(
            ThrowingCallable misuse, TorchException.Kind kind, String text) {
        assertThat(catchThrowable(misuse))
                .isInstanceOfSatisfying(
                        TorchException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessage(text);
    }
}
