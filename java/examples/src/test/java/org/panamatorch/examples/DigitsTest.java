package org.panamatorch.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.Shape;
import org.panamatorch.io.Safetensors;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/** The program that learns handwritten digits. */
class DigitsTest {
    private static final Pattern ACCURACY =
            Pattern.compile("([0-9.]+) % of 360 held-out digits are read right");

    @TempDir private Path out;

    private static String digits() throws IOException, InterruptedException {
        ProgramRun found =
                ProgramRun.run(
                        List.of(
                                ProgramRun.ROOT.resolve("scripts/fetch-digits").toString(),
                                "--print"),
                        Map.of());
        assumeTrue(
                found.status() == 0,
                "needs digits: nothing is trained; scripts/fetch-digits fetches them");
        return found.output().strip();
    }

    @Test
    void training_readsHeldOutDigitsAndShowsHow() throws IOException, InterruptedException {
        ProgramRun run =
                ProgramRun.java(Map.of(), "digits", "--data", digits(), "--out", out.toString());
        assertThat(run.status()).as(run.errors()).isZero();
        Matcher accuracy = ACCURACY.matcher(run.output());
        assertThat(accuracy.find()).as(run.output()).isTrue();
        assertThat(Double.parseDouble(accuracy.group(1))).isGreaterThanOrEqualTo(98);
        assertThat(run.errors()).contains("276/276").doesNotContain("WARNING");
        assertPicture("learning-curve.png", 800, 500);
        assertPicture("confusion-matrix.png", 650, 600);
        assertThat(Safetensors.load(out.resolve("digits.safetensors")).get("9.weight").shape())
                .isEqualTo(Shape.of(10, 512));
        try (Stream<Path> events = Files.list(out.resolve("events"))) {
            assertThat(events.toList()).singleElement().satisfies(DigitsTest::assertScalars);
        }
    }

    private void assertPicture(String name, int width, int height) throws IOException {
        BufferedImage picture = ImageIO.read(out.resolve(name).toFile());
        assertThat(picture.getWidth()).isEqualTo(width);
        assertThat(picture.getHeight()).isEqualTo(height);
        int[] colors = picture.getRGB(0, 0, width, height, null, 0, width);
        assertThat(IntStream.of(colors).distinct().count()).isGreaterThan(2);
    }

    @Test
    void resumedTraining_endsWithTheSameBits() throws IOException, InterruptedException {
        Path whole = out.resolve("whole");
        Path halves = out.resolve("halves");
        String digits = digits();
        train(digits, whole);
        train(digits, halves, "--stop-after", "1");
        train(digits, halves, "--resume");
        assertThat(halves.resolve("digits.safetensors"))
                .hasSameBinaryContentAs(whole.resolve("digits.safetensors"));
    }

    @Test
    void tensorBoardsReader_readsTheEvents() throws IOException, InterruptedException {
        String python = pythonWithTensorBoard();
        ProgramRun trained = train(digits(), out);
        ProgramRun read =
                ProgramRun.run(
                        List.of(
                                python,
                                "-B",
                                ProgramRun.ROOT
                                        .resolve("java/examples/src/test/python/read_events.py")
                                        .toString(),
                                out.resolve("events").toString()),
                        Map.of());
        assertThat(read.status()).as(read.errors()).isZero();
        List<String[]> scalars = read.output().lines().map(line -> line.split(" ")).toList();
        assertThat(scalars.stream().map(scalar -> scalar[0] + " " + scalar[1]))
                .containsExactlyInAnyOrder(
                        "loss/train 1",
                        "loss/train 2",
                        "loss/train 3",
                        "accuracy/test 1",
                        "accuracy/test 2",
                        "accuracy/test 3",
                        "learning_rate 1",
                        "learning_rate 2",
                        "learning_rate 3");
        assertThat(value(scalars, "loss/train", 3)).isLessThan(value(scalars, "loss/train", 1));
        assertThat(value(scalars, "learning_rate", 2)).isBetween(0.004, 0.005);
        assertThat(value(scalars, "learning_rate", 3)).isBetween(0.0, 0.0001);
        Matcher accuracy = ACCURACY.matcher(trained.output());
        assertThat(accuracy.find()).as(trained.output()).isTrue();
        assertThat(Python.format("{:.1f}", 100 * value(scalars, "accuracy/test", 3)))
                .isEqualTo(accuracy.group(1));
    }

    private static double value(List<String[]> scalars, String tag, int step) {
        return scalars.stream()
                .filter(scalar -> scalar[0].equals(tag) && scalar[1].equals("" + step))
                .mapToDouble(scalar -> Double.parseDouble(scalar[2]))
                .findFirst()
                .orElseThrow();
    }

    private static String pythonWithTensorBoard() throws IOException, InterruptedException {
        String finder = ProgramRun.ROOT.resolve("scripts/python/find-python").toString();
        String python = ProgramRun.run(List.of(finder), Map.of()).output().strip();
        assumeTrue(
                !python.isEmpty()
                        && ProgramRun.run(List.of(python, "-c", "import tensorboard"), Map.of())
                                        .status()
                                == 0,
                "needs tensorboard: its reader reads nothing; find-python finds no PyTorch 2.13"
                        + " with tensorboard");
        return python;
    }

    private static ProgramRun train(String digits, Path out, String... options)
            throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "digits",
                                "--data",
                                digits,
                                "--out",
                                out.toString(),
                                "--epochs",
                                "3"));
        arguments.addAll(List.of(options));
        ProgramRun run = ProgramRun.java(Map.of(), arguments.toArray(String[]::new));
        assertThat(run.status()).as(run.errors()).isZero();
        return run;
    }

    // Their texts stand in the file as they are.
    private static void assertScalars(Path events) throws IOException {
        assertThat(new String(Files.readAllBytes(events), StandardCharsets.US_ASCII))
                .contains("loss/train", "accuracy/test", "learning rate");
    }

    @Test
    void noDigits_saysWhereTheyComeFrom() throws IOException, InterruptedException {
        Path missing = out.resolve("none.csv");
        ProgramRun run = ProgramRun.java(Map.of(), "digits", "--data", missing.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors())
                .startsWith(
                        "No digits in "
                                + missing
                                + ": scripts/fetch-digits fetches them, or says what to do\n");
    }
}
