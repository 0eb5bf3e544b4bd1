package org.panamatorch.nativeparity;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.nn.GRU;
import org.panamatorch.nn.GRUCell;
import org.panamatorch.nn.LSTM;
import org.panamatorch.nn.LSTMCell;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.PackedSequence;
import org.panamatorch.nn.RNN;
import org.panamatorch.nn.RNNBase;
import org.panamatorch.nn.RNNCell;
import org.panamatorch.nn.utils.Rnn;
import org.panamatorch.option.Nonlinearity;

/** The cases of recurrent modules and their cells. */
record RecurrentCase(ModuleCase options) {
    private static final long TIMES = 4;
    private static final long BATCH = 3;
    private static final long INPUT = 3;
    private static final long HIDDEN = 4;

    Module compute() {
        return options.module.endsWith("Cell") ? cell() : layers();
    }

    private Nonlinearity nonlinearity() {
        return "relu".equals(options.text("nonlinearity", "tanh"))
                ? Nonlinearity.RELU
                : Nonlinearity.TANH;
    }

    private Module layers() {
        long layers = options.number("layers", 1);
        boolean bias = options.isOn("bias");
        boolean batchFirst = options.isBatchFirst();
        double dropout = options.real("dropout", 0);
        boolean bidirectional = options.number("directions", 1) == 2;
        long proj = options.number("proj", 0);
        DType dtype = options.like().dtype();
        RNNBase<?> module =
                switch (options.module) {
                    case "RNN" ->
                            new RNN(
                                    INPUT,
                                    HIDDEN,
                                    o ->
                                            o.numLayers(layers)
                                                    .nonlinearity(nonlinearity())
                                                    .bias(bias)
                                                    .batchFirst(batchFirst)
                                                    .dropout(dropout)
                                                    .bidirectional(bidirectional)
                                                    .dtype(dtype));
                    case "LSTM" ->
                            new LSTM(
                                    INPUT,
                                    HIDDEN,
                                    o ->
                                            o.numLayers(layers)
                                                    .bias(bias)
                                                    .batchFirst(batchFirst)
                                                    .dropout(dropout)
                                                    .bidirectional(bidirectional)
                                                    .projSize(proj)
                                                    .dtype(dtype));
                    default ->
                            new GRU(
                                    INPUT,
                                    HIDDEN,
                                    o ->
                                            o.numLayers(layers)
                                                    .bias(bias)
                                                    .batchFirst(batchFirst)
                                                    .dropout(dropout)
                                                    .bidirectional(bidirectional)
                                                    .dtype(dtype));
                };
        module.train(options.isOn("training"));
        Tensor input = options.draw("input", inputSize());
        Tensor h = state("h", proj > 0 ? proj : HIDDEN);
        Tensor c = module instanceof LSTM ? state("c", HIDDEN) : null;
        if ("packed".equals(options.form())) {
            Tensor lengths = Torch.tensor(3L, 4L, 2L);
            run(module, Rnn.packPaddedSequence(input, lengths, o -> o.enforceSorted(false)), h, c);
        } else {
            run(module, input, h, c);
        }
        return module;
    }

    private long[] inputSize() {
        if (options.isUnbatched()) {
            return new long[] {TIMES, INPUT};
        }
        return options.isBatchFirst()
                ? new long[] {BATCH, TIMES, INPUT}
                : new long[] {TIMES, BATCH, INPUT};
    }

    private Tensor state(String name, long size) {
        long states = options.number("layers", 1) * options.number("directions", 1);
        if (!options.has("states")) {
            return null;
        }
        return options.isUnbatched()
                ? options.draw(name, states, size)
                : options.draw(name, states, BATCH, size);
    }

    private void run(RNNBase<?> module, Tensor input, Tensor h, Tensor c) {
        switch (module) {
            case RNN rnn -> {
                RNN.Output result = rnn.call(input, h);
                give(result.output(), result.hidden(), null);
            }
            case LSTM lstm -> {
                LSTM.Output result = lstm.call(input, h, c);
                give(result.output(), result.hidden(), result.cell());
            }
            case GRU gru -> {
                GRU.Output result = gru.call(input, h);
                give(result.output(), result.hidden(), null);
            }
        }
    }

    private void run(RNNBase<?> module, PackedSequence input, Tensor h, Tensor c) {
        switch (module) {
            case RNN rnn -> {
                RNN.PackedOutput result = rnn.call(input, h);
                give(result.output().data(), result.hidden(), null);
            }
            case LSTM lstm -> {
                LSTM.PackedOutput result = lstm.call(input, h, c);
                give(result.output().data(), result.hidden(), result.cell());
            }
            case GRU gru -> {
                GRU.PackedOutput result = gru.call(input, h);
                give(result.output().data(), result.hidden(), null);
            }
        }
    }

    private void give(Tensor output, Tensor h, Tensor c) {
        options.output("output", output);
        options.output("h", h);
        options.output("c", c);
    }

    private long[] cellSize(long size) {
        return options.isUnbatched() ? new long[] {size} : new long[] {BATCH, size};
    }

    private Module cell() {
        boolean bias = options.isOn("bias");
        DType dtype = options.like().dtype();
        return switch (options.module) {
            case "RNNCell" -> {
                RNNCell cell =
                        new RNNCell(
                                INPUT,
                                HIDDEN,
                                o -> o.bias(bias).nonlinearity(nonlinearity()).dtype(dtype));
                Tensor input = options.draw("input", cellSize(INPUT));
                give(null, cell.call(input, cellState("h")), null);
                yield cell;
            }
            case "LSTMCell" -> {
                LSTMCell cell = new LSTMCell(INPUT, HIDDEN, o -> o.bias(bias).dtype(dtype));
                Tensor input = options.draw("input", cellSize(INPUT));
                Tensor h = cellState("h");
                LSTMCell.Output result = cell.call(input, h, cellState("c"));
                give(null, result.hidden(), result.cell());
                yield cell;
            }
            default -> {
                GRUCell cell = new GRUCell(INPUT, HIDDEN, o -> o.bias(bias).dtype(dtype));
                Tensor input = options.draw("input", cellSize(INPUT));
                give(null, cell.call(input, cellState("h")), null);
                yield cell;
            }
        };
    }

    private Tensor cellState(String name) {
        return options.has("states") ? options.draw(name, cellSize(HIDDEN)) : null;
    }
}
