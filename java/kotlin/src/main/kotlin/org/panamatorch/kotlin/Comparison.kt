package org.panamatorch.kotlin

import org.panamatorch.Tensor
import org.panamatorch.Torch

/** Where elements are equal: Python's `a == b`. Kotlin's `a == b` compares objects. */
public infix fun Tensor.eq(other: Tensor): Tensor = Torch.eq(this, other)

/** Where elements are a number: Python's `a == 1`. */
public infix fun Tensor.eq(other: Number): Tensor = Torch.eq(this, other)

/** Where elements differ: Python's `a != b`. */
public infix fun Tensor.ne(other: Tensor): Tensor = Torch.ne(this, other)

/** Where elements are not a number: Python's `a != 1`. */
public infix fun Tensor.ne(other: Number): Tensor = Torch.ne(this, other)

/** Where elements are less: Python's `a < b`. */
public infix fun Tensor.lt(other: Tensor): Tensor = Torch.lt(this, other)

/** Where elements are less than a number: Python's `a < 1`. */
public infix fun Tensor.lt(other: Number): Tensor = Torch.lt(this, other)

/** Where elements are less or equal: Python's `a <= b`. */
public infix fun Tensor.le(other: Tensor): Tensor = Torch.le(this, other)

/** Where elements are at most a number: Python's `a <= 1`. */
public infix fun Tensor.le(other: Number): Tensor = Torch.le(this, other)

/** Where elements are greater: Python's `a > b`. */
public infix fun Tensor.gt(other: Tensor): Tensor = Torch.gt(this, other)

/** Where elements are greater than a number: Python's `a > 1`. */
public infix fun Tensor.gt(other: Number): Tensor = Torch.gt(this, other)

/** Where elements are greater or equal: Python's `a >= b`. */
public infix fun Tensor.ge(other: Tensor): Tensor = Torch.ge(this, other)

/** Where elements are at least a number: Python's `a >= 1`. */
public infix fun Tensor.ge(other: Number): Tensor = Torch.ge(this, other)

/** Both: Python's `a & b`, of masks and of the bits of integers. */
public infix fun Tensor.and(other: Tensor): Tensor = Torch.bitwiseAnd(this, other)

/** Either: Python's `a | b`, of masks and of the bits of integers. */
public infix fun Tensor.or(other: Tensor): Tensor = Torch.bitwiseOr(this, other)

/** One of both: Python's `a ^ b`, of masks and of the bits of integers. */
public infix fun Tensor.xor(other: Tensor): Tensor = Torch.bitwiseXor(this, other)

/** The opposite: Python's `~a`, of masks and of the bits of integers. */
public operator fun Tensor.not(): Tensor = bitwiseNot()
