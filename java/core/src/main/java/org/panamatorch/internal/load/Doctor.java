package org.panamatorch.internal.load;

import org.panamatorch.internal.binding.PanamaTorch;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells how the native library was found or why not, and what of the machine matters to it: a text
 * for an issue. {@code java -jar panamatorch.jar doctor} prints it.
 */
public final class Doctor {
    private static final String USAGE =
            """
            usage: java -jar panamatorch.jar doctor [--verify]

            Tells where the native library was looked for, what was found, and what of this machine
            matters to it.

              --verify  compare the files of the cache with their hashes
            """;

    // What decides which kernels LibTorch, MKL and oneDNN take.
    private static final List<String> CPU_FEATURES =
            List.of("avx", "avx2", "fma", "avx512f", "avx512_bf16", "amx_tile", "asimd", "sve");
    private static final List<String> VARIABLES =
            List.of(
                    Search.LIBRARY_VARIABLE,
                    Search.LIBTORCH_VARIABLE,
                    "LD_LIBRARY_PATH",
                    "LD_PRELOAD",
                    "GLIBC_TUNABLES",
                    "XDG_CACHE_HOME",
                    "OMP_NUM_THREADS",
                    "MKL_NUM_THREADS",
                    "OMP_WAIT_POLICY",
                    "OMP_PROC_BIND",
                    "GOMP_CPU_AFFINITY",
                    "GOMP_SPINCOUNT",
                    "ATEN_CPU_CAPABILITY",
                    "MKL_CBWR",
                    "ONEDNN_MAX_CPU_ISA",
                    "CUDA_VISIBLE_DEVICES");
    private static final String PROPERTIES = "panamatorch.";
    private static final long MIB = 1 << 20;

    private final Settings settings = Settings.current();
    private final List<String> lines = new ArrayList<>();

    private Doctor() {}

    /**
     * The command.
     *
     * @param arguments {@code doctor}, perhaps {@code --verify}
     */
    public static void main(String[] arguments) {
        List<String> words = Arrays.asList(arguments);
        if (words.equals(List.of("doctor"))) {
            System.out.print(report(false));
        } else if (words.equals(List.of("doctor", "--verify"))) {
            System.out.print(report(true));
        } else {
            System.err.print(USAGE);
            System.exit(2);
        }
    }

    /**
     * The report.
     *
     * @param verify whether the files of the cache are compared with their hashes
     * @return lines of text
     */
    public static String report(boolean verify) {
        Doctor doctor = new Doctor();
        doctor.classPath();
        doctor.library();
        doctor.machine();
        doctor.threads();
        doctor.settings();
        doctor.cache(verify);
        return String.join("\n", doctor.lines) + "\n";
    }

    private void add(String name, Object value) {
        lines.add(name + ": " + value);
    }

    private void classPath() {
        String version = Doctor.class.getPackage().getImplementationVersion();
        add("PanamaTorch", version == null ? "not from a jar" : version);
        String classPath = settings.property("java.class.path");
        if (classPath != null && Path.of(classPath).toAbsolutePath().equals(settings.classes())) {
            add(
                    "class path",
                    "this jar alone, as java -jar has it: what another class path has is told by"
                            + " java -cp CLASS_PATH "
                            + Doctor.class.getName()
                            + " doctor, and by Torch.doctor() in a program");
        }
        if (!Requirements.hasJackson(settings.resources())) {
            add(
                    "Jackson",
                    "missing: files of safetensors need com.fasterxml.jackson.core:jackson-core");
        }
    }

    private void library() {
        try {
            NativeLibrary.load();
            add("native library", "loaded" + NativeLibrary.places());
            add(
                    "LibTorch",
                    PanamaTorch.pt_libtorch_version().reinterpret(Long.MAX_VALUE).getString(0));
        } catch (UnsatisfiedLinkError e) {
            add("native library", e.getMessage());
        } catch (LinkageError e) {
            add("native library", e);
        }
        for (String name : List.of("libpanamatorch", "libtorch", "libc10", "libgomp", "libiomp5")) {
            Platform.mapped(name).forEach(file -> add("file in use", file));
        }
    }

