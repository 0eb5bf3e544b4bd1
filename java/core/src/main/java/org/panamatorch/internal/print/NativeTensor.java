package org.panamatorch.internal.print;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Layout;
import org.panamatorch.Nested;
import org.panamatorch.Sparse;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.aten.AtenI;
import org.panamatorch.internal.aten.AtenN;
import org.panamatorch.internal.aten.AtenU;
import org.panamatorch.internal.aten.AtenV;
import org.panamatorch.internal.call.ForwardLevels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** A tensor of LibTorch, for the printer. It makes tensors that a scope of the caller frees. */
final class NativeTensor implements PrintableTensor {
    private final Tensor tensor;
    private final DType dtype;
    private final long[] sizes;
    private final boolean requiresGrad;
    private final boolean leaf;

    NativeTensor(Tensor tensor) {
        this(tensor, tensor.requiresGrad(), false);
    }

    private NativeTensor(Tensor tensor, boolean requiresGrad, boolean leaf) {
        this.tensor = tensor;
        this.dtype = tensor.dtype();
        this.sizes = sizes(tensor);
        this.requiresGrad = requiresGrad;
        this.leaf = leaf;
    }

    /** Null for a nested tensor, the only kind that has no sizes. */
    private static long[] sizes(Tensor tensor) {
        try {
            return tensor.sizes();
        } catch (TorchException e) {
            return null;
        }
    }

    /** A part of a tensor, without its history. */
    private static NativeTensor part(Tensor tensor) {
        return new NativeTensor(tensor.detach(), false, true);
    }

    @Override
    public String dtype() {
        return dtype.toString();
    }

    @Override
    public long[] sizes() {
        return sizes;
    }

    @Override
    public String layout() {
        return tensor.layout().toString();
    }

    @Override
    public String device() {
        Device device = tensor.device();
        return device.type() == Device.Type.CPU ? null : device.toString();
    }

    @Override
    public boolean requiresGrad() {
        return requiresGrad;
    }

    @Override
    public String gradFn() {
        if (!requiresGrad || leaf) {
            return null;
        }
        try {
            return tensor.gradFn();
        } catch (TorchException e) {
            // A view made and changed in place without autograd: PyTorch cannot tell its function
            // either.
            return "Invalid";
        }
    }

    @Override
    public PrintableTensor tangent() {
        if (leaf || !ForwardLevels.isEntered()) {
            return null;
        }
        Tensor tangent = AtenU._unpack_dual(tensor, 0).tangent();
        return tangent == null ? null : new NativeTensor(tangent);
    }

    @Override
    public Content content() {
        if (sizes == null) {
            return nested();
        }
        Layout layout = tensor.layout();
        if (layout == Layout.STRIDED || layout == Layout.MKLDNN) {
            return dense(tensor.detach(), layout);
        }
        Tensor detached = tensor.detach();
        Long nonZeros = isMeta() ? null : AtenN._nnz(detached);
        return new Sparse(parts(detached, layout), nonZeros, layout == Layout.SPARSE_COO);
    }

    private Content dense(Tensor detached, Layout layout) {
        if (isMeta() || isOpaque()) {
            return new Absent();
        } else if (dtype.isQuantized()) {
            ElementSource dequantized = edge -> read(detached.dequantize(), edge);
            return quantized(detached, dequantized);
        }
        return new Dense(
                edge -> read(layout == Layout.MKLDNN ? detached.toDense() : detached, edge));
    }

    private boolean isMeta() {
        return tensor.device().type() == Device.Type.META;
    }

    /** Of such elements nothing is known but the size; Python cannot print them at all. */
    private boolean isOpaque() {
        return !(dtype.isFloatingPoint()
                || dtype.isComplex()
                || dtype.isIntegral()
                || dtype.isQuantized()
                || dtype == DType.BOOL);
    }

    private static List<Part> parts(Tensor t, Layout layout) {
        return switch (layout) {
            case SPARSE_COO ->
                    List.of(
                            new Part("indices", part(AtenI._indices(t))),
                            new Part("values", part(AtenV._values(t))));
            case SPARSE_CSR, SPARSE_BSR ->
                    List.of(
                            new Part("crow_indices", part(t.crowIndices())),
                            new Part("col_indices", part(t.colIndices())),
                            new Part("values", part(t.values())));
            case SPARSE_CSC, SPARSE_BSC ->
                    List.of(
                            new Part("ccol_indices", part(t.ccolIndices())),
                            new Part("row_indices", part(t.rowIndices())),
                            new Part("values", part(t.values())));
            default ->
                    throw new IllegalArgumentException(
                            "a tensor of layout " + layout + " cannot be printed");
        };
    }

    private static Quantized quantized(Tensor t, ElementSource dequantized) {
        long axis;
        try {
            axis = t.qPerChannelAxis();
        } catch (TorchException e) {
            PerTensor parameters = new PerTensor(t.qScale(), t.qZeroPoint());
            return new Quantized(dequantized, "torch.per_tensor_affine", parameters);
        }
        Tensor zeroPoints = t.qPerChannelZeroPoints();
        String kind = zeroPoints.dtype().isFloatingPoint() ? "_float_qparams" : "";
        return new Quantized(
                dequantized,
                "torch.per_channel_affine" + kind,
                new PerChannel(part(t.qPerChannelScales()), part(zeroPoints), axis));
    }

    private Nested nested() {
        List<PrintableTensor> tensors =
                Arrays.stream(tensor.detach().unbind())
                        .<PrintableTensor>map(part -> new NativeTensor(part, requiresGrad, true))
                        .toList();
        return new Nested(tensors);
    }

    private static Values read(Tensor source, int edge) {
        DType dtype = source.dtype();
        Tensor shown = source;
        if (edge != EVERYTHING) {
            DType carrier = carrier(dtype);
            shown = ends(carrier == dtype ? source : source.view(carrier), 0, edge);
        }
        ByteBuffer bytes = ByteBuffer.wrap(shown.toByteArray()).order(ByteOrder.nativeOrder());
        return ElementDecoder.decode(dtype.toString(), bytes);
    }

    /** A dtype that {@code cat} knows and that the bits can go through. */
    private static DType carrier(DType dtype) {
        return switch (dtype) {
            case UINT16 -> DType.INT16;
            case UINT32 -> DType.INT32;
            case UINT64 -> DType.INT64;
            default -> dtype.itemSize() == 1 && dtype != DType.BOOL ? DType.UINT8 : dtype;
        };
    }

    /** Views until all dimensions are short, so that only what is shown is copied. */
    private static Tensor ends(Tensor tensor, int dim, int edge) {
        if (dim == tensor.dim()) {
            return tensor;
        }
        long size = tensor.size(dim);
        if (size <= 2L * edge) {
            return ends(tensor, dim + 1, edge);
        }
        Tensor begin = ends(tensor.narrow(dim, 0, edge), dim + 1, edge);
        Tensor end = ends(tensor.narrow(dim, size - edge, edge), dim + 1, edge);
        return Torch.cat(List.of(begin, end), dim);
    }
}
