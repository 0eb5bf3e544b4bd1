package org.panamatorch.rivals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.panamatorch.benchmarks.contest.Contest;
import org.panamatorch.benchmarks.contest.Parameters;
import org.panamatorch.benchmarks.contest.Workload;

import java.io.IOException;

/** Deep Java Library: {@code DjlContender KIND [name=number]...}. */
public final class DjlContender {
    private DjlContender() {}

    /**
     * Does a workload as it is told on standard input.
     *
     * @param args the workload's kind and numbers
     * @throws IOException where nothing can be read
     */
    public static void main(String[] args) throws IOException {
        if (args[0].equals("start_up")) {
            try (NDManager manager = NDManager.newBaseManager()) {
                NDArray ones = manager.ones(new Shape(1));
                System.out.println(ones.add(ones).getFloat());
            }
            return;
        }
        Parameters parameters = Parameters.of(args);
        System.setProperty(
                "ai.djl.pytorch.num_threads", Long.toString(parameters.get("intra_op_threads")));
        Workload workload = workload(args[0], parameters);
        if (workload == null) {
            Contest.absent(args[0]);
        }
        Contest.serve(workload);
    }

    private static Workload workload(String kind, Parameters parameters) {
        var operators = new DjlOperators(parameters);
        var networks = new DjlNetworks(parameters);
        var training = new DjlTraining(parameters);
        return switch (kind) {
            case "add" -> operators.add();
            case "add_in_place" -> operators.addInPlace();
            case "adds" -> operators.adds();
            case "chain" -> operators.chain();
            case "failing_call" -> operators.failingCall();
            case "floats_in" -> operators.floatsIn();
            case "floats_out" -> operators.floatsOut();
            case "item" -> operators.item();
            case "matmul" -> operators.matmul();
            case "size" -> operators.size();
            case "stack" -> operators.stack();
            case "temporaries" -> operators.temporaries();
            case "attention" -> networks.attention();
            case "encoder" -> networks.encoder();
            case "lstm" -> networks.lstm();
            case "minilm" -> networks.minilm();
            case "threads" -> networks.threads();
            case "adam" -> training.adam();
            case "char_model" -> training.charModel();
            case "encoder_training" -> training.encoder();
            case "hello_embedding" -> training.helloEmbedding();
            case "hello_rnncell" -> training.helloRnnCell();
            case "lstm_training" -> training.lstm();
            case "small_cnn" -> training.smallCnn();
            default -> null;
        };
    }
}
