package org.panamatorch;

import static org.panamatorch.support.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.CrossEntropyLoss;
import org.panamatorch.nn.Embedding;

import java.math.BigDecimal;

/**
 * Bad shapes, dtypes, indices and arguments end in an exception with its text, and never in the end
 * of the process.
 */
@NoLeaks
class TensorMisuseTest {
    @Test
    void shapesThatDoNotBroadcast_throws() {
        assertRefused(
                () -> Torch.ones(2, 3).add(Torch.ones(2, 4)),
                Kind.RUNTIME,
                "The size of tensor a (3) must match the size of tensor b (4) at"
                        + " non-singleton dimension 1\n"
                        + "  in add.Tensor(self=float32[2, 3], other=float32[2, 4], alpha=1)");
    }

    @Test
    void shapesThatDoNotMultiply_throws() {
        assertRefused(
                () -> Torch.ones(2, 3).matmul(Torch.ones(2, 3)),
                Kind.RUNTIME,
                "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)\n"
                        + "  in matmul(self=float32[2, 3], other=float32[2, 3])");
    }

    @Test
    void shapesThatDoNotConcatenate_throws() {
        assertRefused(
                () -> Torch.cat(Torch.ones(2, 3), Torch.ones(2)),
                Kind.RUNTIME,
                "Tensors must have same number of dimensions: got 2 and 1\n"
                        + "  in cat(tensors=[float32[2, 3], float32[2]], dim=0)");
    }

    @Test
    void shapeThatDoesNotExpand_throws() {
        assertRefused(
                () -> Torch.ones(2).expand(3),
                Kind.RUNTIME,
                "The expanded size of the tensor (3) must match the existing size (2) at"
                        + " non-singleton dimension 0.  Target sizes: [3].  Tensor sizes: [2]\n"
                        + "  in expand(self=float32[2], size=[3], implicit=false)");
    }

    @Test
    void shapeOfAnotherNumberOfElements_throws() {
        assertRefused(
                () -> Torch.ones(6).reshape(4, -1),
                Kind.RUNTIME,
                "shape '[4, -1]' is invalid for input of size 6\n"
                        + "  in reshape(self=float32[6], shape=[4, -1])");
    }

    @Test
    void viewOverGaps_throws() {
        assertRefused(
                () -> Torch.ones(2, 3).t().view(6),
                Kind.RUNTIME,
                "view size is not compatible with input tensor's size and stride (at"
                        + " least one dimension spans across two contiguous subspaces). Use"
                        + " .reshape(...) instead.\n"
                        + "  in view(self=float32[3, 2], size=[6])");
    }

    @Test
    void negativeSize_throws() {
        assertRefused(
                () -> Torch.ones(2, -1),
                Kind.RUNTIME,
                "Trying to create tensor with negative dimension -1: [2, -1]\n"
                        + "  in ones(size=[2, -1], dtype=None, layout=None, device=None,"
                        + " pin_memory=None)");
    }

    @Test
    void sizesThatOverflow_throws() {
        assertRefused(
                () -> Torch.ones(1L << 40, 1L << 40),
                Kind.RUNTIME,
                "Storage size calculation overflowed with sizes=[1099511627776,"
                        + " 1099511627776]\n"
                        + "  in ones(size=[1099511627776, 1099511627776], dtype=None, layout=None,"
                        + " device=None, pin_memory=None)");
    }

    @Test
    void dtypesThatDoNotMultiply_throws() {
        assertRefused(
                () ->
                        Torch.ones(2, 2)
                                .matmul(
                                        Torch.ones(
                                                new long[] {2, 2},
                                                TensorOptions.of(DType.FLOAT64))),
                Kind.RUNTIME,
                "expected m1 and m2 to have the same dtype, but got: float != double\n"
                        + "  in matmul(self=float32[2, 2], other=float64[2, 2])");
    }

    @Test
    void resultOfAnotherDtype_throws() {
        assertRefused(
                () -> Torch.tensor(new long[] {1, 2}).add_(Torch.tensor(0.5f)),
                Kind.RUNTIME,
                "result type Float can't be cast to the desired output type Long\n"
                        + "  in add_.Tensor(self=int64[2], other=float32[], alpha=1)");
    }

    @Test
    void operationWithoutTheDtype_throws() {
        // In Python a NotImplementedError is a RuntimeError, too.
        Kind since214 = Torch.version().startsWith("2.13.") ? Kind.RUNTIME : Kind.NOT_IMPLEMENTED;
        assertRefused(
                () -> Torch.tensor(new boolean[] {true}).neg(),
                since214,
                "Negation, the `-` operator, on a bool tensor is not supported. If you"
                        + " are trying to invert a mask, use the `~` or `logical_not()` operator"
                        + " instead.\n"
                        + "  in neg(self=bool[1])");
    }

