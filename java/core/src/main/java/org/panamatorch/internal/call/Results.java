package org.panamatorch.internal.call;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Scalar;
import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.binding.pt_scalar;
import org.panamatorch.internal.memory.NativeHandle;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;

/** Turns what the C ABI returns into Java's values; every new handle gets its owner here. */
public final class Results {
    private static final TensorAccess ACCESS = TensorAccess.get();
    private static final long UNDEFINED = PanamaTorch.pt_tensor_undefined().address();

    // The index of "the current device" is all ones in a device word.
    private static final long CURRENT_INDEX = PanamaTorch.PT_DEVICE_INDEX_MASK();

    private Results() {}

    /**
     * A new tensor.
     *
     * @param result the handle, not NULL
     * @return the tensor, or null for the undefined one
     */
    public static Tensor tensor(MemorySegment result) {
        return result.address() == UNDEFINED ? null : ACCESS.tensor(NativeHandle.ofTensor(result));
    }

    /**
     * The new tensor in an out slot.
     *
     * @param slot the slot
     * @return the tensor, or null for the undefined one
     */
    public static Tensor tensorAt(MemorySegment slot) {
        return taken(slot, 0);
    }

    // What the slot had is released by tensor() if that fails, and by the frame before. A network
    // with fewer states than others leaves slots without any.
    private static Tensor taken(MemorySegment slots, int index) {
        MemorySegment result = slots.getAtIndex(ValueLayout.ADDRESS, index);
        slots.setAtIndex(ValueLayout.JAVA_LONG, index, 0);
        return result.address() == 0 ? null : tensor(result);
    }

    /**
     * The new tensors in some slots.
     *
     * @param slots the slots
     * @param count how many
     * @return the tensors, null for undefined ones and where there is none
     */
    public static Tensor[] tensorsAt(MemorySegment slots, int count) {
        Tensor[] tensors = new Tensor[count];
        for (int i = 0; i < count; i++) {
            tensors[i] = taken(slots, i);
        }
        return tensors;
    }

    /**
     * The tensors of a new list, which is released.
     *
     * @param list the list, not NULL
     * @return the tensors, null for undefined ones
     */
    public static Tensor[] tensorList(MemorySegment list) {
        try (Frame frame = Frame.open()) {
            int size = Math.toIntExact(PanamaTorch.pt_tensor_list_size(list));
            MemorySegment handles = frame.tensorSlots(size);
            PanamaTorch.pt_tensor_list_take(list, handles);
            return tensorsAt(handles, size);
        } finally {
            PanamaTorch.pt_tensor_list_free(list);
        }
    }

    /**
     * The tensors of the new list in an out slot, which is released.
     *
     * @param slot the slot
     * @return the tensors, null for undefined ones
     */
    public static Tensor[] tensorListAt(MemorySegment slot) {
        return tensorList(slot.get(ValueLayout.ADDRESS, 0));
    }

    /**
     * The integer in an out slot.
     *
     * @param slot the slot
     * @return the integer
     */
    public static long longAt(MemorySegment slot) {
        return slot.get(ValueLayout.JAVA_LONG, 0);
    }

    /**
     * The number in an out slot.
     *
     * @param slot the slot
     * @return the number
     */
    public static double doubleAt(MemorySegment slot) {
        return slot.get(ValueLayout.JAVA_DOUBLE, 0);
    }

    /**
     * The boolean in an out slot.
     *
     * @param slot the slot
     * @return the value
     */
    public static boolean booleanAt(MemorySegment slot) {
        return longAt(slot) != 0;
    }

    /**
     * The dtype in an out slot.
     *
     * @param slot the slot
     * @return the dtype
     */
    public static DType dtypeAt(MemorySegment slot) {
        return DType.ofCode(longAt(slot));
    }

    /**
     * The dtype in an out slot that may be absent.
     *
     * @param slot the slot
     * @return the dtype, or null
     */
    public static DType optionalDtypeAt(MemorySegment slot) {
        return longAt(slot) == PanamaTorch.PT_NONE() ? null : dtypeAt(slot);
    }

    /**
     * The device of a device word.
     *
     * @param word the word
     * @return the device
     */
    public static Device device(long word) {
        long index = word & PanamaTorch.PT_DEVICE_INDEX_MASK();
        Device.Type type = Device.Type.ofCode(word >> PanamaTorch.PT_DEVICE_TYPE_SHIFT());
        return new Device(type, index == CURRENT_INDEX ? Device.CURRENT : (int) index);
    }

    /**
     * The scalar in an out slot.
     *
     * @param slot the slot
     * @return a {@code Long}, {@code Double} or {@link Scalar}, or a {@code BigInteger} past {@code
     *     Long.MAX_VALUE}
     */
    public static Number scalarAt(MemorySegment slot) {
        long kind = pt_scalar.kind(slot);
        if (kind == PanamaTorch.PT_SCALAR_INT()) {
            return pt_scalar.integer(slot);
        }
        if (kind == PanamaTorch.PT_SCALAR_DOUBLE()) {
            return pt_scalar.real(slot);
        }
        if (kind == PanamaTorch.PT_SCALAR_BOOL()) {
            return Scalar.of(pt_scalar.integer(slot) != 0);
        }
        if (kind == PanamaTorch.PT_SCALAR_UINT()) {
            return unsigned(pt_scalar.integer(slot));
        }
        return Scalar.complex(pt_scalar.real(slot), pt_scalar.imag(slot));
    }

    private static Number unsigned(long bits) {
        if (bits >= 0) {
            return bits;
        }
        return BigInteger.valueOf(bits)
                .and(BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE));
    }

    /**
     * The text of a new string, which is released.
     *
     * @param string the string, or NULL
     * @return the text, or null
     */
    public static String string(MemorySegment string) {
        if (string.address() == 0) {
            return null;
        }
        try {
            return text(PanamaTorch.pt_string_text(string));
        } finally {
            PanamaTorch.pt_string_free(string);
        }
    }

    /**
     * The text of the new string in an out slot, which is released.
     *
     * @param slot the slot
     * @return the text, or null
     */
    public static String stringAt(MemorySegment slot) {
        return string(slot.get(ValueLayout.ADDRESS, 0));
    }

    /**
     * A string that is there as long as its owner.
     *
     * @param text its address
     * @param owner what it is borrowed from
     * @return the text
     */
    public static String text(MemorySegment text, Object owner) {
        String copy = text(text);
        Arguments.keepAlive(owner);
        return copy;
    }

    /**
     * A borrowed string.
     *
     * @param text its address
     * @return the text
     */
    public static String text(MemorySegment text) {
        return text.reinterpret(Long.MAX_VALUE).getString(0);
    }
}
