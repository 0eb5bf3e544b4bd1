package org.panamatorch.nn.utils;

import org.panamatorch.Device;
import org.panamatorch.TensorOptions;
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
     * Linear linear = SkipInit.skipInit(options -> Linear.builder(5, 1).options(options).build());
     * }</pre>
     *
     * @param constructor makes the module with the given options
     * @param <M> its class
     * @return the module
     */
    public static <M extends Module> M skipInit(Function<TensorOptions, M> constructor) {
        return skipInit(constructor, TensorOptions.of(Device.CPU));
    }

    /**
     * Makes a module whose parameters and buffers have no values: nothing is drawn.
     *
     * @param constructor makes the module with the given options
     * @param options the dtype and the device, the CPU by default, that the module is to have
     * @param <M> its class
     * @return the module
     */
    public static <M extends Module> M skipInit(
            Function<TensorOptions, M> constructor, TensorOptions options) {
        Arguments.requirePresent(constructor, "skipInit", "constructor", "a function");
        Arguments.requirePresent(options, "skipInit", "options", "the options of a tensor");
        M module = constructor.apply(options.device(Device.META));
        Arguments.requireResult(module, "skipInit", "constructor", "a module");
        module.toEmpty(options.device() == null ? Device.CPU : options.device());
        return module;
    }
}
