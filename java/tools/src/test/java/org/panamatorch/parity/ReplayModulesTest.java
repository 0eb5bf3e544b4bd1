package org.panamatorch.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.junit.NoLeaks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The replayer of modules itself: what it must pass and what it must not. */
@NoLeaks
class ReplayModulesTest {
    private static final String NONE = "{}";

    @TempDir private Path folder;
    private final SmallRecording recording = new SmallRecording();
    private final Map<String, String> prelu = new LinkedHashMap<>();
    private boolean passed;

    ReplayModulesTest() {
        String weight = "{\"weight\":" + recording.tensor(0.25f) + "}";
        prelu.put("args", "[]");
        prelu.put("kwargs", NONE);
        prelu.put("repr", "\"PReLU(num_parameters=1)\"");
        prelu.put("state", weight);
        prelu.put("forward", forward("[" + recording.tensor(-3, 2) + "]", NONE));
        prelu.put("out", recording.tensor(-0.75f, 2));
        prelu.put("grads", "{\"weight\":" + recording.tensor(-3) + "}");
        prelu.put("input_grads", "[" + recording.tensor(0.25f, 1) + "]");
        prelu.put("state_after", weight);
    }

    private static String forward(String args, String kwargs) {
        return "{\"args\":" + args + ",\"kwargs\":" + kwargs + ",\"requires_grad\":[true]}";
    }

    private String replayed(String module, Map<String, String> parts) throws IOException {
        StringBuilder json = new StringBuilder();
        parts.forEach(
                (key, value) ->
                        json.append(json.isEmpty() ? "" : ",")
                                .append("\"" + key + "\":")
                                .append(value));
        recording.addModule(module, json.toString());
        recording.write(folder);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        passed = ReplayModules.run(folder, new PrintStream(text, true, StandardCharsets.UTF_8));
        return text.toString(StandardCharsets.UTF_8);
    }

    private void assertFails(String module, String why) throws IOException {
        String report = replayed(module, prelu);
        assertThat(passed).isFalse();
        assertThat(report)
                .startsWith("FAIL 0 " + module + " by hand: " + why)
                .endsWith("0 passed, 1 failed" + System.lineSeparator());
    }

    @Test
    void rightCase_passes() throws IOException {
        assertThat(replayed("PReLU", prelu)).isEqualToNormalizingNewlines("1 passed, 0 failed\n");
        assertThat(passed).isTrue();
    }

    @Test
    void argumentsByName_reachConstructorAndForward() throws IOException {
        prelu.put("kwargs", "{\"num_parameters\":{\"i\":1},\"init\":{\"f\":\"0x1p-2\"}}");
        prelu.put("forward", forward("[]", "{\"input\":" + recording.tensor(-3, 2) + "}"));
        assertThat(replayed("PReLU", prelu)).contains("1 passed, 0 failed");
    }

    @Test
    void damagedOutput_fails() throws IOException {
        prelu.put("out", recording.tensor(-0.75f, Math.nextUp(2f)));
        assertFails(
                "PReLU", "forward: result 0 (torch.float32): element 1 is 2.0, expected 2.0000002");
    }

    @Test
    void damagedState_fails() throws IOException {
        prelu.put("state", "{\"weight\":" + recording.tensor(0.5f) + "}");
        assertFails("PReLU", "state: weight (torch.float32): element 0 is 0.25, expected 0.5");
    }

    @Test
    void otherNamesInTheState_fail() throws IOException {
        prelu.put("state", "{\"bias\":" + recording.tensor(0.25f) + "}");
        assertFails("PReLU", "state: has the names [weight], expected [bias]");
    }

    @Test
    void aSizeWhereNoneIsExpectedYet_fails() throws IOException {
        prelu.put("state", "{\"weight\":{\"lazy\":\"float32\"}}");
        assertFails("PReLU", "state: weight has a size, expected none yet");
    }

    @Test
    void otherPrintedForm_fails() throws IOException {
        prelu.put("repr", "\"PReLU(num_parameters=2)\"");
        assertFails(
                "PReLU",
                "printed form is | PReLU(num_parameters=1) | expected | PReLU(num_parameters=2)");
    }

