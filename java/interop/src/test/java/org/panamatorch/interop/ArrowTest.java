package org.panamatorch.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.arrow.c.ArrowArray;
import org.apache.arrow.c.ArrowSchema;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.DType;
import org.panamatorch.NativeMemory;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.io.Arrow;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Arrays of Apache Arrow's own library for Java, both ways. */
class ArrowTest {
    private static final Map<DType, Class<? extends FieldVector>> VECTORS =
            Map.ofEntries(
                    Map.entry(DType.INT8, TinyIntVector.class),
                    Map.entry(DType.UINT8, UInt1Vector.class),
                    Map.entry(DType.INT16, SmallIntVector.class),
                    Map.entry(DType.UINT16, UInt2Vector.class),
                    Map.entry(DType.INT32, IntVector.class),
                    Map.entry(DType.UINT32, UInt4Vector.class),
                    Map.entry(DType.INT64, BigIntVector.class),
                    Map.entry(DType.UINT64, UInt8Vector.class),
                    Map.entry(DType.FLOAT16, Float2Vector.class),
                    Map.entry(DType.FLOAT32, Float4Vector.class),
                    Map.entry(DType.FLOAT64, Float8Vector.class));

    private final BufferAllocator allocator = new RootAllocator();

    /** Fails where Arrow has memory left. */
    @AfterEach
    void close() {
        allocator.close();
    }

    private Tensor fromArrow(FieldVector vector) {
        try (ArrowArray array = ArrowArray.allocateNew(allocator);
                ArrowSchema schema = ArrowSchema.allocateNew(allocator)) {
            Data.exportVector(allocator, vector, null, array, schema);
            try {
                return Arrow.importArray(
                        MemorySegment.ofAddress(array.memoryAddress()),
                        MemorySegment.ofAddress(schema.memoryAddress()));
            } catch (TorchException e) {
                array.release();
                schema.release();
                throw e;
            }
        }
    }

    private FieldVector toArrow(Tensor tensor) {
        // Whoever imports them closes them.
        ArrowArray array = ArrowArray.allocateNew(allocator);
        ArrowSchema schema = ArrowSchema.allocateNew(allocator);
        Arrow.exportArray(
                tensor,
                MemorySegment.ofAddress(array.memoryAddress()),
                MemorySegment.ofAddress(schema.memoryAddress()));
        return Data.importVector(allocator, array, schema, null);
    }

    @Test
    void vector_isATensorWithoutACopy() {
        IntVector vector = new IntVector("numbers", allocator);
        vector.allocateNew(4);
        for (int i = 0; i < 4; i++) {
            vector.set(i, 10 * i);
        }
        vector.setValueCount(4);
        long address = vector.getDataBufferAddress();
        Tensor tensor = fromArrow(vector);
        vector.close();
        assertThat(tensor.dtype()).isEqualTo(DType.INT32);
        assertThat(tensor.dataPtr()).isEqualTo(address);
        assertThat(tensor.toIntArray()).containsExactly(0, 10, 20, 30);
        Tensor last = tensor.get(3);
        tensor.close();
        assertThat(allocator.getAllocatedMemory()).isPositive();
        assertThat(last.item()).isEqualTo(30L);
        last.close();
    }

    static Iterable<DType> dtypes() {
        return VECTORS.keySet();
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void tensor_isAVectorAndComesBackWithoutACopy(DType dtype) {
        try (var _ = new TensorScope()) {
            Tensor tensor = Torch.arange(24, DType.UINT8).view(dtype);
            Tensor part = tensor.narrow(0, 1, 2);
            try (FieldVector vector = toArrow(part)) {
                assertThat(vector).isExactlyInstanceOf(VECTORS.get(dtype));
                assertThat(vector.getValueCount()).isEqualTo(2);
                assertThat(vector.getNullCount()).isZero();
                assertThat(vector.getDataBufferAddress()).isEqualTo(part.dataPtr());
                Tensor back = fromArrow(vector);
                assertThat(back.dtype()).isEqualTo(dtype);
                assertThat(back.dataPtr()).isEqualTo(part.dataPtr());
                assertThat(Torch.equal(back.view(DType.UINT8), part.view(DType.UINT8))).isTrue();
            }
        }
    }

    @Test
    void exportedMemory_isFreedWithTheVector() {
        long before = NativeMemory.cpuBytes();
        Tensor tensor = Torch.ones(1 << 20);
        FieldVector vector = toArrow(tensor);
        tensor.close();
        assertThat(NativeMemory.cpuBytes()).isGreaterThan(before + (1 << 20));
        vector.close();
        assertThat(NativeMemory.cpuBytes()).isLessThan(before + (1 << 20));
    }

    @Test
    void nullsAndTexts_areRefused() {
        try (Float8Vector vector = new Float8Vector("holes", allocator)) {
            vector.allocateNew(2);
            vector.set(0, 1);
            vector.setNull(1);
            vector.setValueCount(2);
            assertThatThrownBy(() -> fromArrow(vector))
                    .isInstanceOf(TorchException.class)
                    .hasMessageContaining(
                            "the array has nulls, and a tensor has none; fill them first");
        }
        try (VarCharVector vector = new VarCharVector("texts", allocator)) {
            vector.allocateNew(1);
            vector.set(0, "x".getBytes(StandardCharsets.UTF_8));
            vector.setValueCount(1);
            assertThatThrownBy(() -> fromArrow(vector))
                    .isInstanceOf(TorchException.class)
                    .hasMessageContaining("the array's format is 'u'");
        }
    }
}
