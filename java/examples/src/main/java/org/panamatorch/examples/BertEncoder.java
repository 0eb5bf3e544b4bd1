package org.panamatorch.examples;

import static org.panamatorch.Index.*;

import org.panamatorch.DType;
import org.panamatorch.Index;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.Warnings;
import org.panamatorch.io.TorchFile;
import org.panamatorch.nn.Embedding;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.TransformerActivation;
import org.panamatorch.nn.TransformerEncoder;
import org.panamatorch.nn.TransformerEncoderLayer;
import org.panamatorch.nn.UnaryModule;
import org.panamatorch.optim.Adam;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** A masked model on TransformerEncoder with padding; saved and loaded again. */
@Command(
        name = "bert_encoder",
        description = "A masked model on TransformerEncoder with padding; saved and loaded again.",
        mixinStandardHelpOptions = true)
final class BertEncoder implements Callable<Integer> {
    private static final int WORDS = 24;
    private static final int SIZE = 32;
    private static final int LENGTH = 12;
    private static final int PAD = 0;
    private static final int MASK = 1;
    private static final int STEPS = 120;

    @Mixin private SeedOption seed;

    private static final class Bert extends UnaryModule {
        private static final int MAX_LENGTH = 16;
        private static final double BASE = 10_000.0;

        private final Embedding tok =
                register("tok", new Embedding(WORDS, SIZE, o -> o.paddingIdx(PAD)));
        private final Tensor pe = registerBuffer("pe", positions());
        private final TransformerEncoder encoder =
                register(
                        "encoder",
                        new TransformerEncoder(
                                new TransformerEncoderLayer(
                                        SIZE,
                                        4,
                                        o ->
                                                o.dimFeedforward(64)
                                                        .dropout(0.1)
                                                        .activation(TransformerActivation.GELU)
                                                        .batchFirst(true)),
                                2));
        private final Linear head = register("head", new Linear(SIZE, WORDS));

        private static Tensor positions() {
            Tensor table = Torch.zeros(MAX_LENGTH, SIZE);
            Tensor position = Torch.arange(MAX_LENGTH).unsqueeze(1);
            Tensor div = Torch.arange(0, SIZE, 2).mul(-Math.log(BASE) / SIZE).exp();
            table.setAt(position.mul(div).sin(), all(), from(0).by(2));
            table.setAt(position.mul(div).cos(), all(), from(1).by(2));
            return table;
        }

        @Override
        protected Tensor forward(Tensor x) {
            Tensor h = tok.call(x).mul(Math.sqrt(SIZE)).add(pe.index(Index.to(x.size(1))));
            return head.call(encoder.call(h, o -> o.srcKeyPaddingMask(x.eq(PAD))));
        }
    }

    private static Tensor batch(int count) {
        Tensor lengths = Torch.randint(6, 13, Shape.of(count, 1));
        Tensor start = Torch.randint(2, WORDS, Shape.of(count, 1));
        Tensor words = start.sub(2).add(Torch.arange(LENGTH)).remainder(WORDS - 2).add(2);
        return Torch.where(Torch.arange(LENGTH).lt(lengths), words, PAD);
    }

    @Override
    public Integer call() throws IOException {
        seed.start();
        Bert model = new Bert();
        train(model);
        model.eval();
        Tensor x = batch(8);
        Tensor input = x.clone();
        input.setAt(MASK, all(), at(3));
        // PyTorch warns that nested tensors, its way around the padding here, are a prototype.
        try (var _ = Warnings.capture();
                var _ = Torch.noGrad()) {
            Tensor out = model.call(input);
            Tensor found = out.index(all(), at(3)).argmax(-1);
            Tensor correct = found.eq(x.index(all(), at(3))).to(DType.FLOAT32).mean();
            Python.print(
                    "acc {:.4f} shape ({}, {}, {}) sum {:.6f}",
                    correct.item(),
                    out.size(0),
                    out.size(1),
                    out.size(2),
                    out.sum().item());
            Python.print("{}", loadedAgain(model, input, out));
        }
        return 0;
    }

    private static void train(Bert model) {
        Adam optimizer = new Adam(model.parameters(), o -> o.lr(2e-3));
        for (int step = 0; step < STEPS; step++) {
            try (var _ = new TensorScope()) {
                Tensor x = batch(32);
                Tensor masked = Torch.rand(x.shape()).lt(0.2).logicalAnd(x.ne(PAD));
                Tensor logits = model.call(x.maskedFill(masked, MASK));
                Tensor loss = Functional.crossEntropy(logits.index(masked), x.index(masked));
                optimizer.zeroGrad();
                loss.backward();
                optimizer.step();
                if (step % 20 == 0 || step == STEPS - 1) {
                    Python.print("{} {:.9f}", step, loss.item());
                }
            }
        }
    }

    /** Whether a model with the weights of a file says the same. */
    private static boolean loadedAgain(Bert model, Tensor input, Tensor out) throws IOException {
        Path path = Files.createTempDirectory("bert").resolve("bert.pt");
        TorchFile.save(model.stateDict(), path);
        Torch.manualSeed(99);
        Bert again = new Bert();
        System.out.println(again.loadStateDict(TorchFile.loadStateDict(path)));
        Files.delete(path);
        Files.delete(path.getParent());
        again.eval();
        return Torch.equal(again.call(input), out);
    }
}
