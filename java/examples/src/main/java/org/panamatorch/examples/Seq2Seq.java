package org.panamatorch.examples;

import static org.panamatorch.Index.*;

import org.panamatorch.*;
import org.panamatorch.nn.*;
import org.panamatorch.nn.utils.*;
import org.panamatorch.optim.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Sequence to sequence with attention, packed input and teacher forcing. */
@Command(
        name = "seq2seq",
        description = "Learn to turn sequences around: attention, packed input, teacher forcing.",
        mixinStandardHelpOptions = true)
final class Seq2Seq implements Runnable {
    private static final int PAD = 0;
    private static final int SOS = 1;
    private static final int EOS = 2;
    private static final int V = 13;
    private static final int H = 48;

    @Mixin private SeedOption seed;

    /** What the decoder goes on from, and what it attends to. */
    private record State(Tensor hidden, Tensor memory, Tensor mask) {}

    private record Step(Tensor logits, State state) {}

    private static final class Encoder extends BiFunctionModule<Tensor, Tensor, State> {
        private final Embedding emb = register("emb", new Embedding(V, 24, o -> o.paddingIdx(PAD)));
        private final GRU gru = register("gru", new GRU(24, H, o -> o.batchFirst(true)));

        @Override
        protected State forward(Tensor src, Tensor lengths) {
            var packed =
                    Rnn.packPaddedSequence(
                            emb.call(src), lengths, o -> o.batchFirst(true).enforceSorted(false));
            var result = gru.call(packed);
            var memory = Rnn.padPackedSequence(result.output(), o -> o.batchFirst(true)).padded();
            return new State(result.hidden(), memory, src.ne(PAD));
        }
    }

    private static final class Decoder extends BiFunctionModule<Tensor, State, Step> {
        private final Embedding emb = register("emb", new Embedding(V, 24, o -> o.paddingIdx(PAD)));
        private final GRU cell = register("cell", new GRU(24 + H, H, o -> o.batchFirst(true)));
        private final Linear fc = register("fc", new Linear(2 * H, V));

        @Override
        protected Step forward(Tensor token, State state) {
            var scores =
                    Torch.einsum("bh,bth->bt", state.hidden().get(-1), state.memory())
                            .maskedFill(state.mask().logicalNot(), Double.NEGATIVE_INFINITY);
            var context = Torch.einsum("bt,bth->bh", scores.softmax(-1), state.memory());
            var x = Torch.cat(List.of(emb.call(token), context), -1).unsqueeze(1);
            var result = cell.call(x, state.hidden());
            var logits =
                    fc.call(Torch.cat(List.of(result.output().index(all(), at(0)), context), -1));
            return new Step(logits, new State(result.hidden(), state.memory(), state.mask()));
        }
    }

    private record Batch(Tensor src, Tensor lengths, Tensor tgt) {
        static Batch draw(long n) {
            var lengths = Torch.randint(3, 8, Shape.of(n));
            var seqs =
                    LongStream.of(lengths.toLongArray())
                            .mapToObj(l -> Torch.randint(3, V, Shape.of(l)))
                            .toList();
            var reversed =
                    seqs.stream()
                            .map(s -> Torch.cat(s.flip(0), Torch.tensor(new long[] {EOS})))
                            .toList();
            return new Batch(
                    Rnn.padSequence(seqs, o -> o.batchFirst(true)),
                    lengths,
                    Rnn.padSequence(reversed, o -> o.batchFirst(true)));
        }
    }

    @Override
    public void run() {
        seed.start();
        var encoder = new Encoder();
        var decoder = new Decoder();
        var parameters = new ArrayList<>(encoder.parameters());
        parameters.addAll(decoder.parameters());
        var optimizer = new Adam(parameters, o -> o.lr(5e-3));
        for (int step = 0; step < 150; step++) {
            try (var _ = new TensorScope()) {
                var batch = Batch.draw(32);
                var state = encoder.call(batch.src(), batch.lengths());
                var token = Torch.full(Shape.of(32), SOS);
                var loss = Torch.zeros();
                long length = batch.tgt().size(1);
                for (long t = 0; t < length; t++) {
                    var decoded = decoder.call(token, state);
                    var expected = batch.tgt().index(all(), at(t));
                    loss =
                            loss.add(
                                    Functional.crossEntropy(
                                            decoded.logits(), expected, o -> o.ignoreIndex(PAD)));
                    boolean teacher = Torch.rand(1).itemDouble() < 0.5;
                    token = teacher ? expected : decoded.logits().argmax(-1);
                    state = decoded.state();
                }
                loss = loss.div(length);
                optimizer.zeroGrad();
                loss.backward();
                ClipGrad.clipGradNorm_(parameters, 1.0);
                optimizer.step();
                if (step % 25 == 0 || step == 149) {
                    Python.print("{} {:.9f}", step, loss.item());
                }
            }
        }
        encoder.eval();
        decoder.eval();
        try (var _ = Torch.noGrad()) {
            var batch = Batch.draw(64);
            var state = encoder.call(batch.src(), batch.lengths());
            var token = Torch.full(Shape.of(64), SOS);
            var tokens = new ArrayList<Tensor>();
            for (long t = 0; t < batch.tgt().size(1); t++) {
                var decoded = decoder.call(token, state);
                token = decoded.logits().argmax(-1);
                state = decoded.state();
                tokens.add(token);
            }
            var predicted = Torch.stack(tokens, 1);
            var right = predicted.eq(batch.tgt()).logicalOr(batch.tgt().eq(PAD)).all(1);
            Python.print("exact {:.4f}", right.toFloat().mean().item());
        }
    }
}
