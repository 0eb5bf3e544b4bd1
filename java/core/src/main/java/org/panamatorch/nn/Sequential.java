package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;

import java.util.SequencedMap;

/**
 * Modules that are called one after the other, each with the output of the one before.
 *
 * <pre>{@code
 * Sequential model = new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 2));
 * }</pre>
 *
 * <p>Any module can be one of them. Most take a tensor and return one; after one that returns a
 * record of several, such as {@link LSTM}, comes a module of yours that takes it:
 *
 * <pre>{@code
 * final class Last extends Module {
 *     Tensor forward(LSTM.Output output) {
 *         return output.output();
 *     }
 * }
 *
 * Sequential model = new Sequential(new LSTM(4, 8), new Last(), new Linear(8, 2));
 * }</pre>
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Sequential.html">torch.nn.Sequential</a>
 */
public class Sequential extends ModuleSequence<Module, Sequential> implements Layer {
    // What nobody could mean; a second of work.
    private static final long MAX_MODULES = 1 << 20;

    /**
     * Makes a sequence of modules, whose names are their places.
     *
     * @param modules the modules
     */
    @SuppressWarnings("this-escape") // What is called here is final.
    public Sequential(Module... modules) {
        for (Module module : Required.present(Sequential.class, "modules", modules, "modules")) {
            addLast(module);
        }
    }

    /**
     * Makes a sequence of modules with names.
     *
     * @param modules the modules by their names and in their order
     */
    @SuppressWarnings("this-escape") // What is called here is final.
    public Sequential(SequencedMap<String, ? extends Module> modules) {
        Required.present(Sequential.class, "modules", modules, "a map").forEach(this::add);
    }

    /**
     * Calls the modules one after the other.
     *
     * @param input the first module's input
     * @return the last module's output, or the input if there is no module
     * @throws org.panamatorch.TorchException of kind {@code TYPE} if a module cannot take what the
     *     one before has returned, or the last one returns no tensor: {@link #callUntyped} can
     */
    @Override
    public final Tensor call(Tensor input) {
        return hasHooks()
                ? (Tensor) callWithHooks(inputs -> forward((Tensor) inputs[0]), input)
                : forward(input);
    }

    /**
     * Computes what {@link #call} returns, without the hooks of the sequence itself.
     *
     * @param input the input of the first module
     * @return the output of the last one
     */
    protected Tensor forward(Tensor input) {
        Object output = run(input);
        if (output instanceof Tensor tensor) {
            return tensor;
        }
        throw Checks.type(
                "Sequential: the last module returned "
                        + ModuleInvocation.typeOf(output)
                        + ", expected Tensor; callUntyped returns other values, too");
    }

    private Object run(Object input) {
        Object value = input;
        for (Module module : tree.children.values()) {
            value =
                    module instanceof Layer layer && value instanceof Tensor tensor
                            ? layer.call(tensor)
                            : module.callUntyped(value);
        }
        return value;
    }

    // By its types call(Tensor) would be chosen, which returns tensors only.
    @Override
    final Object callUntypedWith(Object... inputs) {
        return inputs.length == 1
                ? callWithHooks(given -> run(given[0]), inputs)
                : super.callUntypedWith(inputs);
    }

    /**
     * The modules from one place to another.
     *
     * @param start the first place; negative ones count from the end
     * @param stop the place after the last; negative ones count from the end
     * @return a new sequence of the same modules under their names
     */
    public final Sequential slice(int start, int stop) {
        return new Sequential(range(start, stop));
    }

    /**
     * This sequence and another, one after the other.
     *
     * @param other the other
     * @return a new sequence of the same modules
     */
    public final Sequential plus(Sequential other) {
        Sequential sum = new Sequential();
        sum.extend(this);
        sum.extend(other);
        return sum;
    }

    /**
     * This sequence several times, one after the other.
     *
     * @param count how many times
     * @return a new sequence of the same modules
     * @throws org.panamatorch.TorchException if it is not positive, or the sequence would have more
     *     than 1,048,576 modules
     */
    public final Sequential times(int count) {
        if (count <= 0) {
            throw Checks.value(
                    "Non-positive multiplication factor " + count + " for " + typeName());
        }
        long modules = (long) count * size();
        if (modules > MAX_MODULES) {
            throw Checks.value(
                    "times: "
                            + size()
                            + " modules "
                            + count
                            + " times are "
                            + modules
                            + ", expected at most "
                            + MAX_MODULES);
        }
        Sequential product = new Sequential();
        while (product.size() < modules) {
            product.extend(this);
        }
        return product;
    }
}
