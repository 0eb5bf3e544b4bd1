package org.panamatorch.benchmarks.suite;

import java.io.File;
import java.nio.file.Path;

/**
 * Where the contenders are.
 *
 * @param root the project's folder
 * @param libtorch the libraries that C++ runs on
 * @param rivals what {@code scripts/bench} has fetched and compiled; null where it has not
 * @param python a Python with PyTorch; null where there is none
 * @param threads how many threads an operator may use
 */
record Setting(Path root, Path libtorch, Path rivals, Path python, int threads) {
    String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    String ownClassPath() {
        Path target = root.resolve("java/benchmarks/target");
        return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*";
    }

    /** The classes that the rivals share with ours come without our library. */
    String rivalClassPath() {
        return String.join(
                File.pathSeparator,
                rivals.resolve("classes").toString(),
                root.resolve("java/benchmarks/target/classes").toString(),
                rivals.resolve("lib") + "/*");
    }
}
