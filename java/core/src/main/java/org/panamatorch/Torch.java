package org.panamatorch;

import org.panamatorch.internal.call.Elements;
import org.panamatorch.internal.call.RuntimeCalls;

/**
 * PyTorch's functions: what is {@code torch.zeros} in Python is {@code Torch.zeros} here.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/torch.html">torch</a>
 */
public final class Torch extends TorchOperators {
    private Torch() {}

    /**
     * The version of LibTorch.
     *
     * @return a text such as {@code 2.13.0}
     */
    public static String version() {
        return RuntimeCalls.version();
    }

    /**
     * Seeds the default generators of all devices.
     *
     * @param seed any 64 bits
     * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.manual_seed.html">torch.manual_seed</a>
     */
    public static void manualSeed(long seed) {
        RuntimeCalls.manualSeed(seed);
    }

    /**
     * Sets how many threads share the work of one operation on the CPU.
     *
     * @param threads at least 1
     * @throws TorchException if it is less
     */
    public static void setNumThreads(int threads) {
        RuntimeCalls.setNumThreads(threads);
    }

    /**
     * How many threads share the work of one operation on the CPU.
     *
     * @return the count
     */
    public static int getNumThreads() {
        return RuntimeCalls.numThreads();
    }

    /**
     * Sets how many operations run side by side; possible once, before any did.
     *
     * @param threads at least 1
     * @throws TorchException if it is less, or too late
     */
    public static void setNumInteropThreads(int threads) {
        RuntimeCalls.setNumInteropThreads(threads);
    }

    /**
     * How many operations run side by side.
     *
     * @return the count
     */
    public static int getNumInteropThreads() {
        return RuntimeCalls.numInteropThreads();
    }

    /**
     * The dtype of floating-point tensors that name none.
     *
     * @return the dtype, {@code float32} at first
     */
    public static DType getDefaultDtype() {
        return RuntimeCalls.defaultDtype();
    }

    /**
     * Sets the dtype of floating-point tensors that name none.
     *
     * @param dtype a floating-point dtype
     * @throws TorchException if it is another
     */
    public static void setDefaultDtype(DType dtype) {
        RuntimeCalls.setDefaultDtype(dtype);
    }

    /**
     * How many devices of an accelerator's type can be used.
     *
     * @param type the type
     * @return the count, 0 where LibTorch was built without them
     */
    public static int deviceCount(Device.Type type) {
        return RuntimeCalls.deviceCount(type);
    }

    /**
     * Switches autograd off on this thread until the result is closed.
     *
     * @return what restores the mode
     * @throws IllegalStateException on a virtual thread
     */
    public static GradMode noGrad() {
        return new GradMode(false, "noGrad");
    }

    /**
     * Switches autograd on on this thread until the result is closed.
     *
     * @return what restores the mode
     * @throws IllegalStateException on a virtual thread
     */
    public static GradMode enableGrad() {
        return new GradMode(true, "enableGrad");
    }

    /**
     * Switches autograd on or off on this thread until the result is closed.
     *
     * @param enabled whether it records
     * @return what restores the mode
     * @throws IllegalStateException on a virtual thread
     */
    public static GradMode setGradEnabled(boolean enabled) {
        return new GradMode(enabled, "setGradEnabled");
    }

    /**
     * Whether autograd records on this thread.
     *
     * @return true at first
     */
    public static boolean isGradEnabled() {
        return RuntimeCalls.gradEnabled();
    }

    /**
     * A tensor of one dimension with these elements.
     *
     * @param elements the elements
     * @return a new tensor of {@code float32}
     */
    public static Tensor tensor(float... elements) {
        return Elements.fromArray(elements, null);
    }

    /**
     * A tensor of one dimension with these elements.
     *
     * @param elements the elements
     * @return a new tensor of {@code float64}
     */
    public static Tensor tensor(double... elements) {
        return Elements.fromArray(elements, null);
    }

    /**
     * A tensor of one dimension with these elements.
     *
     * @param elements the elements
     * @return a new tensor of {@code int64}
     */
    public static Tensor tensor(long... elements) {
        return Elements.fromArray(elements, null);
    }

    /**
     * A tensor of one dimension with these elements.
     *
     * @param elements the elements
     * @return a new tensor of {@code bool}
     */
    public static Tensor tensor(boolean... elements) {
        return Elements.fromArray(elements, null);
    }

    /**
     * A tensor with the shape and the elements of an array.
     *
     * @param array an array of {@code float}, {@code double}, {@code long}, {@code int}, {@code short}, {@code byte} or {@code boolean},
     *     or arrays of such, nested to any depth
     * @return a new tensor of the matching dtype
     * @throws IllegalArgumentException if the array is ragged or of another type
     */
    public static Tensor tensor(Object array) {
        return Elements.fromArray(array, null);
    }

    /**
     * A tensor with these elements in this shape.
     *
     * @param array a one-dimensional array of primitives
     * @param sizes the sizes
     * @return a new tensor of the matching dtype
     * @throws IllegalArgumentException if the number of elements is not that of the shape
     */
    public static Tensor tensor(Object array, Shape sizes) {
        return Elements.fromArray(array, sizes.toArray());
    }
}
