package org.panamatorch.fuzz;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Mistakes of all kinds, for the fuzzer to find: what its own tests call. */
public final class Planted {
    private static final List<Tensor> KEPT = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Makes an object that dies of its third note. */
    public Planted() {}

    /** Harmless. */
    public Planted note(String text) {
        notes.add(text);
        return this;
    }

    /** Harmless. */
    public Tensor count() {
        return Torch.tensor(notes.size());
    }

    /** Ends the process where notes were made before. */
    public void die(long number) {
        if (!notes.isEmpty() && number > 3) {
            Runtime.getRuntime().halt(134);
        }
    }

    /** What a caller's code sets. */
    public static final class LevelOptions {
        private long level;

        LevelOptions() {}

        /** Harmless. */
        public LevelOptions level(long value) {
            level = value;
            return this;
        }

        /** Harmless. */
        public LevelOptions name(String value) {
            return this;
        }
    }

    /** Lets an exception of the JVM's out where an option is set. */
    public static void configure(Consumer<? super LevelOptions> options) {
        if (options != null) {
            LevelOptions set = new LevelOptions();
            options.accept(set);
            Objects.checkIndex(set.level, 4L);
        }
    }

    /** Does not return. */
    public static void hang(long number) {
        while (number < -1) {
            Thread.onSpinWait();
        }
    }

    /** Keeps what it is given. */
    public static void leak(Tensor tensor) {
        if (tensor.dim() == 2) {
            KEPT.add(tensor.mul(3));
        }
    }

    /** Lets an exception of the JVM's out. */
    public static long divide(long dividend, long divisor) {
        return dividend / divisor;
    }

    /** Says what it does not accept. */
    public static void refuse(Object argument) {
        if (argument == null) {
            throw new NullPointerException(
                    "refuse: argument 'argument' is null, expected an object");
        }
        throw new IllegalArgumentException("refuse: argument is refused");
    }
}
