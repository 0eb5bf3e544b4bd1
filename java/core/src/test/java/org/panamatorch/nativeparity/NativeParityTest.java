package org.panamatorch.nativeparity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Training from Java goes through the very bits that C++ programs on LibTorch's own API go through.
 */
@NoLeaks
class NativeParityTest {
    private static final Path PROGRAM =
            Path.of(System.getProperty("panamatorch.native.dir"), "parity");

    private static String nativeValues(String program, long seed)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(PROGRAM.toString(), program, "--seed", String.valueOf(seed))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
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
}
