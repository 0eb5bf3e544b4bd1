package org.panamatorch.benchmarks.suite;

import java.util.ArrayList;
import java.util.List;

/** What takes part: a column of the table. */
enum Contender {
    CPP("cpp", "LibTorch's C++ API") {
        @Override
        List<String> program(Setting setting) {
            return List.of(setting.root().resolve("target/native/cpu/bench-native").toString());
        }
    },
    CPP_HAND("cpp-hand", "C++ where a faster way is known", "by_hand=1") {
        @Override
        List<String> program(Setting setting) {
            return CPP.program(setting);
        }

        @Override
        boolean takes(Row row) {
            return !row.isProcess();
        }
    },
    SCOPE("scope", "PanamaTorch, a scope around each operation", "scoped=1") {
        @Override
        List<String> program(Setting setting) {
            return ownProgram(setting);
        }
    },
    UNCLOSED("unclosed", "PanamaTorch, nothing closed") {
        @Override
        List<String> program(Setting setting) {
            return ownProgram(setting);
        }

        @Override
        boolean takes(Row row) {
            return !row.isProcess();
        }
    },
    REPLAYED(
            "replayed",
            "the same with a RecordedStep around both passes",
            "scoped=1",
            "replayed=1") {
        @Override
        List<String> program(Setting setting) {
            return ownProgram(setting);
        }

        @Override
        boolean takes(Row row) {
            return row.isTraining();
        }
    },
    PREPARED(
            "prepared",
            "the same with a PreparedModel around models in evaluation",
            "scoped=1",
            "prepared=1") {
        @Override
        List<String> program(Setting setting) {
            return ownProgram(setting);
        }

        @Override
        boolean takes(Row row) {
            return row.isEvaluation();
        }
    },
    PYTHON("python", "PyTorch in Python") {
        @Override
        List<String> program(Setting setting) {
            String script = setting.root().resolve("scripts/python/bench.py").toString();
            return List.of(setting.python().toString(), "-B", script);
        }

        @Override
        boolean isHere(Setting setting) {
            return setting.python() != null;
        }
    },
    BYTEDECO("bytedeco", "JavaCPP's presets as they come") {
        @Override
        List<String> program(Setting setting) {
            return rival(setting, BYTEDECO_CLASS, List.of());
        }

        @Override
        boolean isHere(Setting setting) {
            return setting.rivals() != null;
        }
    },
    BYTEDECO_TUNED(
            "bytedeco-tuned",
            "the same without a collector of pointers and checks of memory, in scopes",
            "scoped=1") {
        @Override
        List<String> program(Setting setting) {
            return rival(setting, BYTEDECO_CLASS, TUNED);
        }

        @Override
        boolean isHere(Setting setting) {
            return setting.rivals() != null;
        }
    },
    BYTEDECO_TUNED_SAME(
            "bytedeco-tuned-same", "the same on the LibTorch that C++ runs on", "scoped=1") {
        @Override
        List<String> program(Setting setting) {
            List<String> options = new ArrayList<>(TUNED);
            options.add("-Dorg.bytedeco.javacpp.pathsFirst=true");
            options.add("-Djava.library.path=" + setting.libtorch());
            return rival(setting, BYTEDECO_CLASS, options);
        }

        @Override
        boolean isHere(Setting setting) {
            return setting.rivals() != null;
        }
    },
    DJL("djl", "Deep Java Library", "scoped=1") {
        @Override
        List<String> program(Setting setting) {
            return rival(setting, "DjlContender", List.of());
        }

        @Override
        boolean isHere(Setting setting) {
            return setting.rivals() != null;
        }
    },
    ONNX_RUNTIME("onnxruntime", "ONNX Runtime on the graph of all-MiniLM-L6-v2") {
        @Override
        List<String> program(Setting setting) {
            return rival(setting, "OnnxRuntimeContender", List.of());
        }

        @Override
        boolean isHere(Setting setting) {
            return setting.rivals() != null;
        }

        @Override
        boolean takes(Row row) {
            return row.kind().equals("minilm");
        }
    };

    private static final String BYTEDECO_CLASS = "BytedecoContender";

    /**
     * JavaCPP's switches: no thread that frees what is unreachable, no look at the process's size.
     */
    private static final List<String> TUNED =
            List.of(
                    "-Dorg.bytedeco.javacpp.nopointergc=true",
                    "-Dorg.bytedeco.javacpp.maxbytes=0",
                    "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");

    private final String label;
    private final String title;
    private final List<String> numbers;

    Contender(String label, String title, String... numbers) {
        this.label = label;
        this.title = title;
        this.numbers = List.of(numbers);
    }

    /** The program and its first arguments. */
    abstract List<String> program(Setting setting);

    boolean isHere(Setting setting) {
        return true;
    }

    boolean takes(Row row) {
        return true;
    }

    String label() {
        return label;
    }

    String title() {
        return title;
    }

    List<String> command(Setting setting, Row row) {
        List<String> command = new ArrayList<>(program(setting));
        command.add(row.kind());
        if (!row.isProcess()) {
            command.addAll(row.numbers());
            command.addAll(numbers);
            command.add("intra_op_threads=" + setting.threads());
        }
        return command;
    }

    private static List<String> ownProgram(Setting setting) {
        return List.of(
                setting.java(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                setting.ownClassPath(),
                "org.panamatorch.benchmarks.contender.PanamaTorchContender");
    }

    private static List<String> rival(Setting setting, String name, List<String> options) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                setting.java(),
                                "--enable-native-access=ALL-UNNAMED",
                                // Where they unpack their libraries, and that they ask nobody.
                                "-Dorg.bytedeco.javacpp.cachedir="
                                        + setting.rivals().resolve("javacpp"),
                                "-DDJL_CACHE_DIR=" + setting.rivals().resolve("djl"),
                                "-Dai.djl.offline=true",
                                "-DOPT_OUT_TRACKING=true"));
        command.addAll(options);
        command.addAll(List.of("-cp", setting.rivalClassPath(), "org.panamatorch.rivals." + name));
        return command;
    }
}
