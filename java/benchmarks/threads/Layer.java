import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.nn.TransformerEncoderLayer;

/** A hundred calls of a Transformer layer as small as those of sentence embeddings. */
public class Layer {
    private static final int WARM_UP_CALLS = 10;
    private static final int CALLS = 100;

    public static void main(String[] arguments) {
        TransformerEncoderLayer layer =
                new TransformerEncoderLayer(
                        384, 12, o -> o.dimFeedforward(1536).batchFirst(true).dropout(0));
        layer.eval();
        Tensor tokens = Torch.randn(1, 20, 384);
        try (var _ = Torch.noGrad()) {
            for (int i = 0; i < WARM_UP_CALLS; i++) {
                layer.call(tokens).close();
            }
            long start = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                layer.call(tokens).close();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf("%d %.2f%n", Torch.getNumThreads(), seconds);
        }
    }
}
