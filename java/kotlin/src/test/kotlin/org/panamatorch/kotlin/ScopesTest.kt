package org.panamatorch.kotlin

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.panamatorch.Linalg
import org.panamatorch.Tensor
import org.panamatorch.Torch
import org.panamatorch.junit.NoLeaks

@NoLeaks
class ScopesTest {
    @Test
    fun scope_freesAllButItsResult() {
        lateinit var inside: Tensor
        val result =
            scope {
                inside = Torch.ones(2)
                inside + 1
            }
        assertThat(inside.isClosed).isTrue()
        assertThat(result.toFloatArray()).containsExactly(2f, 2f)
    }

    @Test
    fun scope_keepsCollectionsAndWhatItIsTold() {
        lateinit var kept: Tensor
        val (first, second) =
            scope {
                kept = keep(Torch.ones(1))
                listOf(Torch.ones(2), Torch.ones(3))
            }
        assertThat(listOf(kept, first, second).map { it.numel() }).containsExactly(1, 2, 3)
    }

    @Test
    fun scopeThatFails_freesAll() {
        lateinit var inside: Tensor
        val failed =
            runCatching {
                scope {
                    inside = Torch.ones(2)
                    inside.view(3)
                }
            }
        assertThat(failed.isFailure).isTrue()
        assertThat(inside.isClosed).isTrue()
    }

    @Test
    fun modes_holdInside() {
        val x = Torch.ones(2).requiresGrad_()
        assertThat(noGrad { (x * 2).requiresGrad() }).isFalse()
        assertThat(noGrad { enableGrad { (x * 2).requiresGrad() } }).isTrue()
        assertThat(inferenceMode { (x * 2).isInference() }).isTrue()
        assertThat((x * 2).requiresGrad()).isTrue()
    }

    @Test
    fun noGrad_isRightOnVirtualThreads() {
        val x = Torch.ones(2).requiresGrad_()
        var requiresGrad = true
        Thread.ofVirtual().start { requiresGrad = noGrad { (x * 2).requiresGrad() } }.join()
        assertThat(requiresGrad).isFalse()
    }

    @Test
    fun results_areTakenApart() {
        val (values, indices) = Torch.tensor(3L, 9L, 5L).sort()
        val (p, l, u) = Torch.eye(2).let { Linalg.lu(it) }
        assertThat(values.toLongArray()).containsExactly(3, 5, 9)
        assertThat(indices.toLongArray()).containsExactly(0, 2, 1)
        assertThat((p matmul l matmul u).toFloatArray()).containsExactly(1f, 0f, 0f, 1f)
    }
}
