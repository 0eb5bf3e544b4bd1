package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.panamatorch.junit.NoLeaks;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** From Java's numbers, arrays and memory to tensors and back, by copy. */
@NoLeaks
class FromJavaTest {
    @Nested
    class Numbers {
        @Test
        void integers_areInt64() {
            assertThat(Torch.tensor(3).dtype()).isEqualTo(DType.INT64);
            assertThat(Torch.tensor((byte) 3).item()).isEqualTo(3L);
            assertThat(Torch.tensor(Long.MIN_VALUE).item()).isEqualTo(Long.MIN_VALUE);
        }

        @Test
        void floats_areOfTheDefaultDtype() {
            assertThat(Torch.tensor(1.5).dtype()).isEqualTo(DType.FLOAT32);
            assertThat(Torch.tensor(1.5f).dim()).isZero();
            Torch.setDefaultDtype(DType.FLOAT64);
            try {
                assertThat(Torch.tensor(0.1).item()).isEqualTo(0.1);
                assertThat(Torch.tensor(Scalar.complex(1, 2)).dtype()).isEqualTo(DType.COMPLEX128);
            } finally {
                Torch.setDefaultDtype(DType.FLOAT32);
            }
        }

        @Test
        void booleans_areBool() {
            assertThat(Torch.tensor(true).item()).isEqualTo(Scalar.TRUE);
            assertThat(Torch.tensor(Scalar.FALSE).dtype()).isEqualTo(DType.BOOL);
        }

        @Test
        void complexNumbers_areOfTheDefaultComplexDtype() {
            Tensor tensor = Torch.tensor(Scalar.complex(1, -2));
            assertThat(tensor.dtype()).isEqualTo(DType.COMPLEX64);
            assertThat(tensor.item()).isEqualTo(Scalar.complex(1, -2));
        }

        @Test
        void unsignedLongs_areBigIntegersPastLong() {
            BigInteger largest = new BigInteger("18446744073709551615");
            assertThat(Torch.tensor(largest, TensorOptions.of(DType.UINT64)).item())
                    .isEqualTo(largest);
            assertThat(Torch.tensor(7L, TensorOptions.of(DType.UINT64)).item()).isEqualTo(7L);
        }

        @Test
        void dtypeThatCannotHoldTheNumber_throws() {
            assertThatThrownBy(() -> Torch.tensor(300, TensorOptions.of(DType.UINT8)))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(
                            "value cannot be converted to type uint8_t without overflow");
        }
    }

    @Nested
    class Arrays {
        // Of some types more than is copied at once.
        private static final int MANY = (1 << 20) + 3;

        @Test
        void longArrays_comeBackWhole() {
            byte[] bytes = new byte[MANY];
            new Random(1).nextBytes(bytes);
            ByteBuffer content = ByteBuffer.wrap(bytes);
            short[] shorts = new short[MANY / Short.BYTES];
            content.asShortBuffer().get(shorts);
            char[] chars = new char[MANY / Character.BYTES];
            content.asCharBuffer().get(chars);
            int[] ints = new int[MANY / Integer.BYTES];
            content.asIntBuffer().get(ints);
            long[] longs = new long[MANY / Long.BYTES];
            content.asLongBuffer().get(longs);
            float[] floats = new float[MANY];
            double[] doubles = new double[MANY];
            for (int i = 0; i < MANY; i++) {
                floats[i] = bytes[i] * i;
                doubles[i] = bytes[i] / (1.0 + i);
            }

            assertThat(Torch.tensor((Object) bytes).toByteArray()).isEqualTo(bytes);
            assertThat(Torch.tensor((Object) shorts).toShortArray()).isEqualTo(shorts);
            assertThat(Torch.tensor((Object) chars).toCharArray()).isEqualTo(chars);
            assertThat(Torch.tensor((Object) ints).toIntArray()).isEqualTo(ints);
            assertThat(Torch.tensor((Object) longs).toLongArray()).isEqualTo(longs);
            assertThat(Torch.tensor((Object) floats).toFloatArray()).isEqualTo(floats);
            assertThat(Torch.tensor((Object) doubles).toDoubleArray()).isEqualTo(doubles);
        }

