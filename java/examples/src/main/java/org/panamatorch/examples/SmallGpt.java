package org.panamatorch.examples;

import static org.panamatorch.Index.*;

import org.panamatorch.*;
import org.panamatorch.nn.*;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.utils.*;
import org.panamatorch.optim.*;
import org.panamatorch.optim.lr.*;
import org.panamatorch.option.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A small GPT: tied weights, AdamW with two groups, warm-up and cosine. */
@Command(
        name = "small_gpt",
        description =
                "Train a small GPT on arithmetic sequences: AdamW with two groups, warm-up and"
                        + " cosine.",
        mixinStandardHelpOptions = true)
final class SmallGpt implements Runnable {
    private static final int VOCAB = 32;
    private static final int CTX = 32;
    private static final int DIM = 64;
    private static final int HEADS = 4;
    private static final int LAYERS = 2;
    private static final int STEPS = 150;
    private static final int WARM = 20;

    @Mixin private SeedOption seed;

    private static final class Block extends UnaryModule {
        private final LayerNorm ln1 = register("ln1", new LayerNorm(DIM));
        private final LayerNorm ln2 = register("ln2", new LayerNorm(DIM));
        private final Linear qkv = register("qkv", new Linear(DIM, 3 * DIM));
        private final Linear proj = register("proj", new Linear(DIM, DIM));
        private final Sequential mlp =
                register(
                        "mlp",
                        new Sequential(
                                new Linear(DIM, 4 * DIM),
                                new GELU(GeluApproximation.TANH),
                                new Linear(4 * DIM, DIM)));
        private final Dropout drop = register("drop", new Dropout(0.1));

        @Override
        protected Tensor forward(Tensor x) {
            var parts = Stream.of(qkv.call(ln1.call(x)).chunk(3, -1)).map(Block::heads).toList();
            var y =
                    Functional.scaledDotProductAttention(
                            parts.get(0), parts.get(1), parts.get(2), o -> o.isCausal(true));
            x = x.add(drop.call(proj.call(y.transpose(1, 2).reshape(x.shape()))));
            return x.add(drop.call(mlp.call(ln2.call(x))));
        }

        private static Tensor heads(Tensor x) {
            return x.view(x.size(0), x.size(1), HEADS, DIM / HEADS).transpose(1, 2);
        }
    }

    /** The loss is null without targets. */
    private record Output(Tensor logits, Tensor loss) {}

    private static final class GPT extends BiFunctionModule<Tensor, Tensor, Output> {
        private final Embedding tok = register("tok", new Embedding(VOCAB, DIM));
        private final Embedding pos = register("pos", new Embedding(CTX, DIM));
        private final ModuleList<Block> blocks =
                register(
                        "blocks",
                        new ModuleList<>(Stream.generate(Block::new).limit(LAYERS).toList()));
        private final LayerNorm ln = register("ln", new LayerNorm(DIM));
        private final Linear head = register("head", new Linear(DIM, VOCAB, o -> o.bias(false)));

        GPT() {
            apply(GPT::init);
            head.setAttribute("weight", tok.weight());
        }

        private static void init(Module m) {
            switch (m) {
                case Embedding embedding -> Init.normal_(embedding.weight(), 0, 0.02);
                case Linear linear -> {
                    Init.normal_(linear.weight(), 0, 0.02);
                    if (linear.bias() != null) {
                        Init.zeros_(linear.bias());
                    }
                }
                default -> {}
            }
        }

        @Override
        protected Output forward(Tensor idx, Tensor targets) {
            var x = tok.call(idx).add(pos.call(Torch.arange(idx.size(1))));
            for (var block : blocks) {
                x = block.call(x);
            }
            var logits = head.call(ln.call(x));
            var loss =
                    targets == null
                            ? null
                            : Functional.crossEntropy(logits.view(-1, VOCAB), targets.reshape(-1));
            return new Output(logits, loss);
        }
    }

    private static double factor(long s) {
        return s < WARM
                ? (s + 1.0) / WARM
                : 0.1 + 0.45 * (1 + Math.cos(Math.PI * (s - WARM) / (STEPS - WARM)));
    }

    @Override
    public void run() {
        seed.start();
        var model = new GPT();
        Python.print("{}", model.numParameters());
        var decay =
                model.parameters().stream().collect(Collectors.partitioningBy(p -> p.dim() >= 2));
        var optimizer =
                new AdamW(
                        List.of(
                                ParameterGroup.of(decay.get(true), o -> o.weightDecay(0.1)),
                                ParameterGroup.of(decay.get(false), o -> o.weightDecay(0))),
                        o -> o.lr(3e-3).betas(0.9, 0.95));
        var scheduler = new LambdaLR(optimizer, SmallGpt::factor);
        for (int step = 0; step < STEPS; step++) {
            try (var _ = new TensorScope()) {
                var a = Torch.randint(VOCAB, Shape.of(16, 1));
                var d = Torch.randint(1, 5, Shape.of(16, 1));
                var seq = a.add(d.mul(Torch.arange(CTX + 1))).remainder(VOCAB);
                var loss = model.call(seq.index(all(), to(-1)), seq.index(all(), from(1))).loss();
                optimizer.zeroGrad();
                loss.backward();
                ClipGrad.clipGradNorm_(model.parameters(), 1.0);
                optimizer.step();
                scheduler.step();
                if (step % 25 == 0 || step == STEPS - 1) {
                    Python.print(
                            "{} {:.9f} lr {:.9f}",
                            step,
                            loss.item(),
                            scheduler.getLastLr().getFirst());
                }
            }
        }
        model.eval();
        try (var _ = Torch.noGrad()) {
            var idx = Torch.tensor(new long[][] {{1, 4, 7}});
            for (int i = 0; i < 12; i++) {
                var logits = model.call(idx.index(all(), from(-CTX)), null).logits();
                idx = Torch.cat(List.of(idx, logits.index(all(), at(-1)).argmax(-1, true)), 1);
            }
            Python.print("{}", idx.get(0).tolist());
        }
    }
}
