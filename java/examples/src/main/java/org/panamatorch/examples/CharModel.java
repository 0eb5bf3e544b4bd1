package org.panamatorch.examples;

import static org.panamatorch.Index.*;

import org.panamatorch.*;
import org.panamatorch.nn.*;
import org.panamatorch.nn.utils.*;
import org.panamatorch.optim.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A character model: a GRU with clipping, then samples by temperature. */
@Command(
        name = "char_model",
        description = "Learn pangrams by their characters with a GRU, then write some of its own.",
        mixinStandardHelpOptions = true)
final class CharModel implements Runnable {
    private static final String TEXT =
            ("the quick brown fox jumps over the lazy dog. pack my box with five dozen liquor jugs."
                 + " how vexingly quick daft zebras jump! sphinx of black quartz, judge my vow. ")
                    .repeat(8);
    private static final String CHARS =
            TEXT.chars()
                    .distinct()
                    .sorted()
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());

    @Mixin private SeedOption seed;

    private record Output(Tensor logits, Tensor hidden) {}

    private static final class CharLM extends BiFunctionModule<Tensor, Tensor, Output> {
        private final Embedding emb = register("emb", new Embedding(CHARS.length(), 32));
        private final GRU gru = register("gru", new GRU(32, 64, o -> o.batchFirst(true)));
        private final Linear fc = register("fc", new Linear(64, CHARS.length()));

        @Override
        protected Output forward(Tensor x, Tensor h) {
            var result = gru.call(emb.call(x), h);
            return new Output(fc.call(result.output()), result.hidden());
        }
    }

    private static Tensor encoded(String text) {
        return Torch.tensor(text.chars().mapToLong(CHARS::indexOf).toArray());
    }

    @Override
    public void run() {
        seed.start();
        var data = encoded(TEXT);
        var model = new CharLM();
        var optimizer = new Adam(model.parameters(), o -> o.lr(3e-3));
        for (int step = 0; step < 300; step++) {
            try (var _ = new TensorScope()) {
                long[] starts = Torch.randint(data.size(0) - 33, Shape.of(16)).toLongArray();
                var chunks =
                        Torch.stack(
                                LongStream.of(starts)
                                        .mapToObj(i -> data.index(slice(i, i + 33)))
                                        .toList());
                var x = chunks.index(all(), to(-1));
                var y = chunks.index(all(), from(1));
                var logits = model.call(x, null).logits();
                var loss = Functional.crossEntropy(logits.flatten(0, 1), y.flatten());
                optimizer.zeroGrad();
                loss.backward();
                var norm = ClipGrad.clipGradNorm_(model.parameters(), 0.5);
                optimizer.step();
                if (step % 50 == 0 || step == 299) {
                    Python.print("{} {:.9f} {:.9f}", step, loss.item(), norm.item());
                }
            }
        }
        for (double temperature : new double[] {0.3, 0.8, 1.5}) {
            String sample = Torch.noGrad(() -> sample(model, "the ", 60, temperature));
            Python.print("{}", Python.repr(sample));
        }
    }

    private static String sample(CharLM model, String prompt, int n, double temperature) {
        var text = new StringBuilder(prompt);
        var x = encoded(prompt).unsqueeze(0);
        Tensor h = null;
        for (int i = 0; i < n; i++) {
            var output = model.call(x, h);
            var probs = Functional.softmax(output.logits().get(0, -1).div(temperature), -1);
            var next = Torch.multinomial(probs, 1);
            text.append(CHARS.charAt((int) next.itemLong()));
            x = next.unsqueeze(0);
            h = output.hidden();
        }
        return text.toString();
    }
}