        @Test
        void longRowsOfAnArray_areNextToEachOther() {
            float[][] rows = new float[3][MANY];
            for (int i = 0; i < rows.length; i++) {
                rows[i][0] = 10 * i;
                rows[i][MANY - 1] = 10 * i + 1;
            }
            Tensor tensor = Torch.tensor((Object) rows);
            assertThat(tensor.select(1, 0).toFloatArray()).containsExactly(0, 10, 20);
            assertThat(tensor.select(1, -1).toFloatArray()).containsExactly(1, 11, 21);
            assertThat(tensor.toArray(float[][].class)).isDeepEqualTo(rows);
        }

        @Test
        void everyPrimitive_hasItsDtypeAndSurvives() {
            float[] floats = {1.5f, Float.NaN, -0f};
            assertThat(Torch.tensor((Object) floats).toFloatArray()).containsExactly(floats);
            double[] doubles = {1.5, Double.MIN_VALUE};
            assertThat(Torch.tensor((Object) doubles).toDoubleArray()).containsExactly(doubles);
            long[] longs = {Long.MIN_VALUE, 7};
            assertThat(Torch.tensor((Object) longs).toLongArray()).containsExactly(longs);
            int[] ints = {Integer.MAX_VALUE, -7};
            assertThat(Torch.tensor((Object) ints).toIntArray()).containsExactly(ints);
            short[] shorts = {Short.MIN_VALUE, 7};
            assertThat(Torch.tensor((Object) shorts).toShortArray()).containsExactly(shorts);
            char[] chars = {'a', '\uffff'};
            assertThat(Torch.tensor((Object) chars).dtype()).isEqualTo(DType.UINT16);
            assertThat(Torch.tensor((Object) chars).toCharArray()).containsExactly(chars);
            byte[] bytes = {Byte.MIN_VALUE, 7};
            assertThat(Torch.tensor((Object) bytes).dtype()).isEqualTo(DType.INT8);
            assertThat(Torch.tensor((Object) bytes).toByteArray()).containsExactly(bytes);
            boolean[] booleans = {true, false, true};
            assertThat(Torch.tensor((Object) booleans).toBooleanArray()).containsExactly(booleans);
        }

        @Test
        void nestedArrays_surviveAtAnyRank() {
            float[][] matrix = {{1, 2, 3}, {4, 5, 6}};
            assertThat(Torch.tensor((Object) matrix).sizes()).containsExactly(2, 3);
            assertThat(Torch.tensor((Object) matrix).toArray(float[][].class))
                    .isDeepEqualTo(matrix);
            int[][][][] four = new int[2][3][1][2];
            four[1][2][0][1] = 9;
            assertThat(Torch.tensor((Object) four).toArray()).isEqualTo(four);
            boolean[][] masks = {{true}, {false}};
            assertThat(Torch.tensor((Object) masks).toArray(boolean[][].class))
                    .isDeepEqualTo(masks);
            char[][] chars = {{'x', 'y'}};
            assertThat(Torch.tensor((Object) chars).toArray(char[][].class)).isDeepEqualTo(chars);
        }

        @Test
        void arraysThatAreThere_areFilled() {
            float[] floats = new float[4];
            assertThat(Torch.tensor(new float[][] {{1, 2}, {3, 4}}).t().toFloatArray(floats))
                    .isSameAs(floats)
                    .containsExactly(1, 3, 2, 4);
            Tensor complex =
                    Torch.tensor(Scalar.complex(1, -2), TensorOptions.of(DType.COMPLEX128));
            assertThat(complex.toDoubleArray(new double[2])).containsExactly(1, -2);
            assertThat(Torch.tensor(new long[] {5, 6}).toLongArray(new long[2]))
                    .containsExactly(5, 6);
            assertThat(Torch.tensor(new int[] {5, 6}).toIntArray(new int[2])).containsExactly(5, 6);
            assertThat(Torch.tensor(new short[] {5, 6}).toShortArray(new short[2]))
                    .containsExactly((short) 5, (short) 6);
            assertThat(Torch.tensor(new char[] {'a', 'b'}).toCharArray(new char[2]))
                    .containsExactly('a', 'b');
            assertThat(Torch.tensor(new boolean[] {true, false}).toBooleanArray(new boolean[2]))
                    .containsExactly(true, false);
            assertThat(Torch.tensor(new byte[] {5, 6}).toByteArray(new byte[2]))
                    .containsExactly(5, 6);
            assertThat(Torch.zeros(0).toFloatArray(new float[0])).isEmpty();
        }

