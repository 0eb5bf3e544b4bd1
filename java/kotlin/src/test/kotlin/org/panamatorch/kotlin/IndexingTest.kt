package org.panamatorch.kotlin

import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import org.panamatorch.Index
import org.panamatorch.Tensor
import org.panamatorch.Torch
import org.panamatorch.junit.NoLeaks

@NoLeaks
class IndexingTest {
    private val x = Torch.arange(12).view(3, 4)
    private val row = Torch.arange(10)

    private fun assertEquals(actual: Tensor, vararg expected: Long) =
        assertThat(actual.flatten().toLongArray()).containsExactly(*expected)

    @Test
    fun numbers_takeDimensionsAway() {
        val int = 1
        val long = 2L
        assertEquals(x[1, 2], 6)
        assertEquals(x[int, long], 6)
        assertEquals(x[int], 4, 5, 6, 7)
        assertEquals(x[-1, int], 9)
    }

    @Test
    fun ranges_meanWhatTheyMeanInKotlin() {
        assertEquals(row[2..4], 2, 3, 4)
        assertEquals(row[2..<4], 2, 3)
        assertEquals(row[2L..4L], 2, 3, 4)
        assertEquals(row[0..8 step 3], 0, 3, 6)
        assertEquals(row[1L..9L step 4L], 1, 5, 9)
        assertEquals(row[8..100], 8, 9)
    }

    @Test
    fun emptyRanges_areEmpty() {
        for (range in listOf(0..<0, 3..<3, 5..2, 0..-1, -2..-4)) {
            assertThat(row[range].shape().toArray()).`as`("$range").containsExactly(0)
        }
    }

    @Test
    fun negativeRanges_countFromTheEnd() {
        assertEquals(row[-3..-1], 7, 8, 9)
        assertEquals(row[-3..<-1], 7, 8)
        assertEquals(row[-4..-1 step 2], 6, 8)
    }

    @Test
    fun rangeToTheEnd_isRefused() {
        assertThatThrownBy { row[2..-1] }
            .isInstanceOf(IllegalArgumentException::class.java)
            .hasMessage(
                "range 2..-1 is empty in Kotlin: from a position to the end is from(2), " +
                    "to one that counts from the end slice(2, stop)",
            )
        assertThatThrownBy { row[5 downTo 2] }.hasMessage("range 5 downTo 2 step 1 goes down; a step must be positive")
    }

    @Test
    fun slices_arePythons() {
        assertEquals(row[from(8)], 8, 9)
        assertEquals(row[until(-8)], 0, 1)
        assertEquals(row[slice(6, -1)], 6, 7, 8)
        assertEquals(row[all step 5], 0, 5)
        assertEquals(row[from(1) step 4], 1, 5, 9)
        assertEquals(x[all, 1], 1, 5, 9)
        assertEquals(x[ellipsis, -1], 3, 7, 11)
    }

    @Test
    fun newDimensions_areNull() {
        assertThat(x[all, null].shape().toArray()).containsExactly(3, 1, 4)
        assertThat(x[newAxis].shape().toArray()).containsExactly(1, 3, 4)
        assertThat(x[true].shape().toArray()).containsExactly(1, 3, 4)
    }

    @Test
    fun listsAndTensors_select() {
        assertEquals(x[listOf(2, 0), 1], 9, 1)
        assertEquals(x[listOf(2L, 0L), 1], 9, 1)
        assertEquals(x[intArrayOf(2, 0), 1], 9, 1)
        assertEquals(x[longArrayOf(2, 0), 1], 9, 1)
        assertEquals(x[listOf(true, false, true), 0], 0, 8)
        assertEquals(x[booleanArrayOf(true, false, true), 0], 0, 8)
        assertEquals(x[x gt 9], 10, 11)
        assertEquals(x[Torch.tensor(2L, 0L), Torch.tensor(1L, 3L)], 9, 3)
        assertEquals(x[Index.at(1), Index.from(2)], 6, 7)
    }

    @Test
    fun assignments_writeInPlace() {
        val y = x.clone()
        y[0] = Torch.tensor(9L, 8L, 7L, 6L)
        y[1, 1..2] = 0
        y[2, from(3)] = -1
        y[y eq 7] = 70
        assertEquals(y, 9, 8, 70, 6, 4, 0, 0, 70, 8, 9, 10, -1)
        val mask = Torch.zeros(3).bool()
        mask[1] = true
        assertThat(mask.toBooleanArray()).containsExactly(false, true, false)
    }

    @Test
    fun compoundAssignment_writesInPlace() {
        val y = row.clone()
        y[0..1] += 5
        assertEquals(y[until(3)], 5, 6, 2)
    }

    @Test
    fun otherThings_areRefused() {
        assertThatThrownBy { x["one"] }
            .isInstanceOf(IllegalArgumentException::class.java)
            .hasMessage("index is of java.lang.String: one")
        assertThatThrownBy { x[listOf(1.5)] }.hasMessage("a position among the indices is 1.5")
    }
}
