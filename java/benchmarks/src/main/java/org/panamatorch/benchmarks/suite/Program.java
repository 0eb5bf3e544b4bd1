package org.panamatorch.benchmarks.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A program that contenders are.
 *
 * @param command the program and its first arguments
 * @param isHere whether there is such a program
 */
record Program(Function<Setting, List<String>> command, Predicate<Setting> isHere) {
    /**
     * JavaCPP's switches: no thread that frees what is unreachable, no look at the process's size.
     */
    private static final List<String> TUNED =
            List.of(
                    "-Dorg.bytedeco.javacpp.nopointergc=true",
                    "-Dorg.bytedeco.javacpp.maxbytes=0",
                    "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");

    static Program cpp() {
        return new Program(
                setting ->
                        List.of(
                                setting.root()
                                        .resolve("target/native/cpu/bench-native")
                                        .toString()),
                _ -> true);
    }

    static Program own() {
        return onOwnClasses("PanamaTorchContender");
    }

    static Program jvm() {
        return onOwnClasses("JvmContender");
    }

    private static Program onOwnClasses(String name) {
        return new Program(
                setting ->
                        List.of(
                                setting.java(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                setting.ownClassPath(),
                                "org.panamatorch.benchmarks.contender." + name),
                _ -> true);
    }

    static Program python() {
        return new Program(
                setting ->
                        List.of(
                                setting.python().toString(),
                                "-B",
                                setting.root().resolve("scripts/python/bench.py").toString()),
                setting -> setting.python() != null);
    }

    static Program bytedeco() {
        return rival("BytedecoContender", _ -> List.of());
    }

    static Program tunedBytedeco() {
        return rival("BytedecoContender", _ -> TUNED);
    }

    /** On the LibTorch that C++ runs on. */
    static Program tunedBytedecoOnTheSame() {
        return rival(
                "BytedecoContender",
                setting -> {
                    List<String> options = new ArrayList<>(TUNED);
                    options.add("-Dorg.bytedeco.javacpp.pathsFirst=true");
                    options.add("-Djava.library.path=" + setting.libtorch());
                    return options;
                });
    }

    static Program djl() {
        return rival("DjlContender", _ -> List.of());
    }

    static Program onnxRuntime() {
        return rival("OnnxRuntimeContender", _ -> List.of());
    }

    private static Program rival(String name, Function<Setting, List<String>> options) {
        return new Program(
                setting -> {
                    List<String> command =
                            new ArrayList<>(
                                    List.of(
                                            setting.java(),
                                            "--enable-native-access=ALL-UNNAMED",
                                            // Where they unpack their libraries, and that they
                                            // ask nobody.
                                            "-Dorg.bytedeco.javacpp.cachedir="
                                                    + setting.rivals().resolve("javacpp"),
                                            "-DDJL_CACHE_DIR=" + setting.rivals().resolve("djl"),
                                            "-Dai.djl.offline=true",
                                            "-DOPT_OUT_TRACKING=true"));
                    command.addAll(options.apply(setting));
                    command.addAll(
                            List.of(
                                    "-cp",
                                    setting.rivalClassPath(),
                                    "org.panamatorch.rivals." + name));
                    return command;
                },
                setting -> setting.rivals() != null);
    }
}
