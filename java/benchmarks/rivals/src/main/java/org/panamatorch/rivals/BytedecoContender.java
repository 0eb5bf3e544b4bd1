package org.panamatorch.rivals;

import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import org.panamatorch.benchmarks.contest.Contest;
import org.panamatorch.benchmarks.contest.Parameters;
import org.panamatorch.benchmarks.contest.Workload;

import java.io.IOException;

/** JavaCPP's presets: {@code BytedecoContender KIND [name=number]...}. */
public final class BytedecoContender {
    private BytedecoContender() {}

    /**
     * Does a workload as it is told on standard input.
     *
     * @param args the workload's kind and numbers
     * @throws IOException where nothing can be read
     */
    public static void main(String[] args) throws IOException {
        if (args[0].equals("start_up")) {
            System.out.println(ones(1).add(ones(1)).item_double());
            return;
        }
        Parameters parameters = Parameters.of(args);
        set_num_threads(parameters.count("intra_op_threads"));
        Workload workload = workload(args[0], parameters);
        if (workload == null) {
            Contest.absent(args[0]);
        }
        Contest.serve(workload);
    }

    private static Workload workload(String kind, Parameters parameters) {
        var operators = new BytedecoOperators(parameters);
        var modules = new BytedecoModules(parameters);
        var training = new BytedecoTraining(parameters);
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
            case "attention" -> modules.attention();
            case "encoder" -> modules.encoder();
            case "lstm" -> modules.lstm();
            case "minilm" -> modules.minilm();
            case "threads" -> modules.threads();
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
