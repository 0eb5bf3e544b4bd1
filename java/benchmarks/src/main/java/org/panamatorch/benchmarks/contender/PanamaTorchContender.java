package org.panamatorch.benchmarks.contender;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.benchmarks.contest.Contest;
import org.panamatorch.benchmarks.contest.Parameters;
import org.panamatorch.benchmarks.contest.Workload;

import java.io.IOException;

/**
 * The contenders {@code scope} and {@code unclosed}: {@code PanamaTorchContender KIND
 * [name=number]...}.
 */
public final class PanamaTorchContender {
    private PanamaTorchContender() {}

    /**
     * Does a workload as it is told on standard input.
     *
     * @param args the workload's kind and numbers
     * @throws IOException where nothing can be read
     */
    public static void main(String[] args) throws IOException {
        if (args[0].equals("start_up")) {
            startUp();
            return;
        }
        Parameters parameters = Parameters.of(args);
        Torch.setNumThreads(parameters.count("intra_op_threads"));
        Workload workload = workload(args[0], parameters);
        if (workload == null) {
            Contest.absent(args[0]);
        }
        Contest.serve(workload);
    }

    private static void startUp() {
        try (Tensor a = Torch.ones(1);
                Tensor b = Torch.ones(1);
                Tensor sum = a.add(b)) {
            System.out.println(sum.item());
        }
    }

    private static Workload workload(String kind, Parameters parameters) {
        var small = new SmallWorkloads(parameters);
        var memory = new MemoryWorkloads(parameters);
        var inference = new InferenceWorkloads(parameters);
        var training = new TrainingWorkloads(parameters);
        return switch (kind) {
            case "add" -> small.add();
            case "add_in_place" -> small.addInPlace();
            case "adds" -> small.adds();
            case "chain" -> small.chain();
            case "failing_call" -> small.failingCall();
            case "item" -> small.item();
            case "matmul" -> small.matmul();
            case "size" -> small.size();
            case "stack" -> small.stack();
            case "floats_in" -> memory.floatsIn();
            case "floats_out" -> memory.floatsOut();
            case "temporaries" -> memory.temporaries();
            case "attention" -> inference.attention();
            case "encoder" -> inference.encoder();
            case "lstm" -> inference.lstm();
            case "minilm" -> inference.minilm();
            case "threads" -> inference.threads();
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
