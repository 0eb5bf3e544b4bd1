package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.panamatorch.Layout;
import org.panamatorch.Tensor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/**
 * The results of a recorded case. Its bits are not recorded, as they depend on the processor: the
 * program {@code parity-calls} makes the recorded calls of operators here, in C++ and without the
 * shim.
 *
 * @param checksums of the results' bytes
 */
record RecordedResults(List<String> checksums) {
    private static final Path RECORDINGS =
            Path.of(System.getProperty("panamatorch.root"), "java/core/src/test/resources/nn");
    private static final Path PROGRAMS = Path.of(System.getProperty("panamatorch.native.dir"));
    private static final Map<String, List<RecordedResults>> KNOWN = new ConcurrentHashMap<>();

    /** Those of a case of the file of calls that has a name. */
    static RecordedResults of(String name, int number) {
        return KNOWN.computeIfAbsent(name, RecordedResults::computed).get(number);
    }

    private static List<RecordedResults> computed(String name) {
        List<RecordedResults> cases = new ArrayList<>();
        for (String line : printed(RECORDINGS.resolve(name + ".calls")).lines().toList()) {
            if (line.startsWith("case ")) {
                cases.add(new RecordedResults(new ArrayList<>()));
            } else {
                cases.getLast().checksums.add(line);
            }
        }
        return cases;
    }

    private static String printed(Path calls) {
        List<String> command =
                List.of(PROGRAMS.resolve("parity-calls").toString(), calls.toString());
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            try (InputStream output = process.getInputStream()) {
                String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.waitFor()).as(command.toString()).isZero();
                return text;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The dtype, the sizes and the checksum of a result; null where there is none. */
    String digest(JsonNode result) {
        if (result.isNull()) {
            return null;
        }
        long[] sizes = new long[result.get(1).size()];
        Arrays.setAll(sizes, i -> result.get(1).get(i).asLong());
        return digest(result.get(0).asText(), sizes, checksums.get(result.get(2).asInt()));
    }

    List<String> digests(JsonNode results) {
        List<String> digests = new ArrayList<>();
        results.forEach(result -> digests.add(digest(result)));
        return digests;
    }

    Map<String, String> named(JsonNode results) {
        Map<String, String> digests = new LinkedHashMap<>();
        results.properties()
                .forEach(entry -> digests.put(entry.getKey(), digest(entry.getValue())));
        return digests;
    }

    /** The same of a tensor. */
    static String digest(Tensor tensor) {
        if (tensor == null) {
            return null;
        }
        Tensor plain = tensor.detach();
        CRC32 checksum = new CRC32();
        checksum.update((plain.layout() == Layout.STRIDED ? plain : plain.toDense()).toByteArray());
        return digest(
                tensor.dtype().bareName(),
                tensor.sizes(),
                String.format(Locale.ROOT, "%08x", checksum.getValue()));
    }

    private static String digest(String dtype, long[] sizes, String checksum) {
        return dtype + Arrays.toString(sizes) + " " + checksum;
    }

    static List<String> digests(List<Tensor> tensors) {
        List<String> digests = new ArrayList<>();
        tensors.forEach(tensor -> digests.add(digest(tensor)));
        return digests;
    }

    /** Those of a module's gradients by the parameters' names. */
    static Map<String, String> gradients(Module module) {
        Map<String, String> digests = new LinkedHashMap<>();
        module.namedParameters().forEach((name, p) -> digests.put(name, digest(p.grad())));
        return digests;
    }

    /** Those of a module's state; null of what has no size yet. */
    static Map<String, String> state(Module module) {
        Map<String, String> digests = new LinkedHashMap<>();
        module.stateDict()
                .forEach(
                        (name, tensor) ->
                                digests.put(
                                        name,
                                        PythonModules.isLazy(module, name)
                                                ? null
                                                : digest(tensor)));
        return digests;
    }

    /** Fails unless a module's state is a recorded one, in its order. */
    void assertState(Module module, JsonNode recorded) {
        assertThat(state(module)).containsExactlyEntriesOf(named(recorded));
    }
}
