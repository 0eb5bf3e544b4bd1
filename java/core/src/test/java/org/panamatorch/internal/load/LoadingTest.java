package org.panamatorch.internal.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.support.ChildJvm;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class LoadingTest {
    private static final String SHIM = System.mapLibraryName("panamatorch");

    @TempDir Path folder;

    private static Path shim() {
        return Path.of(System.getProperty("panamatorch.native.dir")).resolve(SHIM);
    }

    /** The LibTorch that the tests run on. */
    private static Path libTorch() {
        NativeLibrary.load();
        return Platform.mapped(LibTorchFiles.MAIN).getFirst();
    }

    private static String output(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private ProcessBuilder withNativesJar(String... options) throws IOException {
        Path jar =
                NativesJar.of(SHIM, Files.readAllBytes(shim()))
                        .write(folder.resolve("natives.jar"));
        ProcessBuilder builder =
                ChildJvm.builder(
                        LoadingProgram.class,
                        Stream.concat(
                                        Stream.of(options),
                                        Stream.of("-Dpanamatorch.cache=" + folder.resolve("cache")))
                                .toList(),
                        List.of("sum"));
        List<String> command = builder.command();
        int classPath = command.indexOf("-cp") + 1;
        command.set(classPath, command.get(classPath) + File.pathSeparator + jar);
        return builder;
    }

    @Test
    void nativesJar_isUnpackedAndUsed() throws Exception {
        ProcessBuilder builder =
                withNativesJar("-Dpanamatorch.libtorch=" + libTorch().getParent().getParent());
        assertThat(output(builder)).isEqualTo("tensor(3.)\n");
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            assertThat(files.filter(file -> file.endsWith(SHIM))).hasSize(1);
        }
        assertThat(output(builder)).isEqualTo("tensor(3.)\n");
    }

    @Test
    void threads_areNoMoreThanTheJvmsProcessors() throws Exception {
        ProcessBuilder builder =
                ChildJvm.builder(
                        LoadingProgram.class,
                        List.of("-XX:ActiveProcessorCount=1"),
                        List.of("threads"));
        builder.environment().remove("OMP_NUM_THREADS");
        assertThat(output(builder)).isEqualTo("1\n");
        builder.environment().put("OMP_NUM_THREADS", "2");
        assertThat(output(builder)).isEqualTo("2\n");
    }

    @Test
    void twoClassLoaders_shareOneLibraryAndKeepTheirHooksApart() throws Exception {
        assertThat(output(ChildJvm.builder(LoadingProgram.class, List.of(), List.of("loaders"))))
                .isEqualTo(
                        """
                        first: tensor(6.), hook ran 1 times
                        second: tensor(6.), hook ran 1 times
                        second: tensor(6.), hook ran 2 times
                        files in use: 1
                        """);
    }

    @Test
    void anotherLibTorch_isRefusedUnlessAllowed() throws Exception {
        Path loaded = libTorch();
        String output =
                output(
                        ChildJvm.builder(
                                LoadingProgram.class,
                                List.of(),
                                List.of("other", loaded.toString())));
        assertThat(output)
                .contains(
                        "this process has loaded another LibTorch already, "
                                + loaded
                                + " (DJL, JavaCPP's presets, or an embedded Python), and one"
                                + " process can have only one; with"
                                + " -Dpanamatorch.allowLoadedLibtorch=true that one is used");
        assertThat(
                        output(
                                ChildJvm.builder(
                                        LoadingProgram.class,
                                        List.of("-Dpanamatorch.allowLoadedLibtorch=true"),
                                        List.of("other", loaded.toString()))))
                .isEqualTo("tensor(3.)\n");
    }

    @Test
    void deniedNativeAccess_namesTheFlag() throws Exception {
        ProcessBuilder builder =
                ChildJvm.builder(LoadingProgram.class, List.of(), List.of("denied"));
        builder.command().removeIf(word -> word.startsWith("--enable-native-access"));
        builder.command().add(1, "--illegal-native-access=deny");
        String told =
                "Java denies native access to PanamaTorch: start it with"
                        + " --enable-native-access=ALL-UNNAMED, or have Enable-Native-Access:"
                        + " ALL-UNNAMED in the manifest of the jar that java -jar starts\n";
        assertThat(output(builder)).isEqualTo(told + told);
    }

    @Test
    void anotherOpenMp_isTold() throws Exception {
        Path other =
                Files.copy(
                        shim().resolveSibling(OpenMp.SHORT_SPIN_LIBRARY),
                        folder.resolve("libiomp5.so"));
        ProcessBuilder builder =
                ChildJvm.builder(
                        LoadingProgram.class, List.of(), List.of("other", other.toString()));
        assertThat(output(builder))
                .contains(
                        "WARNING: this process has loaded "
                                + other
                                + " already, and LibTorch brings libgomp.so.1: each has threads of"
                                + " its own, which take the processors from one another;"
                                + " OMP_NUM_THREADS says how many each may have")
                .endsWith("tensor(3.)\n");
    }

    @Test
    void spinning_isShortUnlessTheUserSaysOtherwise() throws Exception {
        ProcessBuilder builder =
                ChildJvm.builder(LoadingProgram.class, List.of(), List.of("spinning"));
        builder.environment().remove("GOMP_SPINCOUNT");
        assertThat(output(builder)).isEqualTo("1000\n");
        builder.environment().put("GOMP_SPINCOUNT", "7");
        assertThat(output(builder)).isEqualTo("7\n");
        builder.environment().remove("GOMP_SPINCOUNT");
        builder.environment().put("OMP_WAIT_POLICY", "passive");
        assertThat(output(builder)).isEqualTo("null\n");
        builder.environment().remove("OMP_WAIT_POLICY");
        for (String property : List.of("default", "20000")) {
            builder =
                    ChildJvm.builder(
                            LoadingProgram.class,
                            List.of("-Dpanamatorch.spin=" + property),
                            List.of("spinning"));
            assertThat(output(builder))
                    .isEqualTo((property.equals("default") ? "null" : property) + "\n");
        }
    }

    @Test
    void doctor_tellsWhatIsInUse() throws Exception {
        assertThat(output(ChildJvm.builder(Doctor.class, List.of(), List.of("doctor"))))
                .contains(
                        "native library: loaded\n  1. system property panamatorch.library: not set",
                        "file in use: " + shim(),
                        "LibTorch: " + LibTorchVersion.NEEDED + ".",
                        "Java: " + Runtime.version(),
                        "threads within an operator: ",
                        "spinning of idle threads: ");
    }

    @Test
    void doctor_tellsWhyNothingWorks() throws Exception {
        assertThat(
                        output(
                                ChildJvm.builder(
                                        Doctor.class,
                                        List.of("-Dpanamatorch.library=/no/such/file.so"),
                                        List.of("doctor"))))
                .contains(
                        "native library: cannot load the native library of PanamaTorch; places"
                            + " tried:\n"
                            + "  1. system property panamatorch.library: no file /no/such/file.so:"
                            + " correct it, or leave it unset to have the next places searched\n",
                        "system property panamatorch.library: /no/such/file.so");
    }

    @Test
    void doctor_whereNativeAccessIsDenied_tellsSoAndTheRest() throws Exception {
        ProcessBuilder builder = ChildJvm.builder(Doctor.class, List.of(), List.of("doctor"));
        builder.command().removeIf(word -> word.startsWith("--enable-native-access"));
        builder.command().add(1, "--illegal-native-access=deny");
        assertThat(output(builder))
                .contains(
                        "native library: Java denies native access to PanamaTorch: ",
                        "GNU C library: not asked, as native access is denied",
                        "cache: ");
    }

    @Test
    void doctor_ofOneJar_loadsWithoutTheDependencyAndTellsSo() throws Exception {
        ProcessBuilder builder = ChildJvm.builder(Doctor.class, List.of(), List.of("doctor"));
        List<String> command = builder.command();
        command.set(
                command.indexOf("-cp") + 1,
                Path.of(System.getProperty("panamatorch.root"), "java/core/target/classes")
                        .toString());
        assertThat(output(builder))
                .contains(
                        "class path: this jar alone, as java -jar has it",
                        "Jackson: missing: files of safetensors need"
                                + " com.fasterxml.jackson.core:jackson-core",
                        "native library: loaded");
    }

    @Test
    void doctor_tellsOfAPropertyThatIsMisspelt() throws Exception {
        assertThat(
                        output(
                                ChildJvm.builder(
                                        Doctor.class,
                                        List.of("-Dpanamatorch.libary=x.so"),
                                        List.of("doctor"))))
                .contains("system property panamatorch.libary: x.so")
                .doesNotContain("Jackson", "class path: ");
    }

    @Test
    void doctor_withAWrongArgument_printsItsUsage() throws Exception {
        Process process = ChildJvm.builder(Doctor.class, List.of(), List.of("docter")).start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("usage: java ");
        assertThat(process.waitFor()).isEqualTo(2);
    }
}
