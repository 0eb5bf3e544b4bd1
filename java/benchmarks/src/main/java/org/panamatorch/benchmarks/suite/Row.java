package org.panamatorch.benchmarks.suite;

import java.util.List;

/**
 * A workload: a row of the table.
 *
 * @param name what it is called
 * @param operation what is timed
 * @param kind what contenders know it by
 * @param numbers what they are told beside the kind
 */
record Row(String name, String operation, String kind, List<String> numbers) {
    /** The kind that is timed as a process, from its start to its end. */
    static final String START_UP = "start_up";

    private static final String LSTM = "input=128 width=256 layers=2 length=32";
    private static final String ENCODER =
            "width=256 heads=8 hidden=1024 layers=4 length=64 batch=8";
    private static final String ATTENTION = "width=256 heads=8 length=512 batch=8";
    private static final String MINILM =
            "width=384 heads=12 hidden=1536 layers=6 words=30522 positions=512 batch_first=1";

    /** All workloads, in the table's order. */
    static final List<Row> ALL =
            List.of(
                    of("add_1", "sum of one element", "add size=1"),
                    of("add_1_recorded", "the same, recorded", "add size=1 recorded=1"),
                    of("add_64", "sum of 64×64", "add size=64"),
                    of("add_64_recorded", "the same, recorded", "add size=64 recorded=1"),
                    of("chain", "eight operators on 16×16", "chain size=16"),
                    of("add_in_place", "sum of one element in place", "add_in_place"),
                    of("size", "a size of a tensor", "size size=64"),
                    of("item", "the element of a tensor", "item"),
                    of("adds_100", "100 sums, freed together", "adds count=100"),
                    of("matmul_64", "product of 64×64", "matmul size=64"),
                    of("stack_100", "100 rows taken and stacked", "stack count=100"),
                    of(
                            "lstm_1",
                            "LSTM 128→256, 2 layers, length 32, batch 1",
                            "lstm batch=1 " + LSTM),
                    of("lstm_16", "the same, batch 16", "lstm batch=16 " + LSTM),
                    of("lstm_16_training", "its training step", "lstm_training batch=16 " + LSTM),
                    of(
                            "encoder",
                            "Transformer encoder 256, 8 heads, 1024, 4 layers, 64×8",
                            "encoder " + ENCODER),
                    of(
                            "encoder_batch_first",
                            "the same, batch first",
                            "encoder batch_first=1 " + ENCODER),
                    of(
                            "encoder_training",
                            "its training step, time first",
                            "encoder_training " + ENCODER),
                    of("attention", "attention 256, 8 heads, 512×8", "attention " + ATTENTION),
                    of(
                            "attention_batch_first",
                            "the same, batch first",
                            "attention batch_first=1 " + ATTENTION),
                    of("hello_rnncell", "epoch of hello_rnncell", "hello_rnncell"),
                    of("hello_embedding", "epoch of hello_embedding", "hello_embedding"),
                    of(
                            "char_model",
                            "training step of a GRU on characters, 16×32",
                            "char_model characters=30 input=32 width=64 batch=16 length=32"),
                    of("small_cnn", "training step of a small CNN, 64×12×12", "small_cnn batch=64"),
                    of("adam", "Adam over 200 tensors of 1,000", "adam tensors=200 elements=1000"),
                    of("adam_fused", "the same, fused", "adam tensors=200 elements=1000 fused=1"),
                    of("floats_in", "1,000,000 floats, array to tensor", "floats_in count=1000000"),
                    of(
                            "floats_out",
                            "1,000,000 floats, tensor to new array",
                            "floats_out count=1000000"),
                    of(
                            "temporaries",
                            "1,000,000 sums of 1,024 elements",
                            "temporaries count=1000000 elements=1024"),
                    of("failing_call", "a call that is refused", "failing_call"),
                    of(
                            "threads_8",
                            "one model from 8 threads, a pass each",
                            "threads threads=8 width=256 batch=16"),
                    of(
                            "minilm_1",
                            "a sentence of 16 words by MiniLM-L6",
                            "minilm batch=1 length=16 " + MINILM),
                    of(
                            "minilm_16",
                            "16 sentences of 32 words",
                            "minilm batch=16 length=32 " + MINILM),
                    of("start_up", "process from its start to its end, one sum", START_UP));

    private static Row of(String name, String operation, String arguments) {
        List<String> words = List.of(arguments.split(" "));
        return new Row(name, operation, words.getFirst(), words.subList(1, words.size()));
    }

    /** Whether it has a forward and a backward pass. */
    boolean isTraining() {
        return kind.endsWith("_training")
                || kind.startsWith("hello_")
                || kind.equals("char_model")
                || kind.equals("small_cnn");
    }

    /** Whether it is a forward pass of a model. */
    boolean isEvaluation() {
        return List.of("lstm", "encoder", "attention", "threads", "minilm").contains(kind);
    }

    boolean isProcess() {
        return kind.equals(START_UP);
    }
}
