package org.panamatorch.kotlin

import org.panamatorch.Tensor
import org.panamatorch.nn.GRU
import org.panamatorch.nn.LSTM
import org.panamatorch.nn.LSTMCell
import org.panamatorch.nn.MultiheadAttention
import org.panamatorch.nn.RNN
import org.panamatorch.result.TensorTuple

// Kotlin takes only its own data classes apart, not records: val (values, indices) = x.max(1).

/** The first result. */
public operator fun TensorTuple.component1(): Tensor = tensors()[0]

/** The second result. */
public operator fun TensorTuple.component2(): Tensor = tensors()[1]

/** The third result. */
public operator fun TensorTuple.component3(): Tensor = tensors()[2]

/** The fourth result. */
public operator fun TensorTuple.component4(): Tensor = tensors()[3]

/** The output at each time. */
public operator fun RNN.Output.component1(): Tensor = output()

/** The hidden state behind the last time. */
public operator fun RNN.Output.component2(): Tensor = hidden()

/** The output at each time. */
public operator fun GRU.Output.component1(): Tensor = output()

/** The hidden state behind the last time. */
public operator fun GRU.Output.component2(): Tensor = hidden()

/** The output at each time. */
public operator fun LSTM.Output.component1(): Tensor = output()

/** The hidden state behind the last time. */
public operator fun LSTM.Output.component2(): Tensor = hidden()

/** The cell state behind the last time. */
public operator fun LSTM.Output.component3(): Tensor = cell()

/** The hidden state. */
public operator fun LSTMCell.Output.component1(): Tensor = hidden()

/** The cell state. */
public operator fun LSTMCell.Output.component2(): Tensor = cell()

/** The output. */
public operator fun MultiheadAttention.Output.component1(): Tensor = output()

/** The weights of attention, null where none were wanted. */
public operator fun MultiheadAttention.Output.component2(): Tensor? = weights()
