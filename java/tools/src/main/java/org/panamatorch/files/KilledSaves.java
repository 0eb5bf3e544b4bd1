package org.panamatorch.files;

import org.panamatorch.DType;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.io.Checkpoint;
import org.panamatorch.nn.Linear;
import org.panamatorch.support.ChildJvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Kills processes that save a checkpoint again and again, and reads what they have left. */
final class KilledSaves {
    // 16 MiB: a save takes long enough to be hit.
    private static final long ELEMENTS = 1 << 22;
    private static final int LONGEST_LIFE_MILLIS = 200;

    /** What comes of as many processes as whole files. */
    static final String EXPECTED = "%s processes killed, %s whole files, 1 files left";

    private KilledSaves() {}

    /** The process: each file's tensor is full of its number. */
    static final class Saver {
        private Saver() {}

        public static void main(String[] arguments) throws IOException {
            Path path = Path.of(arguments[0]);
            Checkpoint checkpoint = Checkpoint.of(new Linear(1, 1));
            Tensor tensor = Torch.zeros(Shape.of(ELEMENTS), DType.INT32);
            for (int i = 0; ; i++) {
                tensor.fill_(i);
                checkpoint.set("number", i).set("tensor", tensor).save(path);
                if (i == 0) {
                    System.out.println("begun");
                }
            }
        }
    }

    /**
     * Kills processes.
     *
     * @return how many, how many files were whole, and how many are there after one more save
     */
    static String run(Path path, int kills, long seed) throws IOException, InterruptedException {
        Random random = new Random(seed);
        int whole = 0;
        for (int i = 0; i < kills; i++) {
            Process process =
                    ChildJvm.builder(Saver.class, List.of(), List.of(path.toString())).start();
            try (var output = process.inputReader()) {
                output.readLine();
                TimeUnit.MICROSECONDS.sleep(random.nextInt(1000 * LONGEST_LIFE_MILLIS));
                process.destroyForcibly().waitFor();
            }
            whole += isWhole(path) ? 1 : 0;
        }
        Checkpoint.of(new Linear(1, 1)).save(path);
        try (var files = Files.list(path.getParent())) {
            return "%d processes killed, %d whole files, %d files left"
                    .formatted(kills, whole, files.count());
        }
    }

    private static boolean isWhole(Path path) {
        try {
            Checkpoint checkpoint = Checkpoint.of(new Linear(1, 1)).load(path);
            Tensor tensor = (Tensor) checkpoint.get("tensor");
            return tensor.numel() == ELEMENTS
                    && tensor.eq(checkpoint.integer("number", -1)).all().itemBoolean();
        } catch (IOException | TorchException e) {
            e.printStackTrace();
            return false;
        }
    }

    /**
     * Kills as many as are asked for.
     *
     * @param arguments a folder, the number of processes and the seed
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path path = Path.of(arguments[0], "last.pt");
        String times = arguments[1];
        String outcome = run(path, Integer.parseInt(times), Long.parseLong(arguments[2]));
        System.out.println(outcome);
        System.exit(outcome.equals(EXPECTED.formatted(times, times)) ? 0 : 1);
    }
}
