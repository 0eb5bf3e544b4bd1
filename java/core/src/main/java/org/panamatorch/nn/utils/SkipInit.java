package org.panamatorch.nn.utils;

import org.panamatorch.Device;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.nn.Module;

import java.util.function.Function;

/**
 * Modules without initial values.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.utils.skip_init.html">torch.nn.utils.skip_init</a>
 */
public final class SkipInit {
    private SkipInit() {}

    /**
     * Makes a module on the CPU whose parameters and buffers have no values: nothing is drawn.
     *
     * <pre>{@code
     * Linear linear = SkipInit.skipInit(device -> new Linear(5, 1, o -> o.device(device)));
     * }</pre>
     *
     * @param constructor makes the module on the given device
     * @param <M> its class
     * @return the module
     */
    public static <M extends Module> M skipInit(Function<Device, M> constructor) {
        return skipInit(constructor, Device.CPU);
    }

    /**
     * Makes a module whose parameters and buffers have no values: nothing is drawn.
     *
     * @param constructor makes the module on the given device
     * @param device where the module is to be
     * @param <M> its class
     * @return the module
     */
    public static <M extends Module> M skipInit(Function<Device, M> constructor, Device device) {
        Arguments.requirePresent(constructor, "skipInit", "constructor", "a function");
        Arguments.requirePresent(device, "skipInit", "device", "a device");
        M module = constructor.apply(Device.META);
        Arguments.requireResult(module, "skipInit", "constructor", "a module");
        module.toEmpty(device);
        return module;
    }
}
