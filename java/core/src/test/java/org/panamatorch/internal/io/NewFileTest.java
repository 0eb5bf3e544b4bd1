package org.panamatorch.internal.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Files that take the place of others. */
class NewFileTest {
    private static final int THREADS = 8;
    private static final int FILES = 200;

    private static Void write(Path path, byte thread) throws IOException {
        for (int i = 0; i < FILES; i++) {
            try (NewFile file = new NewFile(path)) {
                file.write(new byte[] {thread, thread});
                if (i % 2 == 1) {
                    file.complete();
                }
            }
        }
        return null;
    }

    @Test
    void oneFileBegunByManyThreads_isWhole(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("file");
        List<Callable<Void>> writers = new ArrayList<>();
        for (byte thread = 0; thread < THREADS; thread++) {
            byte number = thread;
            writers.add(() -> write(path, number));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Void> writer : threads.invokeAll(writers)) {
                writer.get();
            }
        }
        byte[] written = Files.readAllBytes(path);
        assertThat(written).hasSize(2).containsOnly(written[0]);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(path);
        }
    }
}
