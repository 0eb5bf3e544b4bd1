package org.panamatorch.internal.call;

import org.panamatorch.Tensor;
import org.panamatorch.internal.library.PtArrow;

import java.lang.foreign.MemorySegment;

/** Arrays of Apache Arrow's, by the structures of its C data interface. */
public final class ArrowCalls {
    private static final long ARRAY_BYTES = 80;
    private static final long SCHEMA_BYTES = 72;

    private ArrowCalls() {}

    /**
     * Fills the structures in for a tensor.
     *
     * @param tensor a dense tensor of one dimension
     * @param array the address of a struct ArrowArray
     * @param schema the address of a struct ArrowSchema
     * @param operation for the errors
     */
    public static void export(
            Tensor tensor, MemorySegment array, MemorySegment schema, String operation) {
        PtArrow.arrow_export(
                operation,
                tensor,
                structure(array, operation, "array", ARRAY_BYTES),
                structure(schema, operation, "schema", SCHEMA_BYTES));
    }

    /**
     * A tensor over an array.
     *
     * @param array the address of a struct ArrowArray
     * @param schema the address of a struct ArrowSchema
     * @param operation for the errors
     * @return a new tensor
     */
    public static Tensor toTensor(MemorySegment array, MemorySegment schema, String operation) {
        return PtArrow.arrow_import(
                operation,
                structure(array, operation, "array", ARRAY_BYTES),
                structure(schema, operation, "schema", SCHEMA_BYTES));
    }

    /** An address, whose memory has no size or room for the structure. */
    private static MemorySegment structure(
            MemorySegment address, String operation, String name, long bytes) {
        Arguments.requirePresent(address, operation, name, "an address");
        if (!address.isNative() || address.address() == 0) {
            throw new IllegalArgumentException(
                    operation
                            + ": "
                            + name
                            + " is "
                            + (address.isNative() ? "NULL" : "memory of a Java array")
                            + ", not the address of a structure");
        }
        if (address.byteSize() > 0 && address.byteSize() < bytes) {
            throw new IllegalArgumentException(
                    operation
                            + ": "
                            + name
                            + " has "
                            + address.byteSize()
                            + " bytes, and such a structure takes "
                            + bytes);
        }
        return address;
    }
}
