package org.panamatorch.examples;

import static org.panamatorch.Index.*;

import me.tongfei.progressbar.ProgressBar;

import org.panamatorch.*;
import org.panamatorch.data.*;
import org.panamatorch.io.*;
import org.panamatorch.nn.*;
import org.panamatorch.optim.*;
import org.panamatorch.optim.lr.*;
import org.panamatorch.tensorboard.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** A CNN that reads handwritten digits. */
@Command(
        name = "digits",
        description =
                "Train a CNN on 1,437 real handwritten digits and test it on 360 others. Pictures"
                    + " of the learning curve and the confusion matrix, files for TensorBoard and"
                    + " the weights go to --out.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class Digits implements Callable<Integer> {
    private static final int TRAIN = 1437;
    private static final int TEST = 360;

    @Mixin private SeedOption seed;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            defaultValue = ".cache/digits/digits.csv",
            description = "what scripts/fetch-digits fetches")
    private Path data;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "target/digits",
            description = "where results go")
    private Path out;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "12",
            description = "how often the digits are seen")
    private int epochs;

    @Option(
            names = "--stop-after",
            paramLabel = "N",
            description = "stop after epoch N, so that --resume can go on")
    private Integer stopAfter;

    @Option(names = "--resume", description = "go on from the checkpoint in --out")
    private boolean resume;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(data)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "No digits in "
                            + data
                            + ": scripts/fetch-digits fetches them, or says what to do");
        }
        seed.start();
        var parts = read(data).randomSplit(TRAIN, TEST);
        var train = new DataLoader<>(parts.get(0), o -> o.batchSize(64).shuffle(true));
        var test = new DataLoader<>(parts.get(1), o -> o.batchSize(TEST));
        var model = model();
        var optimizer = new AdamW(model.parameters());
        var schedule = new OneCycleLR(optimizer, 0.01, o -> o.totalSteps(epochs * train.size()));
        var checkpoint = Checkpoint.of(model, optimizer, schedule);
        var last = out.resolve("checkpoint.pt");
        if (resume) {
            checkpoint.load(last);
        }
        long begin = checkpoint.integer("epoch", 0);
        long end = stopAfter == null ? epochs : Math.min(epochs, stopAfter);
        var curve = new LearningCurve();
        try (var writer = new SummaryWriter(out.resolve("events"));
                var progress = new ProgressBar("digits", (end - begin) * train.size())) {
            for (long epoch = begin + 1; epoch <= end; epoch++) {
                model.train();
                double total = 0;
                for (var batch : train) {
                    try (var _ = new TensorScope()) {
                        var loss = Functional.crossEntropy(model.call(batch.get(0)), batch.get(1));
                        optimizer.zeroGrad();
                        loss.backward();
                        optimizer.step();
                        schedule.step();
                        total += loss.itemDouble();
                    }
                    progress.step();
                }
                double loss = total / train.size();
                double accuracy = accuracy(confusion(model, test));
                writer.addScalar("loss/train", loss, epoch);
                writer.addScalar("accuracy/test", accuracy, epoch);
                writer.addScalar("learning rate", schedule.getLastLr().getFirst(), epoch);
                curve.add(loss, accuracy);
                progress.setExtraMessage(
                        Python.format("loss {:.3f}, {:.1f} %", loss, 100 * accuracy));
                checkpoint.set("epoch", epoch).save(last);
            }
        }
        Safetensors.save(model.stateDict(), out.resolve("digits.safetensors"));
        var confusion = confusion(model, test);
        if (begin < end) {
            curve.save(out.resolve("learning-curve.png"));
        }
        ConfusionMatrix.save(confusion, out.resolve("confusion-matrix.png"));
        Python.print(
                "{:.1f} % of {} held-out digits are read right", 100 * accuracy(confusion), TEST);
        Python.print("pictures, files for TensorBoard, weights, checkpoint: {}", out);
        return 0;
    }

    /** Rows of 64 pixels from 0 to 16, and the digit. */
    private static TensorDataset read(Path csv) throws IOException {
        try (var lines = Files.lines(csv)) {
            var rows =
                    Torch.tensor(
                            lines.map(
                                            line ->
                                                    Stream.of(line.split(","))
                                                            .map(Float::valueOf)
                                                            .toList())
                                    .toList());
            var images = rows.index(all(), to(64)).view(-1, 1, 8, 8).div(16);
            return new TensorDataset(images, rows.index(all(), at(64)).to(DType.INT64));
        }
    }

    private static Sequential model() {
        return new Sequential(
                new Conv2d(1, 16, 3, o -> o.padding(1)),
                new BatchNorm2d(16),
                new ReLU(),
                new Conv2d(16, 32, 3, o -> o.padding(1)),
                new BatchNorm2d(32),
                new ReLU(),
                new MaxPool2d(2),
                new Flatten(),
                new Dropout(0.5),
                new Linear(32 * 4 * 4, 10));
    }

    private static double accuracy(Tensor confusion) {
        return confusion.trace().itemDouble() / TEST;
    }

    /** How often which digit, by row, was read as which, by column. */
    private static Tensor confusion(Sequential model, DataLoader<List<Tensor>> test) {
        model.eval();
        var confusion = Torch.zeros(Shape.of(10, 10), DType.INT64);
        for (var batch : test) {
            Tensor read = Torch.noGrad(() -> model.call(batch.get(0)).argmax(1));
            var counts = Torch.bincount(batch.get(1).mul(10).add(read), null, 100);
            confusion.add_(counts.view(10, 10));
        }
        return confusion;
    }
}
