package org.panamatorch.kotlin

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.panamatorch.Tensor
import org.panamatorch.Torch
import org.panamatorch.junit.NoLeaks

@NoLeaks
class ArithmeticTest {
    private val a = Torch.tensor(7L, -7L)
    private val b = Torch.tensor(2L, 4L)

    private fun assertEquals(actual: Tensor, vararg expected: Long) = assertThat(actual.toLongArray()).containsExactly(*expected)

    @Test
    fun operators_keepTheOrderOfTheirOperands() {
        assertEquals(a + b, 9, -3)
        assertEquals(a - b, 5, -11)
        assertEquals(a * b, 14, -28)
        assertEquals((a / b).floor().toLong(), 3, -2)
        assertEquals(a pow b, 49, 2401)
    }

    @Test
    fun numbersStandOnEitherSide() {
        assertEquals(a + 1, 8, -6)
        assertEquals(1 + a, 8, -6)
        assertEquals(a - 1, 6, -8)
        assertEquals(1 - a, -6, 8)
        assertEquals(3 * a, 21, -21)
        assertEquals(a * 3, 21, -21)
        assertEquals((28 / b).toLong(), 14, 7)
        assertEquals(2 pow b, 4, 16)
        assertEquals(b pow 2, 4, 16)
    }

    @Test
    fun remainder_hasTheSignOfTheDivisor() {
        assertEquals(a % b, 1, 1)
        assertEquals(a % -4, -1, -3)
        assertEquals(9 % b, 1, 1)
    }

    @Test
    fun signs_areUnary() {
        assertEquals(-a, -7, 7)
        assertThat(+a).isSameAs(a)
    }

    @Test
    fun matmul_isInfix() {
        assertThat((a matmul b).itemLong()).isEqualTo(-14)
    }

    @Test
    fun comparisons_areInfix() {
        fun assertMask(actual: Tensor, vararg expected: Boolean) = assertThat(actual.toBooleanArray()).containsExactly(*expected)
        val c = Torch.tensor(7L, 0L)
        assertMask(a eq c, true, false)
        assertMask(a ne c, false, true)
        assertMask(a lt c, false, true)
        assertMask(a le c, true, true)
        assertMask(c gt a, false, true)
        assertMask(c ge a, true, true)
        assertMask(a eq 7, true, false)
        assertMask(a ne 7, false, true)
        assertMask(a lt 7, false, true)
        assertMask(a le 7, true, true)
        assertMask(a gt -7, true, false)
        assertMask(a ge -7, true, true)
        assertMask((a gt 0) and (c gt 0), true, false)
        assertMask((a lt 0) or (c gt 0), true, true)
        assertMask((a gt 0) xor (c gt 0), false, false)
        assertMask(!(a gt 0), false, true)
    }
}
