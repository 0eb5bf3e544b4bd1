package org.panamatorch.examples;

import org.panamatorch.*;
import org.panamatorch.nn.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** An RNN behind an embedding layer. */
@Command(
        name = "embedding_rnn_model",
        description =
                "An RNN behind an embedding layer: the printed model, random token ids in, class"
                        + " scores out.",
        mixinStandardHelpOptions = true)
final class EmbeddingRnnModel implements Runnable {
    private static final int VOCAB_SIZE = 10;
    private static final int EMBED_SIZE = 8;
    private static final int HIDDEN_SIZE = 16;
    private static final int OUTPUT_SIZE = 5;
    private static final int NUM_LAYERS = 1;
    private static final int BATCH_SIZE = 2;
    private static final int SEQ_LEN = 3;

    @Mixin private SeedOption seed;

    private static final class RNNModelWithEmbedding extends UnaryModule {
        private final Embedding embedding =
                register("embedding", new Embedding(VOCAB_SIZE, EMBED_SIZE));
        private final RNN rnn =
                register(
                        "rnn",
                        new RNN(
                                EMBED_SIZE,
                                HIDDEN_SIZE,
                                o -> o.numLayers(NUM_LAYERS).batchFirst(true)));
        private final Linear fc = register("fc", new Linear(HIDDEN_SIZE, OUTPUT_SIZE));

        @Override
        protected Tensor forward(Tensor x) {
            Tensor out = rnn.call(embedding.call(x)).output();
            return fc.call(out.select(1, -1));
        }
    }

    @Override
    public void run() {
        seed.start();
        RNNModelWithEmbedding model = new RNNModelWithEmbedding();
        System.out.println(model);
        Tensor input = Torch.randint(0, VOCAB_SIZE, new long[] {BATCH_SIZE, SEQ_LEN});
        Tensor output = model.call(input);
        System.out.println("输入: " + input);
        System.out.println("输出: " + output);
    }
}
