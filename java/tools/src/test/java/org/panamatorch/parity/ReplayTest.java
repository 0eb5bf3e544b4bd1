package org.panamatorch.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.junit.NoLeaks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The replayer itself: what it must pass and what it must not. */
@NoLeaks
class ReplayTest {
    private static final String NONE = "{}";

    @TempDir private Path folder;
    private final SmallRecording recording = new SmallRecording();
    private boolean passed;

    private String replay(String via) throws IOException {
        recording.write(folder);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        passed = Replay.run(folder, via, new PrintStream(text, true, StandardCharsets.UTF_8));
        return text.toString(StandardCharsets.UTF_8);
    }

    private void addSum(String keywords, float... sum) {
        String arguments = "[" + recording.tensor(1, 2) + "," + recording.tensor(10, 20) + "]";
        recording.add("aten::add.Tensor", arguments, keywords, "[" + recording.tensor(sum) + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "typed"})
    void rightCases_pass(String via) throws IOException {
        addSum(NONE, 11, 22);
        addSum("{\"alpha\":{\"f\":\"0x1p-1\"}}", 6, 12);
        String report = replay(via);
        assertThat(passed).isTrue();
        assertThat(report).isEqualToNormalizingNewlines("2 passed, 0 failed\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "typed"})
    void damagedCase_failsAndIsNamed(String via) throws IOException {
        addSum(NONE, 11, 22);
        addSum(NONE, 11, Math.nextUp(22f));
        String report = replay(via);
        assertThat(passed).isFalse();
        assertThat(report)
                .contains(
                        "FAIL 1 aten::add.Tensor by hand: result 0 (torch.float32): element 1 is"
                                + " 22.0, expected 22.000002")
                .endsWith("1 passed, 1 failed" + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "typed"})
    void wrongSize_fails(String via) throws IOException {
        addSum(NONE, 11, 22, 33);
        assertThat(replay(via))
                .contains("is a tensor of torch.float32[2], expected a tensor of torch.float32[3]");
        assertThat(passed).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "typed"})
    void unknownOperator_isMissingAndFails(String via) throws IOException {
        recording.add("aten::no_such_operator", "[]", NONE, "[{\"i\":1}]");
        assertThat(replay(via))
                .contains(
                        "FAIL 0 aten::no_such_operator",
                        "MISSING aten::no_such_operator",
                        "0 passed, 1 failed");
        assertThat(passed).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "typed"})
    void anErrorOfTheOperator_fails(String via) throws IOException {
        String arguments = "[" + recording.tensor(1, 2) + "," + recording.tensor(1, 2, 3) + "]";
        recording.add("aten::add.Tensor", arguments, NONE, "[" + recording.tensor(0) + "]");
        assertThat(replay(via)).contains("must match").contains("0 passed, 1 failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "typed"})
    void nan_equalsNan(String via) throws IOException {
        String payload = recording.tensor(Float.intBitsToFloat(0x7FC0_1234));
        recording.add("aten::log", "[" + recording.tensor(-1) + "]", NONE, "[" + payload + "]");
        assertThat(replay(via)).contains("1 passed, 0 failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "typed"})
    void zeros_differBySign(String via) throws IOException {
        recording.add(
                "aten::neg",
                "[" + recording.tensor(0) + "]",
                NONE,
                "[" + recording.tensor(0f) + "]");
        assertThat(replay(via)).contains("is -0.0, expected 0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "typed"})
    void aNumberForATensor_isABareNumber(String via) throws IOException {
        String arguments = "[" + recording.tensor(1, 2) + ",{\"f\":\"0x1p-1\"}]";
        recording.add("aten::mul.Tensor", arguments, NONE, "[" + recording.tensor(0.5f, 1) + "]");
        assertThat(replay(via)).contains("1 passed, 0 failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "typed"})
    void severalResults_mayBeInAList(String via) throws IOException {
        String arguments = "[" + recording.tensor(1, 2) + ",{\"i\":1}]";
        String each = recording.tensor(1) + "," + recording.tensor(2);
        recording.add("aten::split.Tensor", arguments, NONE, "[" + each + "]");
        recording.add("aten::split.Tensor", arguments, NONE, "[{\"l\":[" + each + "]}]");
        assertThat(replay(via)).contains("2 passed, 0 failed");
    }
}
