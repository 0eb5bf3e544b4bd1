package org.panamatorch.interop;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.DType;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.Warnings;
import org.panamatorch.io.Onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** The weights of all-MiniLM-L6-v2, as a jar on Maven Central has them, against ONNX Runtime. */
class MiniLmTest {
    private static final String MODEL = "/all-minilm-l6-v2.onnx";

    // Both sides round at every step, each in an order of its own: the sums of 384 and 1536 terms
    // in
    // six layers, the exponentials. An embedding of length 1 has elements of about 0.05; they
    // differed
    // by 1.3e-7 to 2.4e-7 on the machine where this was tried, and other vector widths round
    // elsewhere.
    private static final double EMBEDDING_BOUND = 5e-7;

    // What the encoder gives for each token goes up to 6, where it differed by 4.1e-6.
    private static final double TOKEN_BOUND = 1e-5;

    // Those before are marks.
    private static final int FIRST_WORD = 1000;

    @TempDir static Path folder;

    private static Path file;
    private static MiniLm model;

    /** Sentences of words and padding. */
    private record Batch(Tensor ids, Tensor mask) {
        static Batch random(int... lengths) {
            Torch.manualSeed(lengths.length);
            int longest = Arrays.stream(lengths).max().orElseThrow();
            Tensor ids = Torch.randint(FIRST_WORD, MiniLm.WORDS, Shape.of(lengths.length, longest));
            Tensor ends = Torch.tensor(lengths, DType.INT64).unsqueeze(1);
            Tensor mask = Torch.arange(longest).lt(ends).to(DType.INT64);
            return new Batch(ids.mul(mask), mask);
        }
    }

    @BeforeAll
    static void load() throws IOException {
        file = folder.resolve("model.onnx");
        try (InputStream in = MiniLmTest.class.getResourceAsStream(MODEL)) {
            Files.copy(in, file);
        }
        model = new MiniLm();
        model.load(Onnx.initializers(file));
        model.eval();
    }

    private static Tensor onnxRuntime(Batch batch) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(file.toString(), options);
                    OnnxTensor ids = onnx(environment, batch.ids);
                    OnnxTensor mask = onnx(environment, batch.mask);
                    OnnxTensor types = onnx(environment, Torch.zerosLike(batch.ids));
                    OrtSession.Result result =
                            session.run(
                                    Map.of(
                                            "input_ids", ids,
                                            "attention_mask", mask,
                                            "token_type_ids", types))) {
                return Torch.tensor(result.get(0).getValue());
            }
        }
    }

    private static OnnxTensor onnx(OrtEnvironment environment, Tensor tensor) throws OrtException {
        return OnnxTensor.createTensor(
                environment, tensor.asByteBuffer().asLongBuffer(), tensor.sizes());
    }

    private static double distance(Tensor a, Tensor b) {
        return a.sub(b).abs().max().item().doubleValue();
    }

    static Stream<Batch> batches() {
        return Stream.of(
                Batch.random(4),
                Batch.random(12, 12),
                Batch.random(3, 40, 17),
                Batch.random(128, 5, 7, 9),
                Batch.random(MiniLm.POSITIONS, 2, 2, 2, 2));
    }

    @ParameterizedTest
    @MethodSource("batches")
    void encoder_givesWhatOnnxRuntimeGives(Batch batch) throws OrtException {
        try (var _ = Torch.noGrad();
                var _ = Warnings.capture()) {
            Tensor theirs = onnxRuntime(batch);
            Tensor isToken = batch.mask.unsqueeze(-1);
            Tensor ours = model.tokens(batch.ids, batch.mask);
            assertThat(distance(ours.mul(isToken), theirs.mul(isToken))).isLessThan(TOKEN_BOUND);
            assertThat(
                            distance(
                                    model.call(batch.ids, batch.mask),
                                    MiniLm.embeddings(theirs, batch.mask)))
                    .isLessThan(EMBEDDING_BOUND);
        }
    }

    @Test
    void weights_areTheSameThroughSafetensors() throws IOException {
        Path copy = folder.resolve("model.safetensors");
        model.save(copy);
        MiniLm other = new MiniLm();
        assertThat(other.load(copy)).hasToString("<All keys matched successfully>");
        Batch batch = Batch.random(9, 5);
        try (var _ = Torch.noGrad();
                var _ = Warnings.capture()) {
            other.eval();
            assertThat(
                            Torch.equal(
                                    other.call(batch.ids, batch.mask),
                                    model.call(batch.ids, batch.mask)))
                    .isTrue();
        }
    }
}