    @Test
    void kernelWithoutTheDtype_throws() {
        assertRefused(
                () ->
                        Torch.tensor(new boolean[][] {{true}})
                                .matmul(Torch.tensor(new boolean[][] {{true}})),
                Kind.NOT_IMPLEMENTED,
                "\"addmm_impl_cpu_\" not implemented for 'Bool'\n"
                        + "  in matmul(self=bool[1, 1], other=bool[1, 1])");
    }

    @Test
    void numberThatDoesNotFitTheDtype_throws() {
        assertRefused(
                () -> Torch.full(new long[] {1}, 300, TensorOptions.of(DType.INT8)),
                Kind.RUNTIME,
                "value cannot be converted to type int8_t without overflow\n"
                        + "  in full(size=[1], fill_value=300, dtype=torch.int8, layout=None,"
                        + " device=None, pin_memory=None)");
    }

    @Test
    void numberOfAnotherClass_throws() {
        assertRefused(
                () -> Torch.ones(1).add(new BigDecimal("1.5")),
                IllegalArgumentException.class,
                "add.Scalar: argument 'other' is a java.math.BigDecimal, expected a"
                        + " Byte, Short, Integer, Long, Float, Double, Scalar or a BigInteger of"
                        + " 64 bits without sign");
    }

    @Test
    void divisionOfIntegersByZero_throws() {
        assertRefused(
                () -> Torch.tensor(new long[] {1}).floorDivide(0),
                Kind.RUNTIME,
                "ZeroDivisionError\n" + "  in floor_divide.Scalar(self=int64[1], other=0)");
    }

    @Test
    void arrayOfAnotherDtype_throws() {
        assertRefused(
                () -> Torch.tensor(new long[] {1}).toFloatArray(),
                IllegalArgumentException.class,
                "toFloatArray: the tensor is torch.int64, expected torch.float32;"
                        + " convert it with to(DType.FLOAT32)");
    }

    @Test
    void arrayOfAnotherShape_throws() {
        assertRefused(
                () -> Torch.ones(2, 2).toArray(float[].class),
                IllegalArgumentException.class,
                "toArray: a torch.float32 tensor of 2 dimensions is a float[][],"
                        + " expected float[]");
    }

    @Test
    void dtypeOfUnknownName_throws() {
        assertRefused(
                () -> DType.ofName("float33"),
                IllegalArgumentException.class,
                "no dtype is named float33");
    }

    @Test
    void dtypeOfUnknownCode_throws() {
        assertRefused(
                () -> DType.ofCode(99), IllegalArgumentException.class, "no dtype has the code 99");
    }

    @Test
    void raggedArray_throws() {
        assertRefused(
                () -> Torch.tensor(new float[][] {{1, 2}, {3}}),
                IllegalArgumentException.class,
                "tensor: argument 'data' is ragged: expected length 2 at dimension 1,"
                        + " but got 1");
    }

    @Test
    void arrayOfStrings_throws() {
        assertRefused(
                () -> Torch.tensor(new String[] {"1"}),
                IllegalArgumentException.class,
                "tensor: argument 'data' is a java.lang.String[], expected a number, or"
                        + " a (nested) array of float, double, long, int, short, char, byte or"
                        + " boolean, or a (nested) list");
    }

    @Test
    void itemOfManyElements_throws() {
        assertRefused(
                () -> Torch.ones(3).item(),
                Kind.RUNTIME,
                "a Tensor with 3 elements cannot be converted to Scalar\n"
                        + "  in item(self=float32[3])");
    }

    @Test
    void itemOfNoElement_throws() {
        assertRefused(
                () -> Torch.empty(0).item(),
                Kind.RUNTIME,
                "a Tensor with 0 elements cannot be converted to Scalar\n"
                        + "  in item(self=float32[0])");
    }

    @Test
    void itemOfAMetaTensor_throws() {
        assertRefused(
                () -> Torch.ones(new long[] {1}, TensorOptions.of(Device.META)).item(),
                Kind.RUNTIME,
                "Tensor.item() cannot be called on meta tensors\n"
                        + "  in item(self=float32[1] meta)");
    }

    @Test
    void indexOutOfRange_throws() {
        assertRefused(
                () -> Torch.ones(3).select(0, 3),
                Kind.INDEX,
                "select(): index 3 out of range for tensor of size [3] at dimension 0\n"
                        + "  in select.int(self=float32[3], dim=0, index=3)");
    }

