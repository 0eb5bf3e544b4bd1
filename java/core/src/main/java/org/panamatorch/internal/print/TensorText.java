package org.panamatorch.internal.print;

import org.panamatorch.PrintOptions;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Layers;
import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.internal.library.PtFunc;
import org.panamatorch.internal.library.PtRuntime;

/** The text of native tensors, and the options that all of them are printed with. */
public final class TensorText {
    private static volatile PrintOptions options = PrintOptions.DEFAULT;

    private TensorText() {}

    /**
     * How tensors are printed from now on, by all threads.
     *
     * @param newOptions the options
     */
    public static void setOptions(PrintOptions newOptions) {
        Arguments.requirePresent(newOptions, "setPrintOptions", "options", "the options");
        options = newOptions;
    }

    /**
     * How tensors are printed.
     *
     * @return the options
     */
    public static PrintOptions options() {
        return options;
    }

    /**
     * A tensor's text with the current options.
     *
     * @param tensor the tensor
     * @return the text that Python prints
     */
    public static String of(Tensor tensor) {
        return of(tensor, options);
    }

    /**
     * A tensor's text.
     *
     * @param tensor the tensor
     * @param options how to print it
     * @return the text that Python prints
     */
    public static String of(Tensor tensor, PrintOptions options) {
        Layers.Wrapper wrapper = Layers.wrapper(tensor);
        if (wrapper == null && !Layers.areAny()) {
            return plain(tensor, options);
        }
        // What prints is no part of a transform.
        ModeCalls.Restorer restorer = Layers.pause();
        try {
            return wrapper == null ? plain(tensor, options) : wrapped(tensor, wrapper, options);
        } finally {
            restorer.restore();
        }
    }

    private static String plain(Tensor tensor, PrintOptions options) {
        TensorPrinter printer =
                new TensorPrinter(options, PtRuntime.get_default_dtype().toString());
        try (TensorScope _ = new TensorScope()) {
            return printer.print(new NativeTensor(tensor));
        }
    }

    private static String wrapped(Tensor tensor, Layers.Wrapper wrapper, PrintOptions options) {
        try (Tensor value = PtFunc.func_value(tensor)) {
            return (wrapper.isBatched() ? "BatchedTensor" : "GradTrackingTensor")
                    + "(lvl="
                    + wrapper.level()
                    + (wrapper.isBatched() ? ", bdim=" + wrapper.dim() : "")
                    + ", value=\n"
                    + of(value, options).indent(4)
                    + ")";
        }
    }
}