        @Test
        void emptyArrays_keepTheirShape() {
            assertThat(Torch.tensor((Object) new float[0][3]).sizes()).containsExactly(0, 0);
            assertThat(Torch.tensor((Object) new float[2][0]).sizes()).containsExactly(2, 0);
            assertThat(Torch.empty(2, 0).toArray(float[][].class)).isDeepEqualTo(new float[2][0]);
            assertThat(Torch.empty(0, 3).toFloatArray()).isEmpty();
        }

        @Test
        void scalarTensor_isABoxedElement() {
            assertThat(Torch.tensor(4).toArray()).isEqualTo(4L);
            assertThat(Torch.tensor(true).toArray()).isEqualTo(true);
        }

        @Test
        void otherStrides_areReadInTheOrderOfIndices() {
            Tensor transposed = Torch.arange(6L).view(2, 3).t();
            assertThat(transposed.toLongArray()).containsExactly(0, 3, 1, 4, 2, 5);
            assertThat(transposed.toArray(long[][].class))
                    .isDeepEqualTo(new long[][] {{0, 3}, {1, 4}, {2, 5}});
        }

        @Test
        void complexNumbers_areTwoElements() {
            Tensor complex = Torch.complex(Torch.tensor(1f, 2f), Torch.tensor(3f, 4f));
            assertThat(complex.toFloatArray()).containsExactly(1, 3, 2, 4);
            assertThat(complex.conj().toFloatArray()).containsExactly(1, -3, 2, -4);
            assertThat(complex.toArray(float[][].class))
                    .isDeepEqualTo(new float[][] {{1, 3}, {2, 4}});
            assertThat(
                            Torch.fromBits(new float[] {1, 3, 2, 4}, Shape.of(2), DType.COMPLEX64)
                                    .equal(complex))
                    .isTrue();
        }

        @Test
        void halves_areBitsOrConverted() {
            float[] floats = {1.5f, -2, 65504, Float.POSITIVE_INFINITY};
            Tensor half = Torch.tensor(floats, TensorOptions.of(DType.FLOAT16));
            short[] bits = half.toShortArray();
            for (int i = 0; i < bits.length; i++) {
                assertThat(Float.float16ToFloat(bits[i])).isEqualTo(floats[i]);
            }
            assertThat(Torch.fromBits(bits, Shape.of(4), DType.FLOAT16).equal(half)).isTrue();
            assertThat(half.to(DType.FLOAT32).toFloatArray()).containsExactly(floats);
        }

        @Test
        void bfloat16_isBitsOrConverted() {
            float[] floats = {1.5f, -2, 3e38f, Float.NEGATIVE_INFINITY};
            Tensor bfloat = Torch.tensor(floats, TensorOptions.of(DType.BFLOAT16));
            short[] bits = bfloat.toShortArray();
            float[] rounded = bfloat.to(DType.FLOAT32).toFloatArray();
            for (int i = 0; i < bits.length; i++) {
                assertThat(Float.intBitsToFloat(bits[i] << Short.SIZE)).isEqualTo(rounded[i]);
            }
            assertThat(rounded[0]).isEqualTo(1.5f);
            assertThat(Torch.fromBits(bits, Shape.of(2, 2), DType.BFLOAT16).view(4).equal(bfloat))
                    .isTrue();
        }

