package org.panamatorch.internal.memory;

import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.binding.pt_tensor_fields;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * The fields of a dense tensor of the CPU, read in its own memory: a call takes ten times as long.
 *
 * <p>Nothing is read but the tensor's own object, which is there as long as its handle is open. A
 * change of its form by another thread is noticed, and whoever asks then makes the call, which
 * waits for it.
 */
public final class TensorFields {
    /** The answer for a tensor of another kind, or for one that is being changed. */
    public static final long UNKNOWN = -2;

    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final long CHANGES = PanamaTorch.pt_tensor_fields_changes().address();

    private static final long KEYS;
    private static final long OTHER_KEYS;
    private static final long DTYPE;
    private static final long DIM;
    private static final long MAX_DIM;
    private static final long SIZES;
    private static final long STRIDES;
    private static final long NUMEL;
    private static final long STORAGE_OFFSET;

    static {
        MemorySegment fields = Arena.ofAuto().allocate(pt_tensor_fields.sizeof(), Long.BYTES);
        boolean found = PanamaTorch.pt_tensor_fields_find(fields) == PanamaTorch.PT_OK();
        KEYS = pt_tensor_fields.keys(fields);
        // Every tensor has some key.
        OTHER_KEYS = found ? pt_tensor_fields.other_keys(fields) : -1;
        DTYPE = pt_tensor_fields.dtype(fields);
        DIM = pt_tensor_fields.dim(fields);
        MAX_DIM = pt_tensor_fields.max_dim(fields);
        SIZES = pt_tensor_fields.sizes(fields);
        STRIDES = pt_tensor_fields.strides(fields);
        NUMEL = pt_tensor_fields.numel(fields);
        STORAGE_OFFSET = pt_tensor_fields.storage_offset(fields);
    }

    private TensorFields() {}

    private static long word(long address) {
        return MEMORY.get(ValueLayout.JAVA_LONG, address);
    }

    private static boolean isChanging(long changes) {
        return (changes & 1) != 0;
    }

    private static boolean isDense(long tensor) {
        return (word(tensor + KEYS) & OTHER_KEYS) == 0;
    }

    /** Whether nothing was changed since the count was this; what was read before is right then. */
    private static boolean isStill(long changes) {
        VarHandle.loadLoadFence();
        return word(CHANGES) == changes;
    }

    private static long begin() {
        long changes = word(CHANGES);
        VarHandle.loadLoadFence();
        return changes;
    }

    private static long field(long tensor, long offset) {
        long changes = begin();
        if (isChanging(changes) || !isDense(tensor)) {
            return UNKNOWN;
        }
        long value = word(tensor + offset);
        return isStill(changes) ? value : UNKNOWN;
    }

    /**
     * How many dimensions there are.
     *
     * @param tensor the tensor's address
     * @return the number, or {@link #UNKNOWN}
     */
    public static long dim(long tensor) {
        return field(tensor, DIM);
    }

    /**
     * How many elements there are.
     *
     * @param tensor the tensor's address
     * @return the number, or {@link #UNKNOWN}
     */
    public static long numel(long tensor) {
        return field(tensor, NUMEL);
    }

    /**
     * Where in its storage the tensor begins.
     *
     * @param tensor the tensor's address
     * @return the number, or {@link #UNKNOWN}
     */
    public static long storageOffset(long tensor) {
        return field(tensor, STORAGE_OFFSET);
    }

    /**
     * The dtype's code.
     *
     * @param tensor the tensor's address
     * @return the number, or {@link #UNKNOWN}
     */
    public static long dtype(long tensor) {
        long changes = begin();
        if (isChanging(changes) || !isDense(tensor)) {
            return UNKNOWN;
        }
        long code = MEMORY.get(ValueLayout.JAVA_SHORT, tensor + DTYPE);
        return isStill(changes) ? code : UNKNOWN;
    }

    /**
     * Whether a tensor is known to be a dense one of the CPU.
     *
     * @param tensor the tensor's address
     * @return true if it is
     */
    public static boolean isDenseOnCpu(long tensor) {
        long changes = begin();
        return !isChanging(changes) && isDense(tensor) && isStill(changes);
    }

    /**
     * One size.
     *
     * @param tensor the tensor's address
     * @param dim the dimension, counted from the end where it is negative
     * @return the size, or {@link #UNKNOWN}, also where there is no such dimension
     */
    public static long size(long tensor, int dim) {
        long changes = begin();
        if (isChanging(changes) || !isDense(tensor)) {
            return UNKNOWN;
        }
        long count = word(tensor + DIM);
        long index = dim < 0 ? dim + count : dim;
        if (count > MAX_DIM || index < 0 || index >= count) {
            return UNKNOWN;
        }
        long value = word(tensor + SIZES + index * Long.BYTES);
        return isStill(changes) ? value : UNKNOWN;
    }

    /**
     * All sizes.
     *
     * @param tensor the tensor's address
     * @return a new array, or null where they are unknown
     */
    public static long[] sizes(long tensor) {
        return elements(tensor, SIZES);
    }

    /**
     * All strides.
     *
     * @param tensor the tensor's address
     * @return a new array, or null where they are unknown
     */
    public static long[] strides(long tensor) {
        return elements(tensor, STRIDES);
    }

    private static long[] elements(long tensor, long offset) {
        long changes = begin();
        if (isChanging(changes) || !isDense(tensor)) {
            return null;
        }
        long count = word(tensor + DIM);
        if (count > MAX_DIM) {
            return null;
        }
        long[] values = new long[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = word(tensor + offset + (long) i * Long.BYTES);
        }
        return isStill(changes) ? values : null;
    }
}
