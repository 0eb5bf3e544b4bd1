package org.panamatorch.internal.autograd;

import org.panamatorch.DType;
import org.panamatorch.Layout;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenI;
import org.panamatorch.internal.aten.AtenR;
import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.internal.aten.AtenT;
import org.panamatorch.internal.aten.AtenV;

import java.util.Arrays;
import java.util.stream.LongStream;

/** The elements that a tensor holds: of a dense one all, of a sparse one those that it has. */
final class HeldElements {
    private HeldElements() {}

    static boolean isSparse(Tensor tensor) {
        return tensor.layout() == Layout.SPARSE_COO || isCompressed(tensor);
    }

    private static boolean isCompressed(Tensor tensor) {
        return switch (tensor.layout()) {
            case SPARSE_CSR, SPARSE_CSC, SPARSE_BSR, SPARSE_BSC -> true;
            default -> false;
        };
    }

    /** The elements, in the tensor's own memory. */
    static Tensor of(Tensor tensor) {
        if (!isSparse(tensor)) {
            return tensor;
        }
        return isCompressed(tensor) ? AtenV.values(tensor) : AtenV._values(tensor);
    }

    /** A tensor with other elements where another one has its own. */
    static Tensor like(Tensor tensor, Tensor elements) {
        if (!isSparse(tensor)) {
            return elements.reshape(tensor.shape());
        }
        if (!isCompressed(tensor)) {
            return AtenS.sparse_coo_tensor_indices_size(
                    AtenI._indices(tensor), elements, tensor.sizes(), null, null, null, null, null);
        }
        return AtenS.sparse_compressed_tensor_comp_plain_value_size(
                compressedIndices(tensor),
                isByRows(tensor) ? AtenC.col_indices(tensor) : AtenR.row_indices(tensor),
                elements,
                tensor.sizes(),
                elements.dtype(),
                tensor.layout(),
                null,
                null);
    }

    private static boolean isByRows(Tensor tensor) {
        return tensor.layout() == Layout.SPARSE_CSR || tensor.layout() == Layout.SPARSE_BSR;
    }

    private static Tensor compressedIndices(Tensor tensor) {
        return isByRows(tensor) ? AtenC.crow_indices(tensor) : AtenC.ccol_indices(tensor);
    }

    /** Where the elements, one after the other, are in the whole tensor. */
    static long[] places(Tensor tensor) {
        if (!isSparse(tensor)) {
            return LongStream.range(0, tensor.numel()).toArray();
        }
        if (isCompressed(tensor)) {
            return placesOfCompressed(tensor.detach());
        }
        long[] sizes = tensor.sizes();
        int sparse = (int) tensor.sparseDim();
        long each = Arrays.stream(sizes, sparse, sizes.length).reduce(1, (a, b) -> a * b);
        Tensor indices = AtenI._indices(tensor);
        long[] places = new long[(int) (indices.size(1) * each)];
        for (int i = 0; i < places.length; i++) {
            long place = 0;
            for (int dim = 0; dim < sparse; dim++) {
                place = place * sizes[dim] + indices.get(dim, i / each).itemLong();
            }
            places[i] = place * each + i % each;
        }
        return places;
    }

    /** Those of numbers from 1 on, which stand where the elements are. */
    private static long[] placesOfCompressed(Tensor tensor) {
        Tensor elements = of(tensor);
        Tensor numbers =
                Torch.arange(1, elements.numel() + 1).to(DType.FLOAT64).view(elements.shape());
        double[] all = like(tensor, numbers).toDense().reshape(-1).toDoubleArray();
        long[] places = new long[(int) elements.numel()];
        for (int i = 0; i < all.length; i++) {
            if (all[i] != 0) {
                places[(int) all[i] - 1] = i;
            }
        }
        return places;
    }

    /** A copy of a sparse tensor that holds all elements, those that it lacks as zeros. */
    static Tensor whole(Tensor tensor) {
        if (!isSparse(tensor)) {
            return tensor;
        }
        Tensor constant = tensor.detach();
        Tensor whole =
                isCompressed(tensor)
                        ? AtenT.to_sparse(
                                whole(AtenT.to_sparse(constant, Layout.SPARSE_COO, null, null)),
                                tensor.layout(),
                                blocks(tensor),
                                null)
                        : wholeOfCoordinates(constant);
        return whole.requiresGrad_(tensor.requiresGrad());
    }

    private static long[] blocks(Tensor tensor) {
        if (tensor.layout() == Layout.SPARSE_CSR || tensor.layout() == Layout.SPARSE_CSC) {
            return null;
        }
        int batches = compressedIndices(tensor).dim() - 1;
        return Arrays.copyOfRange(of(tensor).sizes(), batches + 1, batches + 3);
    }

    private static Tensor wholeOfCoordinates(Tensor tensor) {
        long[] sizes = tensor.sizes();
        int sparse = (int) tensor.sparseDim();
        Tensor indices =
                Torch.ones(Shape.of(Arrays.copyOf(sizes, sparse))).nonzero().t().contiguous();
        long[] elements = new long[sizes.length - sparse + 1];
        elements[0] = indices.size(1);
        System.arraycopy(sizes, sparse, elements, 1, sizes.length - sparse);
        return AtenC._coalesced_(
                AtenS.sparse_coo_tensor_indices_size(
                        indices,
                        tensor.toDense().reshape(Shape.of(elements)),
                        sizes,
                        null,
                        null,
                        null,
                        null,
                        null),
                true);
    }
}