        @Test
        void unsignedIntegers_comeInTheSignedTypeOfTheirSize() {
            Tensor bytes = Torch.tensor(new int[] {200, 1}, TensorOptions.of(DType.UINT8));
            assertThat(bytes.toByteArray()).containsExactly(200, 1);
            assertThat(
                            Torch.tensor(
                                            new long[] {4_000_000_000L},
                                            TensorOptions.of(DType.UINT32))
                                    .toIntArray())
                    .containsExactly((int) 4_000_000_000L);
            assertThat(Torch.fromBits(new long[] {-1}, Shape.of(1), DType.UINT64).toLongArray())
                    .containsExactly(-1);
            assertThat(
                            Torch.tensor(new int[] {65535}, TensorOptions.of(DType.UINT16))
                                    .toShortArray())
                    .containsExactly((short) -1);
        }

        @Test
        void dtypeView_showsTheSameBits() {
            Tensor floats = Torch.tensor(1f, -2f);
            Tensor ints = floats.view(DType.INT32);
            assertThat(ints.toIntArray())
                    .containsExactly(Float.floatToIntBits(1), Float.floatToIntBits(-2));
            assertThat(ints.sharesStorageWith(floats)).isTrue();
        }

        @Test
        void options_setDtypeAndAutograd() {
            Tensor tensor =
                    Torch.tensor(
                            new int[][] {{1, 2}},
                            TensorOptions.of(DType.FLOAT64, Device.CPU).requiresGrad(true));
            assertThat(tensor.dtype()).isEqualTo(DType.FLOAT64);
            assertThat(tensor.requiresGrad()).isTrue();
            assertThat(tensor.isLeaf()).isTrue();
        }

        @Test
        void metaDevice_keepsTheShapeOnly() {
            Tensor tensor = Torch.tensor(new int[][] {{1, 2}}, TensorOptions.of(Device.META));
            assertThat(tensor.device()).isEqualTo(Device.META);
            assertThat(tensor.sizes()).containsExactly(1, 2);
        }
    }

    @Nested
    class Memory {
        @Test
        void anyMemory_canBeCopied() {
            int[] ints = {1, 2, 3, 4};
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment confined = arena.allocateFrom(ValueLayout.JAVA_INT, ints);
                Tensor tensor = Torch.copyOf(confined.asReadOnly(), Shape.of(2, 2), DType.INT32);
                assertThat(tensor.toIntArray()).containsExactly(ints);
            }
            assertThat(
                            Torch.copyOf(MemorySegment.ofArray(ints), Shape.of(4), DType.INT32)
                                    .toIntArray())
                    .containsExactly(ints);
            ByteBuffer buffer =
                    ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(0, 42);
            assertThat(
                            Torch.copyOf(MemorySegment.ofBuffer(buffer), Shape.of(1), DType.INT64)
                                    .toLongArray())
                    .containsExactly(42);
        }