    private void machine() {
        add(
                "Java",
                Runtime.version()
                        + ", "
                        + settings.property("java.vendor")
                        + ", "
                        + settings.property("java.home"));
        add(
                "system",
                settings.property("os.name")
                        + " "
                        + settings.property("os.version")
                        + ", "
                        + Platform.name());
        if (Platform.isLinux()) {
            add("GNU C library", glibc());
        }
        cpu("model name").findFirst().ifPresent(model -> add("processor", model));
        Collection<String> flags =
                Stream.concat(cpu("flags"), cpu("Features"))
                        .findFirst()
                        .map(text -> List.of(text.split(" ")))
                        .orElse(List.of());
        add(
                "processor's features",
                CPU_FEATURES.stream().filter(flags::contains).collect(Collectors.joining(" ")));
        SystemFile.lines("/proc/meminfo").stream().limit(3).forEach(lines::add);
        add("heap limit", Runtime.getRuntime().maxMemory() / MIB + " MiB");
        add("NVIDIA driver", nvidia());
    }

    private static String glibc() {
        try {
            String version = Platform.glibc();
            return version == null ? "another C library: LibTorch needs glibc" : version;
        } catch (IllegalCallerException e) {
            return "not asked, as native access is denied";
        }
    }

    private static Stream<String> cpu(String field) {
        return SystemFile.lines("/proc/cpuinfo").stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(line.indexOf(':') + 1).strip());
    }

    private static String nvidia() {
        return SystemFile.lines("/proc/driver/nvidia/version").stream().findFirst().orElse("none");
    }

    private void threads() {
        add("processors that the JVM may use", Runtime.getRuntime().availableProcessors());
        // Of the second and first version of Linux's control groups.
        for (String file :
                List.of("/sys/fs/cgroup/cpu.max", "/sys/fs/cgroup/cpu/cpu.cfs_quota_us")) {
            SystemFile.lines(file).forEach(quota -> add(file, quota));
        }
        if (NativeLibrary.isLoaded()) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
                PanamaTorch.pt_get_num_threads(count);
                add("threads within an operator", count.get(ValueLayout.JAVA_LONG, 0));
                PanamaTorch.pt_get_num_interop_threads(count);
                add("threads between operators", count.get(ValueLayout.JAVA_LONG, 0));
            }
        }
        add("spinning of idle threads", NativeLibrary.spinning());
    }

    private void settings() {
        // All, as one that is misspelt has no effect.
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(PROPERTIES))
                .sorted()
                .forEach(name -> add("system property " + name, System.getProperty(name)));
        for (String name : VARIABLES) {
            String value = settings.variable(name);
            if (value != null) {
                add("environment variable " + name, value);
            }
        }
    }

    private void cache(boolean verify) {
        NativeCache cache = new NativeCache(settings);
        for (Path root : cache.roots()) {
            add("cache", root + ", " + state(root));
        }
        if (verify) {
            for (String kind : List.of("shim", "libtorch")) {
                try {
                    PackedLibraries packed = PackedLibraries.find(kind, settings.resources());
                    Map<Path, String> checked = packed == null ? Map.of() : cache.check(packed);
                    checked.forEach((file, result) -> add(file.toString(), result));
                } catch (LoadException e) {
                    add(kind, e.getMessage());
                }
            }
        }
    }

    private static String state(Path root) {
        if (!Files.exists(root)) {
            return "not there yet";
        }
        try (Stream<Path> files = Files.walk(root)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes / MIB + " MiB" + (Files.isWritable(root) ? "" : ", cannot be written to");
        } catch (IOException e) {
            return "cannot be read: " + e;
        }
    }
}