    @Test
    void listsInAPrintedForm_equalTuples() throws IOException {
        prelu.put("args", "[{\"l\":[{\"i\":1},{\"i\":0}]},{\"i\":5}]");
        prelu.put("repr", "\"ConstantPad1d(padding=[1, 0], value=5)\"");
        prelu.put("state", NONE);
        prelu.put("out", recording.tensor(5, -3, 2));
        prelu.put("grads", NONE);
        prelu.put("input_grads", "[" + recording.tensor(1, 1) + "]");
        prelu.put("state_after", NONE);
        assertThat(replayed("ConstantPad1d", prelu)).contains("1 passed, 0 failed");
    }

    @Test
    void damagedGradient_fails() throws IOException {
        prelu.put("grads", "{\"weight\":" + recording.tensor(3) + "}");
        assertFails("PReLU", "gradients: weight (torch.float32): element 0 is -3.0, expected 3.0");
    }

    @Test
    void missingGradient_fails() throws IOException {
        prelu.put("grads", NONE);
        assertFails("PReLU", "gradients: has the names [weight], expected []");
    }

    @Test
    void damagedGradientOfAnInput_fails() throws IOException {
        prelu.put("input_grads", "[" + recording.tensor(0.25f, -1) + "]");
        assertFails("PReLU", "gradients of inputs: result 0 (torch.float32): element 1 is 1.0");
    }

    @Test
    void parameterWithoutGradient_mayBeNull() throws IOException {
        prelu.put("grads", "{\"weight\":" + recording.tensor(-3) + ",\"other\":{\"n\":null}}");
        assertThat(replayed("PReLU", prelu)).contains("1 passed, 0 failed");
    }

    @Test
    void flagsOfMoreThanThereIs_fail() throws IOException {
        prelu.put(
                "forward",
                forward("[" + recording.tensor(-3, 2) + "]", NONE)
                        .replace("[true]", "[true,true]"));
        assertFails(
                "PReLU",
                "java.lang.IllegalArgumentException: requires_grad has 2 entries for 1 tensors in 1"
                        + " arguments");
    }

    @Test
    void damagedStateAfterForward_fails() throws IOException {
        prelu.put("state_after", "{\"weight\":" + recording.tensor(0.5f) + "}");
        assertFails("PReLU", "state after forward: weight (torch.float32): element 0 is 0.25");
    }

    @Test
    void unknownModule_isMissingAndFails() throws IOException {
        String report = replayed("NoSuchModule", prelu);
        assertThat(passed).isFalse();
        assertThat(report)
                .isEqualToNormalizingNewlines(
                        "FAIL 0 NoSuchModule by hand: java.lang.ClassNotFoundException:"
                                + " org.panamatorch.nn.NoSuchModule\nMISSING NoSuchModule\n"
                                + "0 passed, 1 failed\n");
    }

    @Test
    void unknownOption_isMissingAndFails() throws IOException {
        prelu.put("kwargs", "{\"no_such_option\":{\"i\":1}}");
        assertThat(replayed("PReLU", prelu))
                .contains("given [] and [no_such_option]", "MISSING PReLU", "0 passed, 1 failed");
        assertThat(passed).isFalse();
    }

    @Test
    void missingArgument_isMissingAndFails() throws IOException {
        prelu.put("forward", "{\"args\":[],\"kwargs\":{},\"requires_grad\":[]}");
        assertThat(replayed("PReLU", prelu))
                .contains("PReLU.forward lacks input", "MISSING PReLU", "0 passed, 1 failed");
    }

    @Test
    void anErrorOfTheModule_fails() throws IOException {
        prelu.put("kwargs", "{\"num_parameters\":{\"i\":3}}");
        prelu.put("state", "{\"weight\":" + recording.tensor(0.25f, 0.25f, 0.25f) + "}");
        prelu.put("repr", "\"PReLU(num_parameters=3)\"");
        assertFails("PReLU", "org.panamatorch.TorchException: ");
    }

    @Test
    void tensorThatIsNotThere_failsThatCaseOnly() throws IOException {
        replayed("PReLU", prelu);
        prelu.put("out", "{\"t\":\"t99\",\"size\":[1],\"stride\":[1]}");
        assertThat(replayed("PReLU", prelu))
                .contains(
                        "FAIL 1 PReLU by hand: java.io.IOException: no tensor t99",
                        "1 passed, 1 failed");
    }

    @Test
    void folderWithoutModules_isNamed() {
        assertThatThrownBy(() -> ReplayModules.run(folder, System.out))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + " has no modules.jsonl");
    }
}
