package org.panamatorch.kotlin

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.panamatorch.Tensor
import org.panamatorch.Torch
import org.panamatorch.junit.NoLeaks
import org.panamatorch.nn.BiFunctionModule
import org.panamatorch.nn.Conv2d
import org.panamatorch.nn.CrossEntropyLoss
import org.panamatorch.nn.FunctionModule
import org.panamatorch.nn.GRU
import org.panamatorch.nn.GRUCell
import org.panamatorch.nn.LSTM
import org.panamatorch.nn.LSTMCell
import org.panamatorch.nn.Linear
import org.panamatorch.nn.Module
import org.panamatorch.nn.MultiheadAttention
import org.panamatorch.nn.RNN
import org.panamatorch.nn.RNNCell
import org.panamatorch.nn.Transformer
import org.panamatorch.nn.TripletMarginLoss
import org.panamatorch.nn.UnaryModule
import org.panamatorch.nn.utils.Rnn

@NoLeaks
class ModulesTest {
    private class Net : UnaryModule() {
        val fc by Linear(4, 3)
        val lstm by LSTM(4, 4) { it.numLayers(2) }

        override fun forward(input: Tensor): Tensor {
            val (output) = lstm(input)
            return fc(output).relu()
        }
    }

    private fun sizes(tensor: Tensor) = tensor.shape().toArray().toList()

    @Test
    fun delegatedModules_areRegisteredByTheirProperties() {
        val net = Net()
        assertThat(net.namedChildren().keys).containsExactly("fc", "lstm")
        assertThat(net.fc).isSameAs(net.fc)
    }

    @Test
    fun copiedModule_usesItsOwnParts() {
        val net = Net()
        val copy = net.copy() as Net
        assertThat(copy.fc).isNotSameAs(net.fc).isSameAs(copy.namedChildren()["fc"])
    }

    @Test
    fun call_runsHooks() {
        val net = Net()
        var calls = 0
        net.registerForwardHook { _, _, output ->
            calls++
            output
        }
        assertThat(sizes(net(Torch.ones(2, 1, 4)))).containsExactly(2, 1, 3)
        assertThat(calls).isEqualTo(1)
    }

    @Test
    fun options_areSetOnTheirReceiver() {
        val conv = Conv2d(3, 64, 7, options { stride(2); bias(false) })
        val same = Conv2d(3, 64, 7) { it.stride(2).bias(false) }
        assertThat(conv).hasToString("Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2), bias=False)").hasToString("$same")
    }

    @Test
    fun losses_takeTwoOrThree() {
        assertThat(CrossEntropyLoss()(Torch.zeros(1, 2), Torch.tensor(longArrayOf(1))).itemDouble()).isBetween(0.693, 0.694)
        val triplet = TripletMarginLoss()(Torch.zeros(1, 2), Torch.zeros(1, 2), Torch.ones(1, 2).mul(10))
        assertThat(triplet.itemDouble()).isZero()
    }

    @Test
    fun functionModules_areTyped() {
        val length =
            object : FunctionModule<String, Int>() {
                override fun forward(input: String) = input.length
            }
        val repeated =
            object : BiFunctionModule<String, Int, String>() {
                override fun forward(first: String, second: Int) = first.repeat(second)
            }
        assertThat(repeated("ab", length("abc"))).isEqualTo("ababab")
    }

    @Test
    fun recurrentNetworks_takeStatesOrNone() {
        val x = Torch.ones(5, 2, 4)
        val state = Torch.ones(1, 2, 3)
        val packed = Rnn.packSequence(listOf(Torch.ones(3, 4), Torch.ones(2, 4)))
        val (output, hidden) = RNN(4, 3)(x)
        val (later, _) = GRU(4, 3)(x, state)
        val (last, _, cell) = LSTM(4, 3)(x, state, state)
        assertThat(listOf(sizes(output), sizes(later), sizes(last))).containsOnly(listOf(5L, 2L, 3L))
        assertThat(listOf(sizes(hidden), sizes(cell))).containsOnly(listOf(1L, 2L, 3L))
        assertThat(sizes(RNN(4, 3)(packed).output().data())).containsExactly(5, 3)
        assertThat(sizes(GRU(4, 3)(packed, state).output().data())).containsExactly(5, 3)
        assertThat(sizes(LSTM(4, 3)(packed).output().data())).containsExactly(5, 3)
    }

    @Test
    fun cells_takeStatesOrNone() {
        val x = Torch.ones(2, 4)
        val state = Torch.ones(2, 3)
        val (hidden, cell) = LSTMCell(4, 3)(x, state, state)
        assertThat(listOf(sizes(hidden), sizes(cell), sizes(RNNCell(4, 3)(x)), sizes(GRUCell(4, 3)(x, state))))
            .containsOnly(listOf(2L, 3L))
    }

    @Test
    fun attention_takesOptions() {
        val x = Torch.ones(1, 2, 4)
        val attention = MultiheadAttention(4, 2) { it.batchFirst(true) }
        val (_, weights) = attention(x, x, x)
        val (_, none) = attention(x, x, x) { needWeights(false) }
        assertThat(sizes(weights!!)).containsExactly(1, 2, 2)
        assertThat(none).isNull()
    }

    @Test
    fun transformers_takeMasks() {
        val model = Transformer { it.dModel(4).nhead(2).numEncoderLayers(1).numDecoderLayers(1).dropout(0.0) }
        val x = Torch.ones(3, 1, 4)
        val mask = Transformer.generateSquareSubsequentMask(3)
        val masked = model(x, x) { tgtMask(mask) }
        assertThat(sizes(masked)).containsExactly(3, 1, 4)
        assertThat(sizes(model.encoder()(x) { mask(mask) })).containsExactly(3, 1, 4)
        assertThat(sizes(model.decoder()(x, x) { tgtMask(mask) })).containsExactly(3, 1, 4)
    }
}
