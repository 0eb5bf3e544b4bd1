package org.panamatorch;

import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.aten.AtenN;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Failure;

import java.util.List;

/**
 * PyTorch's {@code torch.nested}: tensors whose parts may differ in size, one after the other in
 * memory. The jagged layout is refused: it is a class of Python's, not of LibTorch's.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/nested.html">torch.nested</a>
 */
public final class Nested extends NestedOperators {
    private Nested() {}

    /**
     * A nested tensor with copies of these parts and no autograd history.
     *
     * @param tensorList tensors of the same number of dimensions
     * @return a new tensor of the first part's dtype and device
     * @throws TorchException if LibTorch refuses the parts
     */
    public static Tensor nestedTensor(List<Tensor> tensorList) {
        return nestedTensor(tensorList, null);
    }

    /**
     * A nested tensor with copies of these parts and no autograd history.
     *
     * @param tensorList tensors of the same number of dimensions
     * @param options dtype, device, pinned memory and whether autograd shall record what becomes of
     *     the tensor; or null for the first part's dtype and device
     * @return a new tensor
     * @throws TorchException if LibTorch refuses the parts, or if the layout is not strided
     */
    public static Tensor nestedTensor(List<Tensor> tensorList, TensorOptions options) {
        TensorOptions chosen = options == null ? TensorOptions.DEFAULT : options;
        Arguments.requireAll(tensorList, "nested_tensor", "tensorList", "tensors");
        List<Tensor> parts = tensorList.stream().map(Tensor::detach).toList();
        return asNestedTensor(parts, chosen);
    }

    /**
     * A nested tensor with copies of these parts, through which gradients flow back to them.
     *
     * @param ts tensors of the same number of dimensions
     * @return a new tensor of the first part's dtype and device
     * @throws TorchException if LibTorch refuses the parts
     */
    public static Tensor asNestedTensor(List<Tensor> ts) {
        return asNestedTensor(ts, null);
    }

    /**
     * A nested tensor with copies of these parts, through which gradients flow back to them.
     *
     * @param ts tensors of the same number of dimensions
     * @param options dtype and device, or null for the first part's
     * @return a new tensor
     * @throws TorchException if LibTorch refuses the parts, or if the layout is not strided
     */
    public static Tensor asNestedTensor(List<Tensor> ts, TensorOptions options) {
        TensorOptions chosen = options == null ? TensorOptions.DEFAULT : options;
        requireStrided("nested tensors", chosen);
        Tensor made =
                AtenN._nested_tensor_from_tensor_list(
                        Arguments.array(ts),
                        chosen.dtype(),
                        null,
                        chosen.device(),
                        chosen.pinnedMemory());
        return chosen.requiresGrad() ? made.requiresGrad_(true) : made;
    }

    /**
     * A tensor as a nested one, whose parts are what it has along its first dimension.
     *
     * @param ts a tensor of at least two dimensions, not nested
     * @return a view of {@code ts}, or a copy where it is not contiguous
     * @throws TorchException if it has fewer dimensions, no rows, or is nested
     */
    public static Tensor asNestedTensor(Tensor ts) {
        return asNestedTensor(ts, null);
    }

    /**
     * A tensor as a nested one, whose parts are what it has along its first dimension.
     *
     * @param ts a tensor of at least two dimensions; a nested one if the options say that it is
     *     strided
     * @param options dtype, layout and device, or null for those of {@code ts}
     * @return a view of {@code ts}, or a copy where it is not contiguous or of another dtype or
     *     device
     * @throws TorchException if it has fewer dimensions or no rows, or if the layout is not strided
     */
    public static Tensor asNestedTensor(Tensor ts, TensorOptions options) {
        TensorOptions chosen = options == null ? TensorOptions.DEFAULT : options;
        Arguments.requirePresent(ts, "as_nested_tensor", "ts", "a tensor");
        if (ts.dim() <= 1) {
            throw refused(
                    "as_nested_tensor(): Expected tensor argument to have dim() > 1",
                    "as_nested_tensor",
                    "ts",
                    ts);
        }
        if (ts.isNested()) {
            if (chosen.layout() != ts.layout()) {
                throw refused(
                        "as_nested_tensor(): Converting between nested tensor layouts is not"
                                + " supported",
                        "as_nested_tensor",
                        "ts",
                        ts,
                        "layout",
                        chosen.layout());
            }
            return converted(ts, chosen);
        }
        requireStrided("nested tensors", chosen);
        long[] sizes = ts.sizes();
        if (sizes[0] == 0) {
            // Python's text, which comes of the list of the parts' sizes being empty.
            throw Failure.refusal(
                    Kind.INDEX,
                    "Dimension out of range (expected to be in range of [-1, 0], but got 1)",
                    "as_nested_tensor",
                    "ts",
                    ts);
        }
        Tensor partSizes = Torch.tensor(sizes).narrow(0, 1, sizes.length - 1L);
        Tensor nestedSizes = partSizes.unsqueeze(0).repeat(sizes[0], 1);
        var layout = AtenN._nested_compute_contiguous_strides_offsets(nestedSizes);
        return AtenN._nested_view_from_buffer(
                converted(ts.reshape(-1), chosen), nestedSizes, layout.result0(), layout.result1());
    }

    /**
     * A nested tensor with a part of each row of a tensor.
     *
     * @param tensor a tensor
     * @param dim the dimension to narrow, counted with the rows
     * @param start where the part begins
     * @param length how long it is
     * @return a new tensor
     * @throws TorchException if LibTorch refuses the arguments
     */
    public static Tensor narrow(Tensor tensor, long dim, long start, long length) {
        Arguments.requirePresent(tensor, "narrow", "tensor", "a tensor");
        if (tensor.dim() > 0 && tensor.size(0) == 0) {
            throw refused(
                    "narrow(): Expected tensor argument to have rows, got " + tensor.shape(),
                    "narrow",
                    "tensor",
                    tensor,
                    "dim",
                    dim,
                    "start",
                    start,
                    "length",
                    length);
        }
        return asNestedTensor(List.of(tensor.unbind())).narrow(dim, start, length);
    }

    private static Tensor converted(Tensor tensor, TensorOptions options) {
        DType dtype = options.dtype() == null ? tensor.dtype() : options.dtype();
        return options.device() == null ? tensor.to(dtype) : tensor.to(options.device(), dtype);
    }

    private static void requireStrided(String what, TensorOptions options) {
        if (options.layout() != null && options.layout() != Layout.STRIDED) {
            throw refused(
                    "Specified layout is unsupported for " + what + ": " + options.layout(),
                    "nested_tensor",
                    "layout",
                    options.layout());
        }
    }

    private static TorchException refused(String text, String operation, Object... arguments) {
        return Failure.refusal(Kind.RUNTIME, text, operation, arguments);
    }
}
