package org.panamatorch.rivals;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import org.panamatorch.benchmarks.contest.Contest;
import org.panamatorch.benchmarks.contest.Numbers;
import org.panamatorch.benchmarks.contest.Parameters;
import org.panamatorch.benchmarks.contest.Workload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;

/**
 * ONNX Runtime on the graph of all-MiniLM-L6-v2: {@code OnnxRuntimeContender KIND
 * [name=number]...}.
 */
public final class OnnxRuntimeContender {
    private static final String MODEL = "/all-minilm-l6-v2.onnx";

    // What the graph adds to variances, and what the other contenders' layers do.
    private static final float GRAPH_EPSILON = 1e-12f;
    private static final float EPSILON = 1e-5f;

    private OnnxRuntimeContender() {}

    /**
     * Does a workload as it is told on standard input.
     *
     * @param args the workload's kind and numbers
     * @throws IOException where nothing can be read
     * @throws OrtException where the graph cannot be loaded
     */
    public static void main(String[] args) throws IOException, OrtException {
        if (!args[0].equals("minilm")) {
            Contest.absent(args[0]);
        }
        Parameters parameters = Parameters.of(args);
        var environment = OrtEnvironment.getEnvironment();
        var options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(parameters.count("intra_op_threads"));
        Contest.serve(
                new Sentences(
                        environment,
                        environment.createSession(model(parameters), options),
                        parameters));
    }

    /** The graph with the parameters that all contenders have. */
    private static byte[] model(Parameters parameters) {
        byte[] model;
        try (InputStream in = OnnxRuntimeContender.class.getResourceAsStream(MODEL)) {
            model = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OnnxConstants constants = new OnnxConstants(model);
        for (ByteBuffer constant : constants.inGraph) {
            if (constant.remaining() == Float.BYTES && constant.getFloat(0) == GRAPH_EPSILON) {
                constant.putFloat(0, EPSILON);
            }
        }
        new Filling(constants).fill(parameters);
        return model;
    }

    /** Parameters in the order in which PyTorch's modules have them. */
    private static final class Filling {
        private final Map<String, ByteBuffer> initializers;

        // The matrices of products have numbers for names, and are in the order of the products.
        private final Queue<ByteBuffer> matrices = new ArrayDeque<>();
        private int next;

        Filling(OnnxConstants constants) {
            this.initializers = constants.initializers;
            initializers.forEach(
                    (name, data) -> {
                        if (name.startsWith("onnx::MatMul")) {
                            matrices.add(data);
                        }
                    });
        }

        void fill(Parameters parameters) {
            int width = parameters.count("width");
            int hidden = parameters.count("hidden");
            vector("embeddings.word_embeddings.weight");
            vector("embeddings.position_embeddings.weight");
            vector("embeddings.LayerNorm.weight");
            vector("embeddings.LayerNorm.bias");
            // Nobody else has types.
            FloatBuffer types = floats("embeddings.token_type_embeddings.weight");
            types.put(new float[types.remaining()]);
            for (int i = 0; i < parameters.count("layers"); i++) {
                String layer = "encoder.layer." + i + ".";
                String self = layer + "attention.self.";
                matrices(width, width, 3);
                vectors(self + "query.bias", self + "key.bias", self + "value.bias");
                matrices(width, width, 1);
                vector(layer + "attention.output.dense.bias");
                matrices(hidden, width, 1);
                vector(layer + "intermediate.dense.bias");
                matrices(width, hidden, 1);
                vector(layer + "output.dense.bias");
                vector(layer + "attention.output.LayerNorm.weight");
                vector(layer + "attention.output.LayerNorm.bias");
                vector(layer + "output.LayerNorm.weight");
                vector(layer + "output.LayerNorm.bias");
            }
        }

        private FloatBuffer floats(String name) {
            return initializers.get(name).asFloatBuffer();
        }

        private float[] numbers(int count) {
            return Numbers.floats(next++, Numbers.PARAMETER_SCALE, count);
        }

        private void vector(String name) {
            vectors(name);
        }

        /** Several that are one parameter elsewhere. */
        private void vectors(String... names) {
            int each = floats(names[0]).remaining();
            float[] numbers = numbers(names.length * each);
            for (int i = 0; i < names.length; i++) {
                floats(names[i]).put(numbers, i * each, each);
            }
        }

        /** Several that are one parameter elsewhere, each the other way round than there. */
        private void matrices(int outputs, int inputs, int count) {
            float[] numbers = numbers(count * outputs * inputs);
            for (int i = 0; i < count; i++) {
                FloatBuffer matrix = matrices.remove().asFloatBuffer();
                for (int input = 0; input < inputs; input++) {
                    for (int output = 0; output < outputs; output++) {
                        matrix.put(numbers[(i * outputs + output) * inputs + input]);
                    }
                }
            }
        }
    }

    /** Sentences to vectors of length 1. */
    private static final class Sentences implements Workload {
        private final OrtSession session;
        private final Map<String, OnnxTensor> inputs;
        private final int batch;
        private final int length;
        private final int width;

        Sentences(OrtEnvironment environment, OrtSession session, Parameters parameters)
                throws OrtException {
            this.session = session;
            this.batch = parameters.count("batch");
            this.length = parameters.count("length");
            this.width = parameters.count("width");
            long[] shape = {batch, length};
            long words = parameters.get("words");
            long[] tokens = Numbers.longs(Numbers.INPUT, words, batch * length);
            long[] ones = new long[batch * length];
            Arrays.fill(ones, 1);
            long[] zeros = new long[batch * length];
            this.inputs =
                    Map.of(
                            "input_ids", tensor(environment, tokens, shape),
                            "attention_mask", tensor(environment, ones, shape),
                            "token_type_ids", tensor(environment, zeros, shape));
        }

        private static OnnxTensor tensor(OrtEnvironment environment, long[] values, long[] shape)
                throws OrtException {
            return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
        }

        @Override
        public void run(long count) {
            for (long i = 0; i < count; i++) {
                result();
            }
        }

        @Override
        public float[] result() {
            try (OrtSession.Result result = session.run(inputs)) {
                return embeddings(((OnnxTensor) result.get(0)).getFloatBuffer());
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The means of a sentence's words, brought to length 1: the graph ends with the words. */
        private float[] embeddings(FloatBuffer words) {
            float[] sums = new float[batch * width];
            float[] word = new float[width];
            for (int sentence = 0; sentence < batch; sentence++) {
                for (int i = 0; i < length; i++) {
                    words.get(word);
                    for (int j = 0; j < width; j++) {
                        sums[sentence * width + j] += word[j];
                    }
                }
                double squares = 0;
                for (int j = sentence * width; j < (sentence + 1) * width; j++) {
                    squares += (double) sums[j] * sums[j];
                }
                float scale = (float) (1 / Math.sqrt(squares));
                for (int j = sentence * width; j < (sentence + 1) * width; j++) {
                    sums[j] *= scale;
                }
            }
            return sums;
        }
    }
}
