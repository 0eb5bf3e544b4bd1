package org.panamatorch.nn.utils;

import org.panamatorch.Tensor;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.nn.FunctionalCallOptions;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.Reparametrization;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Modules as functions of their parameters and buffers.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.func.functional_call.html">torch.func.functional_call</a>
 */
public final class Stateless {
    private Stateless() {}

    /**
     * Calls a module with other parameters and buffers. Tensors that the module has under several
     * names are replaced under all of them.
     *
     * <pre>{@code
     * Tensor output = Stateless.functionalCall(linear, weights, () -> linear.call(input));
     * }</pre>
     *
     * @param module the module, which no other thread may use meanwhile
     * @param parametersAndBuffers tensors by their names; the others stay the module's own
     * @param call calls the module
     * @param <T> what it gives
     * @return what it gave
     * @throws org.panamatorch.TorchException if there are several tensors for a tied one
     */
    public static <T> T functionalCall(
            Module module, Map<String, Tensor> parametersAndBuffers, Supplier<T> call) {
        return functionalCall(module, parametersAndBuffers, call, _ -> {});
    }

    /**
     * Calls a module with other parameters and buffers.
     *
     * @param module the module, which no other thread may use meanwhile
     * @param parametersAndBuffers tensors by their names; the others stay the module's own
     * @param call calls the module
     * @param options sets what is not to be as by default
     * @param <T> what it gives
     * @return what it gave
     * @throws org.panamatorch.TorchException if names do not fit though they must, or there are
     *     several tensors for a tied one
     */
    public static <T> T functionalCall(
            Module module,
            Map<String, Tensor> parametersAndBuffers,
            Supplier<T> call,
            Consumer<? super FunctionalCallOptions> options) {
        Arguments.requirePresent(call, "functionalCall", "call", "a function");
        try (var _ = new Reparametrization(module, parametersAndBuffers, options)) {
            return call.get();
        }
    }
}
