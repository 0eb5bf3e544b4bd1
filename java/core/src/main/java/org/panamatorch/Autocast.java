package org.panamatorch;

import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.internal.library.PtAutocast;

/**
 * Autocast on one platform thread, until closed: operators such as matrix products run in a lower
 * precision, those that need it in {@code float32}.
 *
 * <pre>{@code
 * try (var autocast = new Autocast(Device.Type.CPU, DType.BFLOAT16)) {
 *     loss = criterion.call(model.call(x), y);
 * }
 * loss.backward();
 * }</pre>
 *
 * <p>A virtual thread cannot have one; {@link #call} works on any thread.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/amp.html#autocasting">torch.autocast</a>
 */
public final class Autocast extends ThreadMode {
    private final ModeCalls.Restorer before;

    /**
     * Switches autocast on, with the device type's own dtype: {@code bfloat16} for the CPU, {@code
     * float16} for CUDA.
     *
     * @param device for what type of devices
     * @throws TorchException if the type has no autocast
     * @throws IllegalStateException on a virtual thread
     */
    public Autocast(Device.Type device) {
        this(device, null);
    }

    /**
     * Switches autocast on.
     *
     * @param device for what type of devices
     * @param dtype what operators run in, {@code bfloat16} or {@code float16}: autocast is off for
     *     others, with a warning; null for the device type's own
     * @throws TorchException if the type has no autocast
     * @throws IllegalStateException on a virtual thread
     */
    public Autocast(Device.Type device, DType dtype) {
        this(device, dtype, true, null);
    }

    /**
     * Switches autocast on or off.
     *
     * @param device for what type of devices
     * @param dtype what operators run in, or null for the device type's own
     * @param enabled whether it is on
     * @param cacheEnabled whether leaves that were cast are kept for further calls; null to leave
     *     that
     * @throws TorchException if the type has no autocast
     * @throws IllegalStateException on a virtual thread
     */
    public Autocast(Device.Type device, DType dtype, boolean enabled, Boolean cacheEnabled) {
        super("autocast", "Autocast.call(device, dtype, () -> ...)");
        before = mode(device, dtype, enabled, cacheEnabled).enter();
    }

    /**
     * Runs code with autocast, on any thread.
     *
     * @param <T> the result's type
     * @param <X> what the code throws
     * @param device for what type of devices
     * @param dtype what operators run in, or null for the device type's own
     * @param code the code
     * @return what it returns
     * @throws X if it does
     * @throws TorchException if the type has no autocast
     */
    public static <T, X extends Throwable> T call(
            Device.Type device, DType dtype, ScopedValue.CallableOp<? extends T, X> code) throws X {
        return ModeCalls.within(mode(device, dtype, true, null), code);
    }

    private static ModeCalls.Mode mode(
            Device.Type device, DType dtype, boolean enabled, Boolean cacheEnabled) {
        PtAutocast.AutocastGet now = PtAutocast.autocast_get(device);
        if (!now.available()) {
            throw new TorchException(
                    TorchException.Kind.RUNTIME,
                    "User specified an unsupported autocast device_type '" + name(device) + "'");
        }
        DType chosen = dtype == null ? now.dtype() : dtype;
        boolean on = enabled && isPossible(device, chosen);
        boolean cached = cacheEnabled == null ? PtAutocast.autocast_cache_enabled() : cacheEnabled;
        return () -> ModeCalls.enterAutocast(device, on, chosen, cached);
    }

    private static boolean isPossible(Device.Type device, DType dtype) {
        if (device == Device.Type.CUDA) {
            if (Torch.deviceCount(device) == 0) {
                Warnings.warn(
                        "CUDA is not available or torch_xla is imported. Disabling autocast.");
                return false;
            }
            return true;
        }
        if (dtype != DType.BFLOAT16 && dtype != DType.FLOAT16) {
            String name = device.name();
            Warnings.warn(
                    "In "
                            + name
                            + " autocast, but the target dtype is not supported. Disabling"
                            + " autocast.\n"
                            + name
                            + " Autocast only supports dtypes of torch.bfloat16, torch.float16"
                            + " currently.");
            return false;
        }
        return true;
    }

    private static String name(Device.Type device) {
        return new Device(device, Device.CURRENT).toString();
    }

    /**
     * Whether a type of devices has autocast.
     *
     * @param device the type
     * @return false where {@link Autocast} refuses it
     */
    public static boolean isAvailable(Device.Type device) {
        return PtAutocast.autocast_get(device).available();
    }

    /**
     * Whether autocast is on for a type of devices, on the calling thread.
     *
     * @param device the type
     * @return false at first
     */
    public static boolean isEnabled(Device.Type device) {
        return PtAutocast.autocast_get(device).enabled();
    }

    /**
     * The dtype of operators where autocast is on and names none.
     *
     * @param device the type of devices
     * @return the dtype, or null for a type without autocast
     */
    public static DType dtype(Device.Type device) {
        return PtAutocast.autocast_get(device).dtype();
    }

    @Override
    void restore() {
        before.restore();
    }
}
