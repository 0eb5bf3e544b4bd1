package org.panamatorch.exhaustion;

import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs steps while Java's heap is full, then with a little more room each time until they work
 * again and again, and once more with all of it.
 */
public final class FullHeap {
    // Steps of this size meet many of a step's allocations; each costs full collections, so smaller
    // ones take minutes.
    private static final int CHUNK_BYTES = 16_384;

    // What fills the heap to the brim, where chunks do not fit any more.
    private static final int DROP_BYTES = 64;

    private static final int GOOD_ENOUGH = 20;

    // Where a daemon thread has met the full heap it tells of it, which depends on who was first.
    private static final Logger daemons = Logger.getLogger("org.panamatorch.memory");

    private FullHeap() {}

    private static final class Chunk {
        final byte[] bytes;
        final Chunk next;

        Chunk(int size, Chunk next) {
            this.bytes = new byte[size];
            this.next = next;
        }
    }

    // Here rather than in a variable, so that the first allocation to fail may be any other
    // thread's.
    private static Chunk chunks;
    private static Chunk drops;

    /**
     * Runs the steps that the property {@code steps} names.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws InterruptedException {
        daemons.setLevel(Level.OFF);
        for (String name : System.getProperty("steps").split(",")) {
            Supplier<String> step = Steps.ALL.get(name);
            tryUntilItWorks(name, step);
            chunks = null;
            System.out.println(name + ": " + step.get().lines().findFirst().orElseThrow());
        }
        Steps.printWhatIsLeft();
    }

    private static void tryUntilItWorks(String name, Supplier<String> step) {
        fill();
        int tried = 0;
        int good = 0;
        while (good < GOOD_ENOUGH && chunks != null) {
            tried++;
            try {
                step.get();
                good++;
            } catch (OutOfMemoryError e) {
                good = 0;
            }
            drops = null;
            chunks = chunks.next;
        }
        if (good < GOOD_ENOUGH || tried == good) {
            throw new IllegalStateException(name + " worked " + good + " times of " + tried);
        }
    }

    private static void fill() {
        try {
            while (true) {
                chunks = new Chunk(CHUNK_BYTES, chunks);
            }
        } catch (OutOfMemoryError e) {
            // No room for another one.
        }
        try {
            while (true) {
                drops = new Chunk(DROP_BYTES, drops);
            }
        } catch (OutOfMemoryError e) {
            // Full.
        }
    }
}
