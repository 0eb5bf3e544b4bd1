package org.panamatorch.internal.load;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The machine, as far as loading native code depends on it. */
final class Platform {
    // What Linux writes as the end of the path of a file that is not there any more.
    private static final String DELETED = " (deleted)";

    private Platform() {}

    /** As the classifiers of jars have it: {@code linux-x86_64}, {@code macosx-arm64}. */
    static String name() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "macosx" : os)
                + "-"
                + switch (arch) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm64";
                    default -> arch;
                };
    }

    static boolean isLinux() {
        return name().startsWith("linux");
    }

    /**
     * The version of the GNU C library, such as 2.36; null where another one runs.
     *
     * @throws IllegalCallerException if native access is denied
     */
    static String glibc() {
        return Linker.nativeLinker()
                .defaultLookup()
                .find("gnu_get_libc_version")
                .map(
                        function -> {
                            try {
                                var version =
                                        (MemorySegment)
                                                Linker.nativeLinker()
                                                        .downcallHandle(
                                                                function,
                                                                FunctionDescriptor.of(
                                                                        ValueLayout.ADDRESS))
                                                        .invokeExact();
                                return version.reinterpret(Long.MAX_VALUE).getString(0);
                            } catch (IllegalCallerException e) {
                                throw e;
                            } catch (Throwable e) {
                                throw new AssertionError(e);
                            }
                        })
                .orElse(null);
    }

    /** Whether one version, numbers with points between them, is older than another. */
    static boolean isOlder(String version, String than) {
        return Version.parse(version).compareTo(Version.parse(than)) < 0;
    }

    /**
     * Files that this process has mapped; none where the system does not tell.
     *
     * @param prefixes how their names start
     */
    static List<Path> mapped(String... prefixes) {
        // Loops, as the JVM's first streams take it some milliseconds before anything is loaded.
        Set<Path> files = new LinkedHashSet<>();
        for (String line : SystemFile.lines("/proc/self/maps")) {
            int name = line.lastIndexOf('/') + 1;
            if (name > 0 && startsWithOne(line, name, prefixes)) {
                String path = line.substring(line.indexOf('/'));
                files.add(
                        Path.of(
                                path.endsWith(DELETED)
                                        ? path.substring(0, path.length() - DELETED.length())
                                        : path));
            }
        }
        return List.copyOf(files);
    }

    private static boolean startsWithOne(String line, int offset, String... prefixes) {
        for (String prefix : prefixes) {
            if (line.startsWith(prefix, offset)) {
                return true;
            }
        }
        return false;
    }
}
