package org.panamatorch.benchmarks.contest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/** A contender's side of the protocol, which {@code native/bench/README.md} describes. */
public final class Contest {
    /** The status of a contender that has no such workload. */
    private static final int ABSENT = 3;

    private static final int WEIGHTS = 7;

    private Contest() {}

    /**
     * Does what is asked for on standard input until that ends.
     *
     * @param workload what is timed
     * @throws IOException where nothing can be read
     */
    public static void serve(Workload workload) throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (line.equals("check")) {
                System.out.println(check(workload.result()));
            } else {
                long count = Long.parseLong(line);
                long start = System.nanoTime();
                workload.run(count);
                System.out.println(System.nanoTime() - start);
            }
        }
        // Some libraries have threads that would keep the process.
        System.exit(0);
    }

    /**
     * Ends a contender that has no such workload.
     *
     * @param kind the workload's kind
     */
    public static void absent(String kind) {
        System.err.println("there is no " + kind);
        System.exit(ABSENT);
    }

    /** A result's bits, its sum and that of its magnitudes, weighted so that wrong places show. */
    private static String check(float[] result) {
        ByteBuffer bytes =
                ByteBuffer.allocate(result.length * Float.BYTES).order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(result);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        double sum = 0;
        double magnitude = 0;
        for (int i = 0; i < result.length; i++) {
            double weight = 1 + i % WEIGHTS;
            sum += weight * result[i];
            magnitude += weight * Math.abs(result[i]);
        }
        return String.format(Locale.ROOT, "%08x %s %s", crc.getValue(), sum, magnitude);
    }
}
