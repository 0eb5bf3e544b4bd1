package org.panamatorch.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The tables of PyTorch's names in docs, and how they are made. */
@NoLeaks
class NameTableTest {
    private static final Path ROOT = Path.of(System.getProperty("panamatorch.root"));

    private final List<String> problems = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"nn", "training"})
    void committedTable_isWhatTheCommandWrites(String area)
            throws IOException, InterruptedException {
        String page = "docs/" + area.toUpperCase(Locale.ROOT) + ".md";
        Path scripts = ROOT.resolve("scripts/python");
        String python = output(scripts.resolve("find-python").toString()).strip();
        assumeTrue(
                !python.isEmpty(),
                "needs python: " + page + " is not compared; find-python finds no PyTorch 2.13");
        String names = output(python, "-B", scripts.resolve("list_names.py").toString(), area);
        String table = NameTable.table(area, names.lines(), problems);
        assertThat(problems).as("run scripts/list-names " + area).isEmpty();
        assertThat(Files.readString(ROOT.resolve(page)))
                .as(page + "; scripts/list-names writes it")
                .isEqualTo(table);
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? text : "";
    }

    @Test
    void names_areFoundByTheirRules() {
        String table =
                NameTable.table(
                        "nn",
                        Stream.of(
                                "torch.nn\tLinear",
                                "torch.nn.functional\tconv_transpose1d",
                                "torch.nn.init\txavier_uniform_",
                                "torch.nn.utils\tclip_grad_norm_",
                                "torch.nn.utils.rnn\tpad_sequence",
                                "torch.nn.Module\tstate_dict"),
                        problems);
        assertThat(table)
                .contains(
                        "| `Linear` | `Linear` |",
                        "| `conv_transpose1d` | `Functional.convTranspose1d` |",
                        "| `xavier_uniform_` | `Init.xavierUniform_` |",
                        "| `clip_grad_norm_` | `ClipGrad.clipGradNorm_` |",
                        "| `pad_sequence` | `Rnn.padSequence` |",
                        "| `state_dict` | `Module.stateDict` |",
                        "| `torch.nn.init` | 1 | 1 | 0 |");
    }

    @Test
    void missingName_isAProblem() {
        NameTable.table("nn", Stream.of("torch.nn\tNoSuchLayer"), problems);
        assertThat(problems).contains("torch.nn.NoSuchLayer is missing");
    }

    @Test
    void leftOutName_hasItsReason() {
        String table = NameTable.table("nn", Stream.of("torch.nn\tDataParallel"), problems);
        assertThat(table)
                .contains("| `torch.nn` | 1 | 0 | 1 |")
                .contains("| `DataParallel` |  | several CUDA devices in one process;");
        assertThat(problems).doesNotContain("torch.nn.DataParallel is missing");
    }

    @Test
    void reasonForANameThatPythonHasNot_isAProblem() {
        NameTable.table("nn", Stream.of("torch.nn\tLinear"), problems);
        assertThat(problems).contains("PyTorch has no public name torch.nn.DataParallel");
    }
}
