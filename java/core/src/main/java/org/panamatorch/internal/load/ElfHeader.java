package org.panamatorch.internal.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The beginning of a Linux library or program, which says what machine it is for. */
final class ElfHeader {
    private static final byte[] MAGIC = {0x7F, 'E', 'L', 'F'};

    // The width of addresses and the order of bytes, and, further on, the processor.
    private static final int CLASS = 4;
    private static final int DATA = 5;
    private static final int MACHINE = 18;
    private static final int MACHINE_END = 20;

    private static final Path THIS_PROGRAM = Path.of("/proc/self/exe");

    private ElfHeader() {}

    /**
     * Whether a file is a library for another machine than the program that runs; false where that
     * cannot be told.
     */
    static boolean isForAnotherMachine(Path file) {
        byte[] library = read(file);
        byte[] program = read(THIS_PROGRAM);
        return library != null
                && program != null
                && !(Arrays.equals(library, CLASS, DATA + 1, program, CLASS, DATA + 1)
                        && Arrays.equals(
                                library, MACHINE, MACHINE_END, program, MACHINE, MACHINE_END));
    }

    // Null where it is not that.
    private static byte[] read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] header = in.readNBytes(MACHINE_END);
            return header.length == MACHINE_END
                            && Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                    ? header
                    : null;
        } catch (IOException e) {
            return null;
        }
    }
}
