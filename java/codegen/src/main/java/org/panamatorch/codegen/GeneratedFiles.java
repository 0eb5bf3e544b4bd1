package org.panamatorch.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of one run: those whose text is as before stay untouched, so that nothing that depends
 * on them is rebuilt, and those of an earlier run that this one did not write go.
 */
public final class GeneratedFiles {
    private final Path root;
    private final List<String> marks;
    private final Set<Path> written = new HashSet<>();
    private int changed;
    private int removed;

    /**
     * Begins a run.
     *
     * @param root where the files are
     * @param marks the first words of generated files, by which an earlier run's files are known
     */
    public GeneratedFiles(Path root, List<String> marks) {
        this.root = root;
        this.marks = List.copyOf(marks);
    }

    /**
     * Writes one file.
     *
     * @param path its place below the root
     * @param text its content
     * @throws IOException if it cannot be written
     */
    public void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        written.add(file);
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return;
        }
        Files.createDirectories(file.getParent());
        // Whoever reads it meanwhile sees the old text or the new one.
        Path fresh = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
        Files.writeString(fresh, text);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        changed++;
    }

    /**
     * Deletes what earlier runs left in these directories.
     *
     * @param directories places below the root, which need not exist
     * @throws IOException if a file cannot be read or deleted
     */
    public void removeStale(String... directories) throws IOException {
        for (String directory : directories) {
            Path start = root.resolve(directory);
            if (!Files.isDirectory(start)) {
                continue;
            }
            List<Path> files;
            try (Stream<Path> walk = Files.walk(start)) {
                files = walk.filter(Files::isRegularFile).toList();
            }
            for (Path file : files) {
                if (!written.contains(file) && isGenerated(file)) {
                    Files.delete(file);
                    removed++;
                }
            }
        }
    }

    private boolean isGenerated(Path file) throws IOException {
        if (!file.getFileName().toString().matches(".*\\.(h|cpp|java)")) {
            return false;
        }
        String text = Files.readString(file);
        return marks.stream().anyMatch(text::startsWith);
    }

    /**
     * How many files were written because their text was new.
     *
     * @return the count
     */
    public int changed() {
        return changed;
    }

    /**
     * How many files of earlier runs were deleted.
     *
     * @return the count
     */
    public int removed() {
        return removed;
    }

    /**
     * How many files this run has, changed or not.
     *
     * @return the count
     */
    public int total() {
        return written.size();
    }
}
