package org.panamatorch.nn;

import org.panamatorch.Tensor;

import java.util.Map;

/**
 * Modules that are called one after the other, each with the output of the one before.
 *
 * <pre>{@code
 * Sequential model = new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 2));
 * }</pre>
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Sequential.html">torch.nn.Sequential</a>
 */
public class Sequential extends ModuleSequence<Module> implements Layer {
    /**
     * Makes a sequence of modules, whose names are their places.
     *
     * @param modules modules that are {@link Layer}s
     * @throws IllegalArgumentException if one is no layer
     */
    @SuppressWarnings("this-escape") // What is called here is final.
    public Sequential(Module... modules) {
        for (Module module : modules) {
            append(module);
        }
    }

    /**
     * Makes a sequence of modules with names.
     *
     * @param modules modules that are {@link Layer}s, by their names and in their order
     * @throws IllegalArgumentException if one is no layer
     */
    @SuppressWarnings("this-escape") // What is called here is final.
    public Sequential(Map<String, ? extends Module> modules) {
        modules.forEach(this::add);
    }

    @Override
    final void check(Module module) {
        super.check(module);
        if (!(module instanceof Layer)) {
            throw new IllegalArgumentException(
                    "Sequential: "
                            + module.typeName()
                            + " is no Layer: it does not make one tensor of one tensor");
        }
    }

    /**
     * Calls the modules one after the other.
     *
     * @param input the first module's input
     * @return the last module's output, or the input if there is no module
     */
    @Override
    public Tensor forward(Tensor input) {
        Tensor output = input;
        for (Module module : children.values()) {
            output = ((Layer) module).call(output);
        }
        return output;
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
     * @throws org.panamatorch.TorchException if it is not positive
     */
    public final Sequential times(int count) {
        if (count <= 0) {
            throw Checks.value(
                    "Non-positive multiplication factor " + count + " for " + typeName());
        }
        Sequential product = new Sequential();
        for (int i = 0; i < count; i++) {
            product.extend(this);
        }
        return product;
    }
}
