package org.panamatorch;

import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.TensorAccess;
import org.panamatorch.internal.call.TensorCalls;
import org.panamatorch.internal.library.PtTensor;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.print.TensorText;

import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A multi-dimensional array of elements of one type.
 *
 * <p>PyTorch's operators are methods under their own names in Java's casing; {@code add_} and the
 * like work in place and return this tensor. A method whose result is a view says so: views share
 * their elements.
 *
 * <p>A tensor's memory is not on Java's heap. It is freed when the tensor is closed, when the
 * {@link TensorScope} that it was made in is closed, or else some time after the last reference to
 * it is gone. A closed tensor throws {@link IllegalStateException} whatever it is asked for. Any
 * thread may use and close any tensor; as in PyTorch, nobody may write to a tensor that another
 * thread uses at that time.
 *
 * <p>{@link #equals} and {@link #hashCode} are those of the object; values are compared by {@code
 * eq}, {@code equal} and {@code allclose}.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/tensors.html">torch.Tensor</a>
 */
public final class Tensor
        implements TensorOperators,
                TensorIndexing,
                TensorElements,
                TensorMemory,
                TensorAutograd,
                TensorConversion,
                TensorFunctional,
                TensorProperties,
                AutoCloseable,
                Iterable<Tensor> {
    static {
        TensorAccess.set(
                new TensorAccess() {
                    @Override
                    public NativeHandle handle(Tensor tensor) {
                        return tensor.handle();
                    }

                    @Override
                    public Tensor tensor(NativeHandle handle) {
                        return new Tensor(handle);
                    }

                    @Override
                    public void substitute(Tensor tensor, Tensor other) {
                        synchronized (Substitute.class) {
                            tensor.substitute =
                                    other == null
                                            ? Substitute.without(tensor.substitute)
                                            : Substitute.with(other.handle(), tensor.substitute);
                        }
                    }

                    @Override
                    public Generator generator(NativeHandle handle, Device device) {
                        return new Generator(handle, device);
                    }

                    @Override
                    public NativeHandle handle(Generator generator) {
                        return generator.handle();
                    }
                });
    }

    private final NativeHandle handle;

    // What stands for this tensor on some threads; null as a rule.
    private Substitute substitute;

    private Tensor(NativeHandle handle) {
        this.handle = handle;
    }

    NativeHandle handle() {
        Substitute other = substitute;
        return other == null ? handle : Substitute.find(other, handle);
    }

    /**
     * The element type.
     *
     * @return the dtype
     */
    public DType dtype() {
        return DType.ofCode(TensorCalls.dtype(this));
    }

    /**
     * Where the elements are.
     *
     * @return the device
     */
    public Device device() {
        return TensorCalls.device(this);
    }

    /**
     * How the elements are kept.
     *
     * @return the layout
     */
    public Layout layout() {
        return Layout.ofCode(TensorCalls.layout(this));
    }

    /**
     * Whether this is a nested tensor, whose parts may differ in size.
     *
     * @return true if it is
     * @see Nested
     */
    public boolean isNested() {
        return TensorCalls.isNested(this);
    }

    /**
     * How many dimensions there are.
     *
     * @return the number of dimensions, 0 for a scalar
     */
    public int dim() {
        return TensorCalls.dim(this);
    }

    /**
     * The sizes.
     *
     * @return the shape
     */
    public Shape shape() {
        return Shape.of(sizes());
    }

    /**
     * The sizes.
     *
     * @return a new array, one size a dimension
     */
    public long[] sizes() {
        return TensorCalls.sizes(this);
    }

    /**
     * The size of one dimension.
     *
     * @param dim the dimension; negative ones count from the end
     * @return its size
     * @throws TorchException if there is no such dimension
     */
    public long size(int dim) {
        long known = TensorCalls.knownSize(this, dim);
        return known < 0 ? TensorCalls.sizes(this)[wrapped(dim, "size")] : known;
    }

    /**
     * How far apart neighbours are along each dimension.
     *
     * @return a new array of distances in elements
     * @throws TorchException if the layout has no strides
     */
    public long[] strides() {
        return TensorCalls.strides(this);
    }

    /**
     * How far apart neighbours are along one dimension.
     *
     * @param dim the dimension; negative ones count from the end
     * @return the distance in elements
     * @throws TorchException if there is no such dimension
     */
    public long stride(int dim) {
        return strides()[wrapped(dim, "stride")];
    }

    private int wrapped(int dim, String operation) {
        int count = dim();
        int index = dim < 0 ? dim + count : dim;
        if (index < 0 || index >= count) {
            throw Failure.refusal(
                    TorchException.Kind.INDEX,
                    (count == 0
                            ? "Dimension specified as " + dim + " but tensor has no dimensions"
                            : "Dimension out of range (expected to be in range of ["
                                    + -count
                                    + ", "
                                    + (count - 1)
                                    + "], but got "
                                    + dim
                                    + ")"),
                    operation,
                    "self",
                    this,
                    "dim",
                    dim);
        }
        return index;
    }

    /**
     * How many elements there are.
     *
     * @return the product of the sizes
     */
    public long numel() {
        return TensorCalls.numel(this);
    }

    /**
     * Where in its storage the tensor begins.
     *
     * @return the distance in elements
     */
    public long storageOffset() {
        return TensorCalls.storageOffset(this);
    }

    /**
     * Whether both tensors are views of the same storage.
     *
     * @param other a tensor
     * @return true if writing to one may show in the other
     */
    public boolean sharesStorageWith(Tensor other) {
        return PtTensor.tensor_shares_storage(this, other);
    }

    /**
     * A copy of the elements, which autograd records.
     *
     * @return a new tensor
     * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.clone.html">torch.clone</a>
     */
    @Override
    public Tensor clone() {
        return AtenC.clone(this, null);
    }

    /**
     * A copy of the elements in an order of its own, which autograd records.
     *
     * @param memoryFormat the order of the elements in memory
     * @return a new tensor
     * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.clone.html">torch.clone</a>
     */
    public Tensor clone(MemoryFormat memoryFormat) {
        return AtenC.clone(this, memoryFormat);
    }

    /**
     * Views of the slices along the first dimension, in order.
     *
     * @return an iterator over new tensors
     * @throws TorchException of kind {@code TYPE} if this is a scalar
     */
    @Override
    public Iterator<Tensor> iterator() {
        requireFirstDimension();
        return List.of(unbind(0)).iterator();
    }

    private void requireFirstDimension() {
        if (dim() == 0) {
            throw Failure.refusal(
                    TorchException.Kind.TYPE,
                    "iteration over a 0-d tensor",
                    "iterator",
                    "self",
                    this);
        }
    }

    /**
     * Views of the slices along the first dimension, in order.
     *
     * @return a stream of new tensors, each made when it is reached
     * @throws TorchException of kind {@code TYPE} if this is a scalar
     */
    public Stream<Tensor> stream() {
        requireFirstDimension();
        return LongStream.range(0, size(0)).mapToObj(i -> select(0, i));
    }

    /**
     * Whether the tensor was closed, by itself or with its scope.
     *
     * @return true if it cannot be used any more
     */
    public boolean isClosed() {
        return handle.isClosed();
    }

    /**
     * Whether this is a parameter or buffer of a lazy module that has no size before its module is
     * called, or is loaded a state. Until then it can be moved to other dtypes and devices, and
     * handed to an optimizer; everything else is a {@link TorchException}.
     *
     * @return true while it has no size
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.parameter.UninitializedParameter.html">torch.nn.parameter.UninitializedParameter</a>
     */
    public boolean isLazy() {
        return handle.isUninitializedParameter() || handle.isUninitializedBuffer();
    }

    /** Frees the tensor; views of its elements stay valid. Closing again does nothing. */
    @Override
    public void close() {
        handle.close();
    }

    /**
     * The elements as Python prints them.
     *
     * @return a text such as {@code tensor([1., 2.])}; for a closed tensor one that says so
     */
    @Override
    public String toString() {
        if (isClosed()) {
            return "tensor(<closed>)";
        }
        if (isLazy()) {
            return handle.isUninitializedParameter()
                    ? "<UninitializedParameter>"
                    : "<UninitializedBuffer>";
        }
        return TensorText.of(this);
    }
}
