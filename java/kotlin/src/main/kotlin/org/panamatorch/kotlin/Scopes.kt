package org.panamatorch.kotlin

import org.panamatorch.Tensor
import org.panamatorch.TensorScope
import org.panamatorch.Torch

// Nothing here is inline: a coroutine that suspended inside could go on on another thread than the one whose mode or scope it
// is, and the compiler refuses to suspend in a lambda that is not inlined.

/**
 * Frees what the thread makes inside, when it is over, except for what [TensorScope.keep] keeps and for a tensor, or a
 * collection of tensors, that is the result.
 */
public fun <T> scope(body: TensorScope.() -> T): T =
    TensorScope().use { scope ->
        val result = scope.body()
        when (result) {
            is Tensor -> scope.keep(result)
            is Collection<*> -> result.forEach { if (it is Tensor) scope.keep(it) }
        }
        result
    }

/** Runs code without autograd, on any thread: Python's `with torch.no_grad():`. */
public fun <T> noGrad(body: () -> T): T = Torch.noGrad<T, RuntimeException> { body() }

/** Runs code with autograd, on any thread: Python's `with torch.enable_grad():`. */
public fun <T> enableGrad(body: () -> T): T = Torch.enableGrad<T, RuntimeException> { body() }

/** Runs code in inference mode, on any thread: Python's `with torch.inference_mode():`. */
public fun <T> inferenceMode(body: () -> T): T = Torch.inferenceMode<T, RuntimeException> { body() }
