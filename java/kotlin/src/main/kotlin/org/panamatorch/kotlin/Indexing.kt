package org.panamatorch.kotlin

import org.panamatorch.Index
import org.panamatorch.Tensor

/** The whole dimension: Python's `:`. With a step it is `all step 2`. */
public val all: Index.Slice = Index.all()

/** As many whole dimensions as are left: Python's `...`. */
public val ellipsis: Index = Index.ellipsis()

/** A new dimension of size 1: Python's `None`, as `null` is. */
public val newAxis: Index = Index.newAxis()

/** The positions from [start] on: Python's `start:`. A negative one counts from the end. */
public fun from(start: Long): Index.Slice = Index.from(start)

/** The positions before [stop]: Python's `:stop`. A negative one counts from the end. */
public fun until(stop: Long): Index.Slice = Index.to(stop)

/** The positions from [start] to before [stop]: Python's `start:stop`. Negative ones count from the end. */
public fun slice(start: Long, stop: Long): Index.Slice = Index.slice(start, stop)

/** Every so many positions of a slice: Python's `::step`. */
public infix fun Index.Slice.step(step: Long): Index.Slice = by(step)

/**
 * Part of the tensor: Python's `x[i, 1:4, ..., None, mask]` is `x[i, 1..3, ellipsis, null, mask]`.
 *
 * @param indices one for each dimension: an [Int] or [Long], a range (`1..3`, `1..<4`, `0..8 step 2`), an [Index], a list or
 *   array of positions or of booleans, a [Tensor], a [Boolean], or `null` for a new dimension. A range means what it means in
 *   Kotlin; its bounds may both be negative, which counts from the end
 * @return a view of this tensor, or a new tensor where there is a list or tensor among the indices
 * @throws IllegalArgumentException if something else is among the indices, or a range from a position to one that counts from
 *   the end, which is empty in Kotlin
 */
public operator fun Tensor.get(vararg indices: Any?): Tensor = index(*asIndices(indices))

/** Replaces part of the tensor in place, as [get] takes it: Python's `x[0, 1:4] = value`. */
public operator fun Tensor.set(vararg indices: Any?, value: Tensor) {
    setAt(value, *asIndices(indices))
}

/** Replaces part of the tensor by a number in place, as [get] takes it: Python's `x[0, 1:4] = 7`. */
public operator fun Tensor.set(vararg indices: Any?, value: Number) {
    setAt(value, *asIndices(indices))
}

/** Replaces part of the tensor by a boolean in place, as [get] takes it: Python's `x[0, 1:4] = True`. */
public operator fun Tensor.set(vararg indices: Any?, value: Boolean) {
    setAt(value, *asIndices(indices))
}

private fun asIndices(indices: Array<out Any?>): Array<Index> = Array(indices.size) { asIndex(indices[it]) }

private fun asIndex(index: Any?): Index =
    when (index) {
        null -> Index.newAxis()
        is Index -> index
        is Int -> Index.at(index.toLong())
        is Long -> Index.at(index)
        is IntProgression -> asSlice(index.first.toLong(), index.last.toLong(), index.step.toLong(), index)
        is LongProgression -> asSlice(index.first, index.last, index.step, index)
        is Tensor -> Index.of(index)
        is Boolean -> Index.bool(index)
        is IntArray -> Index.of(*LongArray(index.size) { index[it].toLong() })
        is LongArray -> Index.of(*index)
        is BooleanArray -> Index.of(*index)
        is List<*> -> asList(index)
        else -> throw IllegalArgumentException("index is of ${index.javaClass.name}: $index")
    }

private fun asList(list: List<*>): Index =
    if (list.isNotEmpty() && list.all { it is Boolean }) {
        Index.of(*BooleanArray(list.size) { list[it] as Boolean })
    } else {
        Index.of(
            *LongArray(list.size) {
                val position = list[it]
                require(position is Int || position is Long) { "a position among the indices is $position" }
                (position as Number).toLong()
            },
        )
    }

private fun asSlice(first: Long, last: Long, step: Long, range: Any): Index {
    require(step > 0) { "range $range goes down; a step must be positive" }
    // Kotlin's 0..<0 is 0..-1.
    val isEmpty = first > last && (last >= 0 || first < 0 || (first == 0L && last == -1L))
    require(isEmpty || first < 0 == last < 0) {
        "range $range is empty in Kotlin: from a position to the end is from($first), to one that counts from the end slice($first, stop)"
    }
    return when {
        isEmpty -> Index.slice(0, 0)
        last == -1L -> Index.from(first).by(step)
        else -> Index.slice(first, last + 1).by(step)
    }
}
