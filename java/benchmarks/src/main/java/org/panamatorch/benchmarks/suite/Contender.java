package org.panamatorch.benchmarks.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What takes part: a column of the table. */
enum Contender {
    CPP("cpp", "LibTorch's C++ API", Program.cpp(), _ -> true),
    CPP_HAND(
            "cpp-hand",
            "C++ where a faster way is known",
            Program.cpp(),
            row -> !row.isProcess(),
            "by_hand=1"),
    CPP_LATE(
            "cpp-late",
            "C++ whose results are freed as late as what waits for a collector",
            Program.cpp(),
            row -> row.kind().equals("add"),
            "late=1"),
    JVM(
            "jvm",
            "the JVM alone: a new array of what is in native memory",
            Program.jvm(),
            row -> row.kind().equals("floats_out")),
    SCOPE(
            "scope",
            "PanamaTorch, a scope around each operation",
            Program.own(),
            _ -> true,
            "scoped=1"),
    UNCLOSED("unclosed", "PanamaTorch, nothing closed", Program.own(), row -> !row.isProcess()),
    REPLAYED(
            "replayed",
            "the same with a RecordedStep around both passes",
            Program.own(),
            Row::isTraining,
            "scoped=1",
            "replayed=1"),
    PREPARED(
            "prepared",
            "the same with a PreparedModel around models in evaluation",
            Program.own(),
            Row::isEvaluation,
            "scoped=1",
            "prepared=1"),
    PYTHON("python", "PyTorch in Python", Program.python(), _ -> true),
    BYTEDECO("bytedeco", "JavaCPP's presets as they come", Program.bytedeco(), _ -> true),
    BYTEDECO_TUNED(
            "bytedeco-tuned",
            "the same without a collector of pointers and checks of memory, in scopes",
            Program.tunedBytedeco(),
            _ -> true,
            "scoped=1"),
    BYTEDECO_TUNED_SAME(
            "bytedeco-tuned-same",
            "the same on the LibTorch that C++ runs on",
            Program.tunedBytedecoOnTheSame(),
            _ -> true,
            "scoped=1"),
    DJL("djl", "Deep Java Library", Program.djl(), _ -> true, "scoped=1"),
    ONNX_RUNTIME(
            "onnxruntime",
            "ONNX Runtime on the graph of all-MiniLM-L6-v2",
            Program.onnxRuntime(),
            row -> row.kind().equals("minilm"));

    private final String label;
    private final String title;
    private final Program program;
    private final Predicate<Row> takes;
    private final List<String> numbers;

    Contender(
            String label, String title, Program program, Predicate<Row> takes, String... numbers) {
        this.label = label;
        this.title = title;
        this.program = program;
        this.takes = takes;
        this.numbers = List.of(numbers);
    }

    boolean isHere(Setting setting) {
        return program.isHere().test(setting);
    }

    boolean takes(Row row) {
        return takes.test(row);
    }

    String label() {
        return label;
    }

    String title() {
        return title;
    }

    List<String> command(Setting setting, Row row) {
        List<String> command = new ArrayList<>(program.command().apply(setting));
        command.add(row.kind());
        if (!row.isProcess()) {
            command.addAll(row.numbers());
            command.addAll(numbers);
            command.add("intra_op_threads=" + setting.threads());
        }
        return command;
    }
}