    @Test
    void positionOutOfRange_throws() {
        assertRefused(
                () -> Torch.ones(3).get(-4),
                Kind.INDEX,
                "index -4 is out of bounds for dimension 0 with size 3\n"
                        + "  in get(self=float32[3], indices=[-4])");
    }

    @Test
    void moreIndicesThanDimensions_throws() {
        assertRefused(
                () -> Torch.ones(3).index(Index.at(0), Index.at(0)),
                Kind.INDEX,
                "too many indices for tensor of dimension 1\n"
                        + "  in index(self=float32[3], indices=[0, 0])");
    }

    @Test
    void maskOfAnotherShape_throws() {
        assertRefused(
                () -> Torch.ones(3).index(Index.of(Torch.tensor(new boolean[] {true, false}))),
                Kind.INDEX,
                "The shape of the mask [2] at index 0 does not match the shape of the"
                        + " indexed tensor [3] at index 0\n"
                        + "  in index(self=float32[3], indices=[bool[2]])");
    }

    @Test
    void indexTensorOutOfRange_throws() {
        assertRefused(
                () -> Torch.ones(3).index(Index.of(Torch.tensor(new long[] {1, 5}))),
                Kind.INDEX,
                "index 5 is out of bounds for dimension 0 with size 3\n"
                        + "  in index(self=float32[3], indices=[int64[2]])");
    }

    @Test
    void indexTensorOfFloats_throws() {
        assertRefused(
                () -> Torch.ones(3).gather(0, Torch.ones(1)),
                Kind.RUNTIME,
                "gather(): Expected dtype int32/int64 for index\n"
                    + "  in gather(self=float32[3], dim=0, index=float32[1], sparse_grad=false)");
    }

    @Test
    void assignmentOutOfRange_throws() {
        assertRefused(
                () -> Torch.ones(3).setAt(1, Index.at(3)),
                Kind.INDEX,
                "index 3 is out of bounds for dimension 0 with size 3\n"
                        + "  in setAt(self=float32[3], value=1, indices=[3])");
    }

    @Test
    void assignmentOfAnotherShape_throws() {
        assertRefused(
                () -> Torch.ones(3).setAt(Torch.ones(2), Index.all()),
                Kind.RUNTIME,
                "The expanded size of the tensor (3) must match the existing size (2) at"
                        + " non-singleton dimension 0.  Target sizes: [3].  Tensor sizes: [2]\n"
                        + "  in setAt(self=float32[3], value=float32[2], indices=[:])");
    }

    @Test
    void writeToOverlappingElements_throws() {
        assertRefused(
                () -> Torch.ones(1).expand(3).add_(1),
                Kind.RUNTIME,
                "unsupported operation: more than one element of the written-to tensor"
                        + " refers to a single memory location. Please clone() the tensor before"
                        + " performing the operation.\n"
                        + "  in add_.Scalar(self=float32[3], other=1, alpha=1)");
    }

    @Test
    void dimensionOutOfRange_throws() {
        assertRefused(
                () -> Torch.ones(3).max(1),
                Kind.INDEX,
                "Dimension out of range (expected to be in range of [-1, 0], but got 1)\n"
                        + "  in max.dim(self=float32[3], dim=1, keepdim=false)");
    }

    @Test
    void dimensionTwice_throws() {
        assertRefused(
                () -> Torch.ones(2, 2).permute(0, 0),
                Kind.RUNTIME,
                "permute(): duplicate dims are not allowed.\n"
                        + "  in permute(self=float32[2, 2], dims=[0, 0])");
    }

    @Test
    void reductionOfNothing_throws() {
        assertRefused(
                () -> Torch.empty(0).max(),
                Kind.RUNTIME,
                "max(): Expected reduction dim to be specified for input.numel() == 0."
                        + " Specify the reduction dim with the 'dim' argument.\n"
                        + "  in max(self=float32[0])");
    }

    @Test
    void singularMatrix_throws() {
        assertRefused(
                () -> Torch.zeros(2, 2).inverse(),
                Kind.LINALG,
                "linalg.inv: The diagonal element 1 is zero, the inversion could not be"
                        + " completed because the input matrix is singular.\n"
                        + "  in inverse(self=float32[2, 2])");
    }

    @Test
    void sparseIndexOutOfRange_throws() {
        assertRefused(
                () ->
                        Torch.sparseCooTensor(
                                Torch.tensor(new long[][] {{5}}), Torch.ones(1), new long[] {3}),
                Kind.RUNTIME,
                "size is inconsistent with indices: for dim 0, size is 3 but found index 5\n"
                        + "  in sparse_coo_tensor.indices_size(indices=int64[1, 1],"
                        + " values=float32[1], size=[3], dtype=None, layout=None, device=None,"
                        + " pin_memory=None, is_coalesced=None)");
    }

