package org.panamatorch;

/**
 * The dtype, layout and device of a new tensor; null leaves one to PyTorch's default, or to the
 * tensor that the operation starts from.
 *
 * @param dtype the element type, or null
 * @param layout the layout, or null
 * @param device the device, or null
 * @param pinnedMemory whether to allocate page-locked memory, or null
 * @param requiresGrad whether autograd records operations on the new tensor
 */
public record TensorOptions(
        DType dtype, Layout layout, Device device, Boolean pinnedMemory, boolean requiresGrad) {
    /** All defaults. */
    public static final TensorOptions DEFAULT = new TensorOptions(null, null, null, null, false);

    /**
     * Options with a dtype and defaults.
     *
     * @param dtype the element type
     * @return the options
     */
    public static TensorOptions of(DType dtype) {
        return DEFAULT.dtype(dtype);
    }

    /**
     * Options with a device and defaults.
     *
     * @param device the device
     * @return the options
     */
    public static TensorOptions of(Device device) {
        return DEFAULT.device(device);
    }

    /**
     * Options with a dtype, a device and defaults.
     *
     * @param dtype the element type
     * @param device the device
     * @return the options
     */
    public static TensorOptions of(DType dtype, Device device) {
        return DEFAULT.dtype(dtype).device(device);
    }

    /**
     * These options with another dtype.
     *
     * @param newDType the element type, or null
     * @return new options
     */
    public TensorOptions dtype(DType newDType) {
        return new TensorOptions(newDType, layout, device, pinnedMemory, requiresGrad);
    }

    /**
     * These options with another layout.
     *
     * @param newLayout the layout, or null
     * @return new options
     */
    public TensorOptions layout(Layout newLayout) {
        return new TensorOptions(dtype, newLayout, device, pinnedMemory, requiresGrad);
    }

    /**
     * These options with another device.
     *
     * @param newDevice the device, or null
     * @return new options
     */
    public TensorOptions device(Device newDevice) {
        return new TensorOptions(dtype, layout, newDevice, pinnedMemory, requiresGrad);
    }

    /**
     * These options with or without page-locked memory.
     *
     * @param pinned whether to pin, or null
     * @return new options
     */
    public TensorOptions pinnedMemory(Boolean pinned) {
        return new TensorOptions(dtype, layout, device, pinned, requiresGrad);
    }

    /**
     * These options with or without autograd.
     *
     * @param requires whether autograd records operations on the new tensor
     * @return new options
     */
    public TensorOptions requiresGrad(boolean requires) {
        return new TensorOptions(dtype, layout, device, pinnedMemory, requires);
    }
}