        @Test
        void elements_canBeCopiedToAnyMemory() {
            Tensor tensor = Torch.arange(4L).view(2, 2).t();
            long[] heap = new long[4];
            tensor.copyTo(MemorySegment.ofArray(heap));
            assertThat(heap).containsExactly(0, 2, 1, 3);
            ByteBuffer buffer = ByteBuffer.allocateDirect(32).order(ByteOrder.nativeOrder());
            tensor.copyTo(MemorySegment.ofBuffer(buffer));
            assertThat(buffer.getLong(8)).isEqualTo(2);
        }
    }

    @Nested
    class Misuse {
        @Test
        void anotherDtype_throwsAndSaysHowToConvert() {
            assertThatThrownBy(() -> Torch.ones(2).toDoubleArray())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "toDoubleArray: the tensor is torch.float32, expected torch.float64;"
                                    + " convert it with to(DType.FLOAT64)");
            Tensor half = Torch.ones(new long[] {2}, TensorOptions.of(DType.FLOAT16));
            assertThatThrownBy(half::toFloatArray)
                    .hasMessage(
                            "toFloatArray: the tensor is torch.float16, expected torch.float32;"
                                    + " convert it with to(DType.FLOAT32)");
        }

        @Test
        void dtypeWithoutArrayType_throws() {
            Tensor half = Torch.ones(new long[] {2}, TensorOptions.of(DType.FLOAT16));
            assertThatThrownBy(half::toArray)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "toArray: no array type of Java holds torch.float16; convert the tensor"
                                + " with to(DType.FLOAT32), or copy its bytes with toByteArray()");
        }

        @Test
        void arrayOfAnotherRank_throws() {
            assertThatThrownBy(() -> Torch.ones(2, 3).toArray(float[].class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "toArray: a torch.float32 tensor of 2 dimensions is a float[][],"
                                    + " expected float[]");
        }

        @Test
        void boxedNumbers_throw() {
            assertThatThrownBy(() -> Torch.tensor((Object) new Integer[] {1}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "tensor: argument 'data' is a java.lang.Integer[], expected a number,"
                                + " or a (nested) array of float, double, long, int, short, char,"
                                + " byte or boolean, or a (nested) list");
        }

        @Test
        void nullInANestedArray_throws() {
            assertThatThrownBy(() -> Torch.tensor((Object) new float[][] {{1}, null}))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("tensor: argument 'data' is null, expected arrays at every level");
        }

        @Test
        void raggedArrayAtDepth_throws() {
            assertThatThrownBy(() -> Torch.tensor((Object) new int[][][] {{{1}, {2}}, {{3}}}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "tensor: argument 'data' is ragged: expected length 2 at dimension 1,"
                                    + " but got 1");
        }

        @Test
        void elementsThatDoNotFillTheShape_throw() {
            assertThatThrownBy(() -> Torch.tensor(new float[3], Shape.of(2, 2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("tensor: 3 elements do not fill the shape [2, 2]");
        }

        @Test
        void bitsThatDoNotFillTheShape_throw() {
            assertThatThrownBy(() -> Torch.fromBits(new short[3], Shape.of(2), DType.BFLOAT16))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "fromBits: a torch.bfloat16 tensor of sizes [2] has 4 bytes, but 6 were"
                                    + " given");
        }

        @Test
        void arrayOfAnotherLength_throws() {
            Tensor tensor = Torch.zeros(2, 3);
            assertThatThrownBy(() -> tensor.toFloatArray(new float[7]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "toFloatArray: argument 'target' has length 7, expected 6 for the"
                                    + " tensor's elements");
            assertThatThrownBy(() -> tensor.toByteArray(new byte[6]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "toByteArray: argument 'target' has length 6, expected 24 for the"
                                    + " tensor's elements");
        }

        @Test
        void arrayOfAnotherType_throws() {
            assertThatThrownBy(() -> Torch.zeros(2).toLongArray(new long[2]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "toLongArray: the tensor is torch.float32, expected torch.int64;"
                                    + " convert it with to(DType.INT64)");
        }

        @Test
        void targetOfAnotherSize_throws() {
            assertThatThrownBy(() -> Torch.ones(2).copyTo(MemorySegment.ofArray(new byte[7])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("copyTo: the tensor has 8 bytes, but the target 7");
        }

        @Test
        void readOnlyTarget_throws() {
            assertThatThrownBy(
                            () ->
                                    Torch.ones(2)
                                            .copyTo(
                                                    MemorySegment.ofArray(new byte[8])
                                                            .asReadOnly()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("copyTo: the target is read-only");
        }

        @Test
        void integersWithAutograd_throw() {
            assertThatThrownBy(
                            () ->
                                    Torch.tensor(
                                            new long[] {1},
                                            TensorOptions.DEFAULT.requiresGrad(true)))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(
                            "only Tensors of floating point dtype can require gradients");
        }

        @Test
        void sparseLayout_throws() {
            assertThatThrownBy(
                            () ->
                                    Torch.tensor(
                                            new long[] {1},
                                            TensorOptions.DEFAULT.layout(Layout.SPARSE_COO)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("tensor: layout is torch.sparse_coo, expected torch.strided");
        }

        @Test
        void sparseElements_throw() {
            assertThatThrownBy(() -> Torch.eye(2).toSparse().toFloatArray())
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("a Sparse tensor is no dense one; use toDense() first");
        }
    }
}
