package org.panamatorch.internal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

@EnabledOnOs(OS.LINUX)
class DynamicLinkerTest {
    private static final Path LIBRARY = Path.of("/lib/libx.so");

    // The offset of the processor's number in a library, and a processor that runs no JVM 25.
    private static final int MACHINE = 18;
    private static final byte SPARC = 2;

    // The offset of the width of addresses.
    private static final int CLASS = 4;
    private static final byte OTHER_CLASS = 1;

    @TempDir Path folder;

    private Path libraryWith(int offset, byte value) throws Exception {
        byte[] content =
                Files.readAllBytes(
                        Path.of(System.getProperty("panamatorch.native.dir"))
                                .resolve(OpenMp.SHORT_SPIN_LIBRARY));
        content[offset] = value;
        return Files.write(folder.resolve("libother.so"), content);
    }

    @Test
    void libraryForAnotherProcessor_isNotSaidToBeMissing() throws Exception {
        Path file = libraryWith(MACHINE, SPARC);
        assertThatThrownBy(() -> DynamicLinker.open(file))
                .hasMessage(
                        file
                                + ": is for another processor or system than this JVM, which is "
                                + Platform.name()
                                + ": take the one that was built for it");
    }

    @Test
    void libraryWithAddressesOfAnotherWidth_isForAnotherMachine() throws Exception {
        assertThat(ElfHeader.isForAnotherMachine(libraryWith(CLASS, OTHER_CLASS))).isTrue();
    }

    @Test
    void whatIsNoLibrary_isNotForAnotherMachine() throws Exception {
        assertThat(ElfHeader.isForAnotherMachine(Files.writeString(folder.resolve("x"), "short")))
                .isFalse();
        assertThat(ElfHeader.isForAnotherMachine(folder.resolve("missing"))).isFalse();
    }

    @Test
    void cLibraryThatIsTooOld_isNamedWithItsVersion() {
        assertThat(
                        DynamicLinker.inPlainWords(
                                LIBRARY,
                                "/lib/libc.so.6: version `GLIBC_2.99' not found (required by"
                                        + " /lib/libc10.so)"))
                .isEqualTo(
                        "/lib/libc.so.6: version `GLIBC_2.99' not found (required by"
                                + " /lib/libc10.so) (this system's GNU C library is "
                                + Platform.glibc()
                                + ": use a newer system, or a container of one)");
    }

    @Test
    void cppRuntimeThatIsTooOld_isNotSaidToBeMissing() {
        assertThat(
                        DynamicLinker.inPlainWords(
                                LIBRARY,
                                "/lib/libstdc++.so.6: version `GLIBCXX_3.4.99' not found (required"
                                        + " by /lib/libc10.so)"))
                .contains("C++ runtime is too old")
                .doesNotContain("install");
    }

    @Test
    void cppRuntimeThatIsMissing_isToBeInstalled() {
        assertThat(
                        DynamicLinker.inPlainWords(
                                LIBRARY,
                                "libstdc++.so.6: cannot open shared object file: No such file or"
                                        + " directory"))
                .endsWith(" (install the C++ runtime: Debian's libstdc++6)");
    }
}
