package org.panamatorch.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorSizeTest {
    private static void assertImpossible(long... sizes) {
        assertThatThrownBy(() -> TensorSize.of(sizes, 1)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void of_isTheProduct() {
        assertThat(TensorSize.of(new long[] {3, 5}, 4)).isEqualTo(60);
        assertThat(TensorSize.of(new long[0], 8)).isEqualTo(8);
        assertThat(TensorSize.of(new long[] {1L << 32, 0}, 2)).isZero();
    }

    @Test
    void of_whatOperatorsRefuse_fails() {
        assertImpossible((1L << 32) + 1, 0);
        assertImpossible(0, 1L << 20, 1L << 20);
        assertImpossible(1L << 40, 1L << 40);
        assertImpossible(new long[1025]);
    }
}
