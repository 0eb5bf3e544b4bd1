package org.panamatorch.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

class GeneratedFilesTest {
    private static final String OURS = "/* Made by this test */\n";
    private static final String FORMER = "// Made by its predecessor\n";

    @TempDir private Path root;

    @BeforeEach
    void firstRun() throws IOException {
        GeneratedFiles files = run();
        files.write("src/a.cpp", OURS + "int a;\n");
        files.write("src/b.cpp", OURS + "int b;\n");
    }

    private GeneratedFiles run() {
        return new GeneratedFiles(root, List.of("/* Made by this test", "// Made by its"));
    }

    @Test
    void unchangedFile_isNotTouched() throws IOException {
        FileTime old = FileTime.fromMillis(0);
        Files.setLastModifiedTime(root.resolve("src/a.cpp"), old);
        GeneratedFiles files = run();
        files.write("src/a.cpp", OURS + "int a;\n");
        assertThat(files.changed()).isZero();
        assertThat(files.total()).isEqualTo(1);
        assertThat(Files.getLastModifiedTime(root.resolve("src/a.cpp"))).isEqualTo(old);
    }

    @Test
    void changedFile_isWritten() throws IOException {
        GeneratedFiles files = run();
        files.write("src/a.cpp", OURS + "long a;\n");
        assertThat(files.changed()).isEqualTo(1);
        assertThat(root.resolve("src/a.cpp")).hasContent(OURS + "long a;\n");
    }

    @Test
    void filesOfEarlierRuns_areDeleted() throws IOException {
        Files.writeString(root.resolve("src/former.h"), FORMER + "int former;\n");
        GeneratedFiles files = run();
        files.write("src/a.cpp", OURS + "int a;\n");
        files.removeStale("src", "absent");
        assertThat(files.removed()).isEqualTo(2);
        assertThat(root.resolve("src/a.cpp")).exists();
        assertThat(root.resolve("src/b.cpp")).doesNotExist();
        assertThat(root.resolve("src/former.h")).doesNotExist();
    }

    @Test
    void filesOfOthers_areKept() throws IOException {
        Files.writeString(root.resolve("src/mine.cpp"), "int mine;\n");
        Files.writeString(root.resolve("src/notes.txt"), OURS);
        run().removeStale("src");
        assertThat(root.resolve("src/mine.cpp")).exists();
        assertThat(root.resolve("src/notes.txt")).exists();
    }
}
