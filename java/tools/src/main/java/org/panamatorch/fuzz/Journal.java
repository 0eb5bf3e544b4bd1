package org.panamatorch.fuzz;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a process is doing, in memory that is still there when the process is not: written before
 * each call.
 */
final class Journal {
    private static final int CALLS = 0;
    private static final int SEQUENCE = 1;
    private static final int PULSE = 2;
    private static final int STEPS = 3;
    private static final int LONGS = 8;
    private static final int TARGET = LONGS * Long.BYTES;
    private static final int LONGEST_TARGET = 200;

    private final MappedByteBuffer words;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong pulse = new AtomicLong();

    Journal(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE)) {
            words = channel.map(MapMode.READ_WRITE, 0, TARGET + LONGEST_TARGET + 1);
            words.order(ByteOrder.nativeOrder());
        }
    }

    private void put(int word, long value) {
        words.putLong(word * Long.BYTES, value);
    }

    private long get(int word) {
        return words.getLong(word * Long.BYTES);
    }

    /** Forgets everything, for another process. */
    void clear() {
        for (int i = 0; i < LONGS; i++) {
            put(i, 0);
        }
        words.put(TARGET, (byte) 0);
    }

    /** A sequence or a candidate begins. */
    void begin(long sequence) {
        put(SEQUENCE, sequence);
        beat();
    }

    /** A step of a thread begins. */
    void step(int thread, int id) {
        put(STEPS + thread, id);
        beat();
    }

    /** A call of a target begins. */
    void call(String target) {
        byte[] text = target.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, LONGEST_TARGET);
        words.put(TARGET, (byte) length);
        words.put(TARGET + 1, text, 0, length);
        put(CALLS, calls.incrementAndGet());
    }

    /** Something goes on. */
    void beat() {
        put(PULSE, pulse.incrementAndGet());
    }

    long calls() {
        return get(CALLS);
    }

    /** What was called last. */
    String target() {
        byte[] text = new byte[Byte.toUnsignedInt(words.get(TARGET))];
        words.get(TARGET + 1, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    long sequence() {
        return get(SEQUENCE);
    }

    long pulse() {
        return get(PULSE);
    }
}
