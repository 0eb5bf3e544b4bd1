package org.panamatorch.fuzz;

import org.panamatorch.Operator;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The process that may end: calls operators from one on, and writes down which call comes next. */
final class FuzzWorker {
    private FuzzWorker() {}

    /**
     * Runs until all operators have been called.
     *
     * @param args the file for the progress, the seed, how many attempts an operator gets, and the
     *     names of the operators
     */
    public static void main(String[] args) throws IOException {
        MappedByteBuffer progress = progress(Path.of(args[0]));
        long seed = Long.parseLong(args[1]);
        int attempts = Integer.parseInt(args[2]);
        Torch.setNumThreads(1);
        for (int i = 3; i < args.length; i++) {
            Operator operator = Torch.ops(args[i]);
            for (int attempt = 0; attempt < attempts; attempt++) {
                progress.putInt(0, i - 3);
                progress.putInt(Integer.BYTES, attempt);
                call(operator, new HostileArguments(seed, args[i], attempt));
            }
        }
    }

    /** Where the progress is: the index of the operator, and the attempt. */
    static MappedByteBuffer progress(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE)) {
            MappedByteBuffer progress = channel.map(MapMode.READ_WRITE, 0, 2 * Integer.BYTES);
            progress.order(ByteOrder.nativeOrder());
            return progress;
        }
    }

    private static void call(Operator operator, HostileArguments hostile) {
        try (TensorScope _ = new TensorScope()) {
            Object[] arguments = hostile.of(operator);
            if (arguments != null) {
                operator.call(arguments);
            }
        } catch (RuntimeException e) {
            // An exception is what hostile arguments deserve.
        }
    }
}