    @Test
    void nullTensor_throws() {
        assertRefused(
                () -> Torch.ones(1).add((Tensor) null),
                NullPointerException.class,
                "add.Tensor: argument 'other' is null, expected a tensor");
    }

    @Test
    void nullInAList_throws() {
        assertRefused(
                () -> Torch.cat(Torch.ones(1), null),
                NullPointerException.class,
                "cat: argument 'tensors' is null, expected a tensor");
    }

    @Test
    void nullList_throws() {
        assertRefused(
                () -> Torch.stack((Tensor[]) null),
                NullPointerException.class,
                "stack: argument 'tensors' is null, expected a list of tensors");
    }

    @Test
    void nullDtype_throws() {
        assertRefused(
                () -> Torch.ones(1).to((DType) null),
                NullPointerException.class,
                "to.dtype: argument 'dtype' is null, expected a dtype");
    }

    @Test
    void nullArray_throws() {
        assertRefused(
                () -> Torch.tensor((Object) null),
                NullPointerException.class,
                "tensor: argument 'data' is null, expected a number, or a (nested) array of float,"
                        + " double, long, int, short, char, byte or boolean, or a (nested) list");
    }

    @Test
    void nullSizes_throws() {
        assertRefused(
                () -> Torch.ones((long[]) null),
                NullPointerException.class,
                "ones: argument 'size' is null, expected a list of integers");
    }

    @Test
    void nullWord_throws() {
        assertRefused(
                () -> Torch.einsum(null, Torch.ones(1)),
                NullPointerException.class,
                "einsum: argument 'equation' is null, expected a string");
    }

    @Test
    void unknownWord_throws() {
        assertRefused(
                () -> Torch.einsum("ij->k", Torch.ones(1, 1)),
                Kind.RUNTIME,
                "einsum(): output subscript k does not appear in the equation for any"
                        + " input operand\n"
                        + "  in einsum(equation='ij->k', tensors=[float32[1, 1]], path=None)");
    }

    @Test
    void unknownOperator_throws() {
        assertRefused(
                () -> Torch.call("aten::nope"),
                IllegalArgumentException.class,
                "ops: there is no operator 'aten::nope'");
    }

    @Test
    void threadCountOfZero_throws() {
        assertRefused(
                () -> Torch.setNumThreads(0),
                Kind.RUNTIME,
                "Expected positive number of threads\n" + "  in setNumThreads(threads=0)");
    }

    @Test
    void defaultDtypeOfIntegers_throws() {
        assertRefused(
                () -> Torch.setDefaultDtype(DType.INT64),
                Kind.TYPE,
                "only floating-point types are supported as the default type\n"
                        + "  in setDefaultDtype(dtype=torch.int64)");
    }

    @Test
    void targetClassOutOfRange_throws() {
        assertRefused(
                () -> new CrossEntropyLoss().call(Torch.ones(1, 4), Torch.tensor(new long[] {7})),
                Kind.INDEX,
                "Target 7 is out of bounds.\n"
                        + "  in cross_entropy_loss(self=float32[1, 4], target=int64[1],"
                        + " weight=None, reduction=1, ignore_index=-100, label_smoothing=0.0)");
    }

    @Test
    void embeddingIndexOutOfRange_throws() {
        Embedding embedding = new Embedding(4, 3);
        assertRefused(
                () -> embedding.call(Torch.tensor(new long[] {4})),
                Kind.INDEX,
                "index out of range in self\n"
                        + "  in embedding(weight=float32[4, 3], indices=int64[1], padding_idx=-1,"
                        + " scale_grad_by_freq=false, sparse=false)");
    }

    @Test
    void dimensionsThatAreNotThere_areRefused() {
        Tensor a = Torch.ones(2, 3);
        String text =
                "Dimension out of range (expected to be in range of [-2, 1], but got 9)\n  in ";
        assertRefused(() -> a.size(9), Kind.INDEX, text + "size(self=float32[2, 3], dim=9)");
        assertRefused(() -> a.stride(9), Kind.INDEX, text + "stride(self=float32[2, 3], dim=9)");
        assertRefused(
                () -> Torch.ones().size(0),
                Kind.INDEX,
                "Dimension specified as 0 but tensor has no dimensions\n"
                        + "  in size(self=float32[], dim=0)");
        assertRefused(() -> a.shape().size(9), Kind.INDEX, "tuple index out of range");
    }

    @Test
    void complexNumberAsARealOne_isRefused() {
        assertRefused(
                () -> Scalar.complex(1, 2).doubleValue(),
                Kind.TYPE,
                "Scalar: the complex number (1.0+2.0j) has an imaginary part, expected a real"
                        + " number");
    }
}
