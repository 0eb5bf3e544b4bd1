package org.panamatorch.files;

import org.panamatorch.DType;
import org.panamatorch.Layout;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.io.Npy;
import org.panamatorch.io.Npz;
import org.panamatorch.io.Onnx;
import org.panamatorch.io.Safetensors;
import org.panamatorch.io.TorchFile;
import org.panamatorch.support.ChildJvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Reads files with errors in them: each must be read, or refused by an {@link IOException}. Nothing
 * else may come out, no process may end, and none may need more memory than a small heap has.
 */
final class FileFuzz {
    // Far less than a file can claim to hold.
    private static final String HEAP = "-Xmx128m";
    private static final int USAGE_ERROR = 2;
    private static final int COLLECTED_EACH = 2_000;
    private static final int MOST_FINDINGS = 10;

    private FileFuzz() {}

    /** The formats, each read as programs do, with all its elements. */
    enum Format {
        SAFETENSORS {
            @Override
            void read(Path path) throws IOException {
                Safetensors.load(path).values().forEach(FileFuzz::use);
            }
        },
        PICKLE {
            @Override
            void read(Path path) throws IOException {
                useAll(TorchFile.load(path));
            }
        },
        TORCH {
            @Override
            void read(Path path) throws IOException {
                useAll(TorchFile.load(path));
                useAll(TorchFile.load(path, o -> o.mmap(true)));
            }
        },
        LEGACY {
            @Override
            void read(Path path) throws IOException {
                useAll(TorchFile.load(path));
                useAll(TorchFile.load(path, o -> o.mmap(true)));
            }
        },
        NPY {
            @Override
            void read(Path path) throws IOException {
                use(Npy.load(path));
            }
        },
        NPZ {
            @Override
            void read(Path path) throws IOException {
                Npz.load(path).values().forEach(FileFuzz::use);
            }
        },
        ONNX {
            @Override
            void read(Path path) throws IOException {
                Onnx.initializers(path).values().forEach(FileFuzz::use);
            }
        };

        abstract void read(Path path) throws IOException;
    }

    private static void use(Tensor tensor) {
        if (!tensor.isMeta()
                && tensor.layout() == Layout.STRIDED
                && tensor.numel() < 1 << 20
                && isCopied(tensor.dtype())) {
            // Not equal(), which some dtypes lack.
            tensor.clone().close();
        }
    }

    /** Whether PyTorch can copy elements; of int1 to uint7 it only knows the name. */
    private static boolean isCopied(DType dtype) {
        return !dtype.toString().matches("torch\\.u?int[1-7]");
    }

    private static void useAll(Object value) {
        switch (value) {
            case Tensor tensor -> use(tensor);
            case Map<?, ?> map -> map.values().forEach(FileFuzz::useAll);
            case List<?> list -> list.forEach(FileFuzz::useAll);
            case Object[] tuple -> Arrays.asList(tuple).forEach(FileFuzz::useAll);
            case null, default -> {
                // Nothing that could be wrong.
            }
        }
    }

    /**
     * Reads files in this process.
     *
     * @param files how many; or where they end with {@code s} for how many seconds
     * @return what was found, and at the end how many files were read and refused
     */
    static List<String> run(Format format, String files, long seed, Path folder)
            throws IOException {
        boolean isTimed = files.endsWith("s");
        long count = isTimed ? Long.MAX_VALUE : Long.parseLong(files);
        long nanos =
                isTimed
                        ? TimeUnit.SECONDS.toNanos(
                                Long.parseLong(files.substring(0, files.length() - 1)))
                        : Long.MAX_VALUE;
        long begin = System.nanoTime();
        List<byte[]> seeds = FuzzSeeds.of(format, folder);
        List<String> findings = new ArrayList<>();
        Path under = folder.resolve("under");
        long read = 0;
        long i = 0;
        for (;
                i < count && findings.size() < MOST_FINDINGS && System.nanoTime() - begin < nanos;
                i++) {
            byte[] mutated = mutated(format, i, seed, seeds);
            Path file = folder.resolve("file" + i % 2);
            // A new file: somebody may still have the old one mapped.
            Files.deleteIfExists(file);
            Files.write(file, mutated);
            if (i % COLLECTED_EACH == 0) {
                Files.writeString(under, Long.toString(i));
                System.gc();
            }
            try (var _ = new TensorScope()) {
                format.read(file);
                read++;
            } catch (IOException e) {
                if (e.getMessage() == null || e.getMessage().isBlank()) {
                    findings.add(i + ": no text: " + e);
                }
            } catch (RuntimeException | Error e) {
                findings.add(
                        i
                                + ": "
                                + e
                                + " at "
                                + List.of(e.getStackTrace())
                                        .subList(0, Math.min(6, e.getStackTrace().length)));
            }
        }
        findings.add("%s: %d files, %d of them read".formatted(format, i, read));
        return findings;
    }

    private static byte[] mutated(Format format, long index, long seed, List<byte[]> seeds)
            throws IOException {
        Random random = new Random(seed * 0x9e3779b97f4a7c15L + index);
        byte[] original = seeds.get(random.nextInt(seeds.size()));
        byte[] mutated = FileMutations.of(original, random);
        return format == Format.PICKLE ? FuzzSeeds.archive(mutated) : mutated;
    }

    /** The process. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            List<String> lines =
                    run(
                            Format.valueOf(arguments[0]),
                            arguments[1],
                            Long.parseLong(arguments[2]),
                            Path.of(arguments[3]));
            lines.forEach(System.out::println);
            System.exit(lines.size() == 1 ? 0 : 1);
        }
    }

    /**
     * Reads files in a process of its own for each format.
     *
     * @param arguments the format or {@code all}, how many files, or for how many seconds as {@code
     *     60s}, the seed and an empty folder
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 4) {
            System.err.println("usage: FORMAT|all FILES SEED FOLDER");
            System.exit(USAGE_ERROR);
        }
        int status = 0;
        for (Format format : Format.values()) {
            if (!arguments[0].equals("all") && !arguments[0].equalsIgnoreCase(format.name())) {
                continue;
            }
            Path folder = Files.createDirectories(Path.of(arguments[3], format.name()));
            Process process =
                    ChildJvm.builder(
                                    Child.class,
                                    List.of(HEAP, "-XX:+UseSerialGC"),
                                    List.of(
                                            format.name(),
                                            arguments[1],
                                            arguments[2],
                                            folder.toString()))
                            .inheritIO()
                            .start();
            int ended = process.waitFor();
            if (ended > 1) {
                System.out.println(
                        format
                                + ": the process ended with "
                                + ended
                                + " after file "
                                + Files.readString(folder.resolve("under")));
            }
            status = Math.max(status, ended == 0 ? 0 : 1);
        }
        System.exit(status);
    }
}
