package org.panamatorch.kotlin

import org.panamatorch.Tensor
import org.panamatorch.nn.BiFunctionModule
import org.panamatorch.nn.BinaryLayer
import org.panamatorch.nn.FunctionModule
import org.panamatorch.nn.GRU
import org.panamatorch.nn.GRUCell
import org.panamatorch.nn.LSTM
import org.panamatorch.nn.LSTMCell
import org.panamatorch.nn.Layer
import org.panamatorch.nn.Module
import org.panamatorch.nn.MultiheadAttention
import org.panamatorch.nn.MultiheadAttentionCallOptions
import org.panamatorch.nn.PackedSequence
import org.panamatorch.nn.RNN
import org.panamatorch.nn.RNNCell
import org.panamatorch.nn.TernaryModule
import org.panamatorch.nn.Transformer
import org.panamatorch.nn.TransformerCallOptions
import org.panamatorch.nn.TransformerDecoder
import org.panamatorch.nn.TransformerDecoderCallOptions
import org.panamatorch.nn.TransformerDecoderLayer
import org.panamatorch.nn.TransformerDecoderLayerCallOptions
import org.panamatorch.nn.TransformerEncoder
import org.panamatorch.nn.TransformerEncoderCallOptions
import org.panamatorch.nn.TransformerEncoderLayer
import org.panamatorch.nn.TransformerEncoderLayerCallOptions
import java.util.function.Consumer
import kotlin.reflect.KProperty

/** Registers a module by the property's name: `val fc by Linear(4, 3)` is Python's `self.fc = nn.Linear(4, 3)`. */
public operator fun <M : Module> M.provideDelegate(parent: Module, property: KProperty<*>): M = parent.register(property.name, this)

/** The module that a property stands for. */
public operator fun <M : Module> M.getValue(parent: Module, property: KProperty<*>): M = this

/** Options set on their receiver: `Conv2d(3, 64, 7, options { stride(2); bias(false) })`. */
public fun <O> options(set: O.() -> Unit): Consumer<O> = Consumer { it.set() }

/** Calls a module: Python's `module(x)`. */
public operator fun Layer.invoke(input: Tensor): Tensor = call(input)

/** Calls a module of two inputs: Python's `criterion(x, y)`. */
public operator fun BinaryLayer.invoke(first: Tensor, second: Tensor): Tensor = call(first, second)

/** Calls a module of three inputs. */
public operator fun TernaryModule.invoke(first: Tensor, second: Tensor, third: Tensor): Tensor = call(first, second, third)

/** Calls a module of one input of any type. */
public operator fun <I, O> FunctionModule<I, O>.invoke(input: I): O = call(input)

/** Calls a module of two inputs of any type. */
public operator fun <A, B, O> BiFunctionModule<A, B, O>.invoke(first: A, second: B): O = call(first, second)

/** Calls a recurrent network, from zeros without [hidden]. */
public operator fun RNN.invoke(input: Tensor, hidden: Tensor? = null): RNN.Output = call(input, hidden)

/** Calls a recurrent network with a packed sequence, from zeros without [hidden]. */
public operator fun RNN.invoke(input: PackedSequence, hidden: Tensor? = null): RNN.PackedOutput = call(input, hidden)

/** Calls a recurrent network, from zeros without [hidden]. */
public operator fun GRU.invoke(input: Tensor, hidden: Tensor? = null): GRU.Output = call(input, hidden)

/** Calls a recurrent network with a packed sequence, from zeros without [hidden]. */
public operator fun GRU.invoke(input: PackedSequence, hidden: Tensor? = null): GRU.PackedOutput = call(input, hidden)

/** Calls a recurrent network, from zeros without [hidden] and [cell]. */
public operator fun LSTM.invoke(input: Tensor, hidden: Tensor? = null, cell: Tensor? = null): LSTM.Output =
    call(input, hidden, cell)

/** Calls a recurrent network with a packed sequence, from zeros without [hidden] and [cell]. */
public operator fun LSTM.invoke(input: PackedSequence, hidden: Tensor? = null, cell: Tensor? = null): LSTM.PackedOutput =
    call(input, hidden, cell)

/** Calls a cell, from zeros without [hidden]. */
public operator fun RNNCell.invoke(input: Tensor, hidden: Tensor? = null): Tensor = call(input, hidden)

/** Calls a cell, from zeros without [hidden]. */
public operator fun GRUCell.invoke(input: Tensor, hidden: Tensor? = null): Tensor = call(input, hidden)

/** Calls a cell, from zeros without [hidden] and [cell]. */
public operator fun LSTMCell.invoke(input: Tensor, hidden: Tensor? = null, cell: Tensor? = null): LSTMCell.Output =
    call(input, hidden, cell)

/** Calls attention. */
public operator fun MultiheadAttention.invoke(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    options: MultiheadAttentionCallOptions.() -> Unit = {},
): MultiheadAttention.Output = call(query, key, value) { it.options() }

/** Calls an encoder with masks. */
public operator fun TransformerEncoder.invoke(src: Tensor, options: TransformerEncoderCallOptions.() -> Unit): Tensor =
    call(src) { it.options() }

/** Calls a layer of an encoder with masks. */
public operator fun TransformerEncoderLayer.invoke(src: Tensor, options: TransformerEncoderLayerCallOptions.() -> Unit): Tensor =
    call(src) { it.options() }

/** Calls a decoder with masks. */
public operator fun TransformerDecoder.invoke(
    tgt: Tensor,
    memory: Tensor,
    options: TransformerDecoderCallOptions.() -> Unit,
): Tensor = call(tgt, memory) { it.options() }

/** Calls a layer of a decoder with masks. */
public operator fun TransformerDecoderLayer.invoke(
    tgt: Tensor,
    memory: Tensor,
    options: TransformerDecoderLayerCallOptions.() -> Unit,
): Tensor = call(tgt, memory) { it.options() }

/** Calls encoder and decoder with masks. */
public operator fun Transformer.invoke(src: Tensor, tgt: Tensor, options: TransformerCallOptions.() -> Unit): Tensor =
    call(src, tgt) { it.options() }
