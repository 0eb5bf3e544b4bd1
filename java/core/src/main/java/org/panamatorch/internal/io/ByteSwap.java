package org.panamatorch.internal.io;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.internal.elements.ElementArrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Turns numbers of the other byte order into those of this machine. */
final class ByteSwap {
    private ByteSwap() {}

    /**
     * Turns the elements of a tensor.
     *
     * @param tensor whose elements lie one after the other
     * @param dtype what they are, whatever the tensor's dtype is
     */
    static void inPlace(Tensor tensor, DType dtype) {
        int width = dtype.isComplex() ? dtype.itemSize() / 2 : dtype.itemSize();
        ElementArrays.read(tensor, "load", memory -> swap(memory, width));
    }

    private static void swap(MemorySegment memory, int width) {
        ValueLayout.OfShort shorts = ValueLayout.JAVA_SHORT;
        ValueLayout.OfInt ints = ValueLayout.JAVA_INT;
        ValueLayout.OfLong longs = ValueLayout.JAVA_LONG;
        for (long at = 0; at + width <= memory.byteSize() && width > 1; at += width) {
            switch (width) {
                case Short.BYTES ->
                        memory.set(shorts, at, Short.reverseBytes(memory.get(shorts, at)));
                case Integer.BYTES ->
                        memory.set(ints, at, Integer.reverseBytes(memory.get(ints, at)));
                default -> memory.set(longs, at, Long.reverseBytes(memory.get(longs, at)));
            }
        }
    }
}
