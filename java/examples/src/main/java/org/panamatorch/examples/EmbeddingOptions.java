package org.panamatorch.examples;

import org.panamatorch.*;
import org.panamatorch.nn.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.function.Supplier;

/** An embedding with each of its options. */
@Command(
        name = "embedding_options",
        description =
                "nn.Embedding with each of its options: padding_idx, max_norm, norm_type,"
                        + " scale_grad_by_freq, sparse.",
        mixinStandardHelpOptions = true)
final class EmbeddingOptions implements Runnable {
    private static final int NUM_EMBEDDINGS = 4;
    private static final int EMBEDDING_DIM = 3;

    private static final long[][] IDS = {{1, 2, 0, 2}, {2, 3, 0, 1}};

    private static final List<Supplier<Embedding>> EMBEDDINGS =
            List.of(
                    () -> new Embedding(NUM_EMBEDDINGS, EMBEDDING_DIM),
                    () -> new Embedding(NUM_EMBEDDINGS, EMBEDDING_DIM, o -> o.paddingIdx(0)),
                    () -> new Embedding(NUM_EMBEDDINGS, EMBEDDING_DIM, o -> o.maxNorm(1.0)),
                    () ->
                            new Embedding(
                                    NUM_EMBEDDINGS,
                                    EMBEDDING_DIM,
                                    o -> o.maxNorm(1.0).normType(1.0)),
                    () ->
                            new Embedding(
                                    NUM_EMBEDDINGS, EMBEDDING_DIM, o -> o.scaleGradByFreq(true)),
                    () -> new Embedding(NUM_EMBEDDINGS, EMBEDDING_DIM, o -> o.sparse(true)));

    @Mixin private SeedOption seed;

    @Override
    public void run() {
        seed.start();
        Tensor ids = Torch.tensor(IDS);
        for (Supplier<Embedding> embedding : EMBEDDINGS) {
            try (var _ = new TensorScope()) {
                show(embedding.get(), ids);
            }
        }
    }

    private static void show(Embedding embedding, Tensor ids) {
        Tensor out = embedding.call(ids);
        out.sum().backward();
        Tensor grad = embedding.weight().grad();
        boolean sparse = grad.layout() == Layout.SPARSE_COO;
        System.out.println(embedding);
        System.out.println(out);
        System.out.println("sparse gradient: " + (sparse ? "True" : "False"));
        System.out.println(sparse ? grad.toDense() : grad);
    }
}
