package org.panamatorch.kotlin

import org.panamatorch.Tensor
import org.panamatorch.Torch

/** The sum: Python's `a + b`. */
public operator fun Tensor.plus(other: Tensor): Tensor = add(other)

/** The sum: Python's `a + 1`. */
public operator fun Tensor.plus(other: Number): Tensor = add(other)

/** The sum: Python's `1 + a`. */
public operator fun Number.plus(other: Tensor): Tensor = other.add(this)

/** The difference: Python's `a - b`. */
public operator fun Tensor.minus(other: Tensor): Tensor = sub(other)

/** The difference: Python's `a - 1`. */
public operator fun Tensor.minus(other: Number): Tensor = sub(other)

/** The difference: Python's `1 - a`. */
public operator fun Number.minus(other: Tensor): Tensor = Torch.sub(this, other)

/** The product of elements: Python's `a * b`. */
public operator fun Tensor.times(other: Tensor): Tensor = mul(other)

/** The product: Python's `a * 2`. */
public operator fun Tensor.times(other: Number): Tensor = mul(other)

/** The product: Python's `2 * a`. */
public operator fun Number.times(other: Tensor): Tensor = other.mul(this)

/** The quotient: Python's `1 / a`. `a / b` is [Tensor.div] itself. */
public operator fun Number.div(other: Tensor): Tensor = Torch.div(this, other)

/** The remainder with the sign of the divisor: Python's `a % b`. */
public operator fun Tensor.rem(other: Tensor): Tensor = remainder(other)

/** The remainder with the sign of the divisor: Python's `a % 2`. */
public operator fun Tensor.rem(other: Number): Tensor = remainder(other)

/** The remainder with the sign of the divisor: Python's `2 % a`. */
public operator fun Number.rem(other: Tensor): Tensor = Torch.remainder(this, other)

/** The elements with the other sign: Python's `-a`. */
public operator fun Tensor.unaryMinus(): Tensor = neg()

/** The tensor itself: Python's `+a`. */
public operator fun Tensor.unaryPlus(): Tensor = this

/** The product of matrices: Python's `a @ b`. */
public infix fun Tensor.matmul(other: Tensor): Tensor = Torch.matmul(this, other)

/** The power: Python's `a ** b`. */
public infix fun Tensor.pow(exponent: Tensor): Tensor = Torch.pow(this, exponent)

/** The power: Python's `a ** 2`. */
public infix fun Tensor.pow(exponent: Number): Tensor = Torch.pow(this, exponent)

/** The power: Python's `2 ** a`. */
public infix fun Number.pow(exponent: Tensor): Tensor = Torch.pow(this, exponent)
