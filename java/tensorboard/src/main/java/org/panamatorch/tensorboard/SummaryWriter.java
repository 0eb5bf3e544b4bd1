package org.panamatorch.tensorboard;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes what happens in a training to a file that TensorBoard shows ({@code tensorboard --logdir
 * runs}).
 *
 * <pre>{@code
 * try (var writer = new SummaryWriter(Path.of("runs/first"))) {
 *     for (long step = 0; step < steps; step++) {
 *         writer.addScalar("loss", train(), step);
 *     }
 * }
 * }</pre>
 *
 * <p>Several threads may use it. What is written reaches the disk after two minutes at the latest,
 * with {@link #flush}, or with {@link #close}. All methods throw {@link UncheckedIOException} where
 * the file cannot be written.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/tensorboard.html#torch.utils.tensorboard.writer.SummaryWriter">torch.utils.tensorboard.SummaryWriter</a>
 */
public final class SummaryWriter implements AutoCloseable {
    // Fields of TensorFlow's summary.proto and tensor.proto.
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;
    private static final int IMAGE = 4;
    private static final int HISTOGRAM = 5;
    private static final int TENSOR = 8;
    private static final int METADATA = 9;
    private static final int DT_STRING = 7;

    private static final DateTimeFormatter STARTED =
            DateTimeFormatter.ofPattern("MMMdd_HH-mm-ss", Locale.ROOT);

    // Tells files apart that one process begins in the same second.
    private static final AtomicLong files = new AtomicLong();

    private final Path directory;
    private final InstantSource clock;
    private final EventFile events;
    private final Map<String, EventFile> runs = new HashMap<>();

    /** Makes a writer for a new directory in {@code runs}, named by the time and this machine. */
    public SummaryWriter() {
        this(
                Path.of(
                        "runs",
                        STARTED.format(
                                        InstantSource.system()
                                                .instant()
                                                .atZone(ZoneId.systemDefault()))
                                + "_"
                                + host()));
    }

    /**
     * Makes a writer.
     *
     * @param directory where the file is to be, made if it is not there; TensorBoard takes it for a
     *     run
     */
    public SummaryWriter(Path directory) {
        this(directory, InstantSource.system());
    }

    /**
     * Makes a writer that has the times of what it writes from a clock.
     *
     * @param directory where the file is to be, made if it is not there; TensorBoard takes it for a
     *     run
     * @param clock tells the time
     */
    public SummaryWriter(Path directory, InstantSource clock) {
        this.directory =
                Objects.requireNonNull(
                        directory,
                        "SummaryWriter: argument 'directory' is null, expected a directory");
        this.clock =
                Objects.requireNonNull(
                        clock, "SummaryWriter: argument 'clock' is null, expected a clock");
        this.events = open(directory);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private EventFile open(Path run) {
        try {
            Files.createDirectories(run);
            String name =
                    "events.out.tfevents."
                            + clock.instant().getEpochSecond()
                            + "."
                            + host()
                            + "."
                            + ProcessHandle.current().pid()
                            + "."
                            + files.getAndIncrement();
            return new EventFile(run.resolve(name), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The directory of the run.
     *
     * @return where the file is
     */
    public Path directory() {
        return directory;
    }

    /**
     * Adds a point of a curve.
     *
     * @param tag the name of the curve, such as {@code loss/train}
     * @param value the value; its last digits are lost, as it is written as a float
     * @param step where the point is
     */
    public void addScalar(String tag, double value, long step) {
        write(events, value(tag).float32(SIMPLE_VALUE, (float) value), step);
    }

    /**
     * Adds a point of a curve.
     *
     * @param tag the name of the curve, such as {@code loss/train}
     * @param value a tensor of one element
     * @param step where the point is
     * @throws TorchException if the tensor has not one element
     */
    public void addScalar(String tag, Tensor value, long step) {
        addScalar(tag, required(value, "addScalar", "value").itemDouble(), step);
    }

    /**
     * Adds points of several curves in one picture, each as a run of its own.
     *
     * @param mainTag the name of the picture
     * @param values the values by the names of the curves
     * @param step where the points are
     */
    public void addScalars(String mainTag, Map<String, ? extends Number> values, long step) {
        required(mainTag, "addScalars", "mainTag");
        required(values, "addScalars", "values")
                .forEach(
                        (name, value) ->
                                write(
                                        run(mainTag, name),
                                        value(mainTag).float32(SIMPLE_VALUE, value.floatValue()),
                                        step));
    }

    private synchronized EventFile run(String mainTag, String name) {
        String run = mainTag.replace("/", "_") + "_" + name;
        EventFile file = runs.get(run);
        if (file == null) {
            file = open(directory.resolve(run));
            runs.put(run, file);
        }
        return file;
    }

    /**
     * Adds how values are spread.
     *
     * @param tag the name of the histogram
     * @param values a tensor of any shape, at least one element
     * @param step the step
     * @throws TorchException if there is no element, or none that is a number between -1e20 and
     *     1e20
     */
    public void addHistogram(String tag, Tensor values, long step) {
        Histogram histogram = Histogram.of(required(values, "addHistogram", "values"));
        write(
                events,
                value(tag)
                        .message(
                                HISTOGRAM,
                                new Message()
                                        .float64(1, histogram.min())
                                        .float64(2, histogram.max())
                                        .float64(3, histogram.count())
                                        .float64(4, histogram.sum())
                                        .float64(5, histogram.sumOfSquares())
                                        .float64s(6, histogram.limits())
                                        .float64s(7, histogram.counts())),
                step);
    }

    /**
     * Adds a picture.
     *
     * @param tag the name of the picture
     * @param image (C, H, W) with 1, 3 or 4 channels: elements from 0 to 1, or of uint8 from 0 to
     *     255
     * @param step the step
     * @throws TorchException if the tensor is no picture
     */
    public void addImage(String tag, Tensor image, long step) {
        addImage(tag, image, step, "CHW");
    }

    /**
     * Adds a picture.
     *
     * @param tag the name of the picture
     * @param image elements from 0 to 1, or of uint8 from 0 to 255
     * @param step the step
     * @param format what the dimensions are, such as {@code HWC} or {@code HW}
     * @throws TorchException if the tensor is no picture of this form
     */
    public void addImage(String tag, Tensor image, long step, String format) {
        required(image, "addImage", "image");
        required(format, "addImage", "format");
        try {
            Picture picture = Picture.of(image, format);
            write(
                    events,
                    value(tag)
                            .message(
                                    IMAGE,
                                    new Message()
                                            .integer(1, picture.height())
                                            .integer(2, picture.width())
                                            .integer(3, picture.channels())
                                            .bytes(4, picture.png())),
                    step);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds several pictures beside each other, eight in a row.
     *
     * @param tag the name of the picture
     * @param images (N, C, H, W): elements from 0 to 1, or of uint8 from 0 to 255
     * @param step the step
     * @throws TorchException if the tensor is no list of pictures
     */
    public void addImages(String tag, Tensor images, long step) {
        addImage(tag, images, step, "NCHW");
    }

    /**
     * Adds a text.
     *
     * @param tag the name of the text
     * @param text the text, in Markdown
     * @param step the step
     */
    public void addText(String tag, String text, long step) {
        required(tag, "addText", "tag");
        required(text, "addText", "text");
        Message shape = new Message().message(2, new Message().integer(1, 1));
        write(
                events,
                value(tag + "/text_summary")
                        .message(
                                METADATA, new Message().message(1, new Message().string(1, "text")))
                        .message(
                                TENSOR,
                                new Message()
                                        .integer(1, DT_STRING)
                                        .message(2, shape)
                                        .string(8, text)),
                step);
    }

    private static Message value(String tag) {
        return new Message().string(TAG, required(tag, "SummaryWriter", "tag"));
    }

    private static <T> T required(T argument, String operation, String name) {
        return Objects.requireNonNull(
                argument, operation + ": argument '" + name + "' is null, expected a value");
    }

    private static void write(EventFile file, Message value, long step) {
        try {
            file.write(new Message().message(VALUE, value), step);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes to the disk what is not there yet. */
    public synchronized void flush() {
        try {
            events.flush();
            for (EventFile run : runs.values()) {
                run.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what is not on the disk yet, and closes the files. */
    @Override
    public synchronized void close() {
        try {
            events.close();
            for (EventFile run : runs.values()) {
                run.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
