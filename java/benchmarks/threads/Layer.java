import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.nn.Sequential;
import org.panamatorch.nn.TransformerEncoderLayer;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * Milliseconds that a call takes of a Transformer layer as small as those of sentence embeddings,
 * and of six of them, which are such a model.
 */
public class Layer {
    private static final int LAYERS = 6;

    // Long beside the slices of time that a scheduler gives, some milliseconds.
    private static final double WARM_UP_SECONDS = 1;
    private static final double SECONDS = 2;

    public static void main(String[] arguments) {
        System.out.printf(
                Locale.ROOT,
                "%d %.3f %.3f%n",
                Torch.getNumThreads(),
                milliseconds(1),
                milliseconds(LAYERS));
    }

    private static double milliseconds(int layers) {
        Tensor tokens = Torch.randn(1, 20, 384);
        Sequential model =
                new Sequential(
                        Stream.generate(Layer::layer)
                                .limit(layers)
                                .toArray(TransformerEncoderLayer[]::new));
        model.eval();
        try (var _ = Torch.noGrad()) {
            secondsPerCall(model, tokens, WARM_UP_SECONDS);
            return secondsPerCall(model, tokens, SECONDS) * 1e3;
        }
    }

    private static double secondsPerCall(Sequential model, Tensor tokens, double atLeast) {
        long start = System.nanoTime();
        double passed = 0;
        int calls = 0;
        for (; passed < atLeast; calls++) {
            model.call(tokens).close();
            passed = (System.nanoTime() - start) / 1e9;
        }
        return passed / calls;
    }

    private static TransformerEncoderLayer layer() {
        return new TransformerEncoderLayer(
                384, 12, o -> o.dimFeedforward(1536).batchFirst(true).dropout(0));
    }
}
