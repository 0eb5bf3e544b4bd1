package org.panamatorch.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is written, as the records of the file have it, and as TensorBoard's own reader reads it.
 */
@NoLeaks
class SummaryWriterTest {
    private static final Path ROOT = Path.of(System.getProperty("panamatorch.root"));
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_500));

    @TempDir Path directory;

    private SummaryWriter writer() {
        return new SummaryWriter(directory, CLOCK);
    }

    private List<String> written(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            Path file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
            assertThat(file.getFileName().toString()).startsWith("events.out.tfevents.1.");
            return Records.read(Files.readAllBytes(file));
        }
    }

    @Test
    void scalar_isAnEventWithTimeStepAndValue() throws IOException {
        try (SummaryWriter writer = writer()) {
            writer.addScalar("loss", 0.25, 300);
            writer.addScalar("loss", Torch.tensor(0.5), -1);
        }
        assertThat(written(directory))
                .containsExactly(
                        "1:1.5 3:'brain.Event:2'",
                        "1:1.5 2:300 5:{1:{1:'loss' 2:0.25f}}",
                        "1:1.5 2:-1 5:{1:{1:'loss' 2:0.5f}}");
    }

    @Test
    void scalars_areRunsOfTheirOwn() throws IOException {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("train", 1.0);
        values.put("test", 2.0);
        try (SummaryWriter writer = writer()) {
            writer.addScalars("loss/all", values, 7);
        }
        assertThat(written(directory.resolve("loss_all_train")))
                .endsWith("1:1.5 2:7 5:{1:{1:'loss/all' 2:1.0f}}");
        assertThat(written(directory.resolve("loss_all_test")))
                .endsWith("1:1.5 2:7 5:{1:{1:'loss/all' 2:2.0f}}");
    }

    @Test
    void flush_writesWhatIsNotOnTheDisk() throws IOException {
        try (SummaryWriter writer = writer()) {
            writer.addScalar("loss", 1, 0);
            assertThat(written(directory)).hasSize(1);
            writer.flush();
            assertThat(written(directory)).hasSize(2);
        }
    }

    @Test
    void text_isATensorOfTheTextPlugin() throws IOException {
        try (SummaryWriter writer = writer()) {
            writer.addText("note", "ä", 1);
        }
        assertThat(written(directory))
                .endsWith(
                        "1:1.5 2:1 5:{1:{1:'note/text_summary' 9:{1:{1:'text'}} 8:{1:7"
                                + " 2:{2:{1:1}} 8:'ä'}}}");
    }

    @Test
    void picture_hasItsSizeAndChannels() throws IOException {
        Tensor image = Torch.zeros(1, 2, 3);
        Picture picture = Picture.of(image, "CHW");
        assertThat(List.of(picture.height(), picture.width(), picture.channels()))
                .containsExactly(2, 3, 3);
    }

    @Test
    void pictures_standBesideEachOther() throws IOException {
        Picture picture = Picture.of(Torch.zeros(9, 3, 2, 5), "NCHW");
        assertThat(List.of(picture.height(), picture.width())).containsExactly(4, 40);
    }

    @Test
    void noPicture_isRefused() {
        try (SummaryWriter writer = writer()) {
            assertThatThrownBy(() -> writer.addImage("p", Torch.zeros(2, 3), 0))
                    .isInstanceOf(TorchException.class)
                    .hasMessage(
                            "size of input tensor and input format are different. tensor shape:"
                                    + " torch.Size([2, 3]), input_format: CHW");
            assertThatThrownBy(() -> writer.addImage("p", Torch.zeros(5, 3, 3), 0))
                    .isInstanceOf(TorchException.class)
                    .hasMessage("addImage: a picture has 1, 3 or 4 channels, not 5");
            assertThatThrownBy(() -> writer.addImage("p", Torch.zeros(5, 3, 3), 0, "CHX"))
                    .isInstanceOf(TorchException.class)
                    .hasMessage("addImage: format CHX lacks W");
        }
    }

    @Test
    void histogram_hasTensorFlowsBuckets() {
        Histogram histogram = Histogram.of(Torch.tensor(-1.0, 0.0, 2.0, 2.0));
        assertThat(histogram.min()).isEqualTo(-1);
        assertThat(histogram.max()).isEqualTo(2);
        assertThat(histogram.count()).isEqualTo(4);
        assertThat(histogram.sum()).isEqualTo(3);
        assertThat(histogram.sumOfSquares()).isEqualTo(9);
        assertThat(histogram.counts()).startsWith(0, 1, 0).endsWith(0, 2);
        double[] limits = histogram.limits();
        assertThat(limits[0]).isBetween(-1.1, -1.0);
        assertThat(limits[limits.length - 1]).isBetween(2.0, 2.2);
        assertThat(limits).hasSameSizeAs(histogram.counts()).isSorted();
    }

    @Test
    void histogramOfNothing_isRefused() {
        assertThatThrownBy(() -> Histogram.of(Torch.zeros(0)))
                .isInstanceOf(TorchException.class)
                .hasMessage("The input has no element.");
        assertThatThrownBy(() -> Histogram.of(Torch.tensor(Double.NaN)))
                .isInstanceOf(TorchException.class)
                .hasMessage("addHistogram: no value is a number between -1e20 and 1e20");
    }

    @Test
    void tensorBoardsReader_readsWhatPythonsWriterWrites() throws Exception {
        String python = pythonWithTensorBoard();
        assumeTrue(
                python != null,
                "needs tensorboard: its reader reads nothing; find-python finds no PyTorch 2.13"
                        + " with tensorboard");
        try (SummaryWriter writer = writer()) {
            for (long step = 0; step < 3; step++) {
                writer.addScalar("loss", 1.0 / (step + 1), step);
                writer.addHistogram("weights", Torch.arange(-5, 6).mul(0.37 * (step + 1)), step);
            }
            writer.addImage("picture", Torch.arange(18).view(3, 2, 3).div(17), 1);
            writer.addImages("pictures", Torch.arange(10).view(5, 1, 1, 2).div(9), 2);
            writer.addText("note", "**bold**", 3);
        }
        Process process =
                new ProcessBuilder(
                                python,
                                "-B",
                                ROOT.resolve("java/tensorboard/src/test/python/compare.py")
                                        .toString(),
                                directory.toString())
                        .redirectErrorStream(true)
                        .start();
        String output = text(process.getInputStream());
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.strip()).endsWith("9 events are equal");
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String pythonWithTensorBoard() throws Exception {
        Process finder =
                new ProcessBuilder(ROOT.resolve("scripts/python/find-python").toString()).start();
        String python = text(finder.getInputStream()).strip();
        if (finder.waitFor() != 0) {
            return null;
        }
        Process importing =
                new ProcessBuilder(python, "-c", "import tensorboard")
                        .redirectErrorStream(true)
                        .start();
        importing.getInputStream().readAllBytes();
        return importing.waitFor() == 0 ? python : null;
    }
}
