package org.panamatorch.surface;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.ChildJvm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Every public constructor and method of the exported packages, called with null, with tensors of
 * other ranks and dtypes and with lists and numbers out of every range, one argument at a time:
 * what comes out is what somebody threw on purpose.
 */
@NoLeaks
class PublicSurfaceTest {
    // Of calls that end the process, which are found one by one.
    private static final int MOST_DEATHS = 20;

    /** What is not called: the start of a call's text, and why. */
    private static final Map<String, String> NOT_CALLED =
            Map.of(
                    "nn.Sequential.times(int) with argument 0 = 2147483647",
                    "makes that many modules, as Python does, until memory is gone");

    private static final class Walk {
        final List<String> findings = new ArrayList<>();
        final List<String> counts = new ArrayList<>();
        final List<String> skipped = new ArrayList<>(NOT_CALLED.keySet());

        void take(String output) {
            for (String line : output.split("\n")) {
                String[] columns = line.split("\t");
                switch (columns[0]) {
                    case "JVM", "TEST" -> note(columns[1], columns[2]);
                    case "COUNT" -> counts.add(line);
                    default -> {}
                }
            }
        }

        void note(String call, String what) {
            findings.add(call + "\n    " + what);
        }
    }

    @Test
    void wrongArguments_areRefusedOnPurpose(@TempDir Path folder)
            throws IOException, InterruptedException {
        Walk walk = new Walk();
        String resumed = "";
        for (int i = 0; i <= MOST_DEATHS && walk.counts.isEmpty(); i++) {
            Process process = start(folder, resumed, walk.skipped);
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            walk.take(output);
            int status = process.waitFor();
            if (status != 0) {
                String call = under(folder);
                walk.note(call, "ends the process with " + status);
                walk.skipped.add(call);
                resumed = call.substring(0, call.indexOf(')') + 1);
            }
        }
        System.out.println("PublicSurfaceTest: " + walk.counts);
        assertThat(walk.findings).isEmpty();
        assertThat(walk.counts).hasSize(1);
    }

    private static Process start(Path folder, String resumed, List<String> skipped)
            throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.add(folder.resolve("call").toString());
        arguments.add(resumed);
        arguments.addAll(skipped);
        return ChildJvm.builder(
                        SurfaceProgram.class,
                        // Without a stack nobody could say who threw.
                        List.of("-XX:-OmitStackTraceInFastThrow", "-Xmx1g"),
                        arguments)
                // Some names of files are names of files.
                .directory(Files.createDirectories(folder.resolve("files")).toFile())
                .start();
    }

    /** The call that was under way. */
    private static String under(Path folder) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("call")));
        return new String(
                bytes.array(), SurfaceProgram.TEXT_AT, bytes.getInt(0), StandardCharsets.UTF_8);
    }
}
