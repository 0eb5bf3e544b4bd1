package org.panamatorch.nativeparity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.TensorScope;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.OneThread;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Training from Java goes through the very bits that C++ programs on LibTorch's own API go through,
 * and modules compute what plain tensor operations in C++ do.
 */
@NoLeaks
@Tag("recorded")
class NativeParityTest {
    private static String nativeValues(String program, long seed)
            throws IOException, InterruptedException {
        return printed("parity", program, "--seed", String.valueOf(seed));
    }

    private static String printed(String program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst(Path.of(System.getProperty("panamatorch.native.dir"), program).toString());
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            return text;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hello_rnncell, 0",
        "hello_rnncell, 4242",
        "hello_rnn, 0",
        "hello_rnn, 4242",
        "hello_embedding, 0",
        "hello_embedding, 4242",
        "hello_embedding, -1"
    })
    void training_hasTheBitsOfCpp(String program, long seed)
            throws IOException, InterruptedException {
        assertThat(HelloTraining.values(program, seed)).isEqualTo(nativeValues(program, seed));
    }

    @Test
    void anotherSeed_hasOtherBits() throws IOException, InterruptedException {
        assertThat(HelloTraining.values("hello_rnn", 1)).isNotEqualTo(nativeValues("hello_rnn", 2));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4242, -1})
    void modulesInAllTheirOptions_haveTheBitsOfTensorOperations(long seed)
            throws IOException, InterruptedException {
        String[] cases =
                printed("parity-modules", "--seed", String.valueOf(seed)).split("(?m)^(?=case )");
        assertThat(cases).hasSizeGreaterThan(1000);
        List<String> different = new ArrayList<>();
        for (String expected : cases) {
            String text = expected.substring("case ".length(), expected.indexOf('\n'));
            try (var _ = new OneThread();
                    var _ = new TensorScope()) {
                String actual = ModuleCase.values(text, seed);
                if (!actual.equals(expected)) {
                    different.add(text + firstDifference(actual, expected));
                }
            }
        }
        assertThat(different).isEmpty();
    }

    private static String firstDifference(String actual, String expected) {
        List<String> ours = actual.lines().toList();
        List<String> theirs = expected.lines().toList();
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            if (!ours.get(i).equals(theirs.get(i))) {
                return "\n  ours   " + ours.get(i) + "\n  theirs " + theirs.get(i);
            }
        }
        return ": " + ours.size() + " lines instead of " + theirs.size();
    }

    @Test
    void modulesOfAnotherSeed_haveOtherBits() {
        try (var _ = new TensorScope()) {
            String text = "LSTM layers=2";
            assertThat(ModuleCase.values(text, 1)).isNotEqualTo(ModuleCase.values(text, 2));
        }
    }
}
