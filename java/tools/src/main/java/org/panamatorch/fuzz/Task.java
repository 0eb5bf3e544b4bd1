package org.panamatorch.fuzz;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** What a process of the fuzzer's is to do. */
sealed interface Task extends Serializable {
    /** The file that a program is written to each time that it has become smaller. */
    String REDUCED = "reduced";

    FuzzOptions options();

    /**
     * To make sequences.
     *
     * @param first the number of the first
     * @param count how many
     */
    record Explore(FuzzOptions options, long first, int count) implements Task {}

    /** To find the sequence among some that leaks. */
    record Locate(FuzzOptions options, long first, int count) implements Task {}

    /** To make one sequence, and write down each step before it is made. */
    record Describe(FuzzOptions options, long sequence) implements Task {}

    /** To run programs, one of which may end the process. */
    record Try(FuzzOptions options, List<Program> candidates) implements Task {}

    /** To write to {@link #REDUCED} the least of a program that shows a fault again. */
    record Reduce(FuzzOptions options, Finding.Kind kind, String site, Program program)
            implements Task {}

    /** Writes a file, all of it or none: the process may end in the midst of it. */
    static void write(Path file, Object object) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(part))) {
            out.writeObject(object);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static <T> T read(Path file, Class<T> type) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            return type.cast(in.readObject());
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }
}
