package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * A list of parameters.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.ParameterList.html">torch.nn.ParameterList</a>
 */
public final class ParameterList extends TypedModule<ParameterList> implements Iterable<Tensor> {
    /**
     * Makes a list of parameters.
     *
     * @param values tensors, which become parameters
     * @throws org.panamatorch.TorchException if one is no leaf
     */
    public ParameterList(Tensor... values) {
        this(Arrays.asList(Required.present(ParameterList.class, "values", values, "tensors")));
    }

    /**
     * Makes a list of parameters.
     *
     * @param values tensors, which become parameters
     * @throws org.panamatorch.TorchException if one is no leaf
     */
    public ParameterList(Collection<Tensor> values) {
        extend(values);
    }

    /**
     * How many parameters there are.
     *
     * @return the number
     */
    public int size() {
        return tree.parameters.size();
    }

    /**
     * A parameter by its place.
     *
     * @param index the place; negative ones count from the end
     * @return the parameter
     * @throws org.panamatorch.TorchException if there is none
     */
    public Tensor get(int index) {
        return tree.parameters.get(name(index));
    }

    /**
     * Replaces a parameter.
     *
     * @param index the place; negative ones count from the end
     * @param value a tensor, which becomes a parameter
     * @throws org.panamatorch.TorchException if there is none
     * @throws org.panamatorch.TorchException if it is no leaf
     */
    public void set(int index, Tensor value) {
        registerParameter(name(index), value);
    }

    private String name(int index) {
        if (index < -size() || index >= size()) {
            throw Checks.index("index " + index + " is out of range");
        }
        return Integer.toString(index < 0 ? index + size() : index);
    }

    /**
     * Adds a parameter at the end.
     *
     * @param value a tensor, which becomes a parameter
     * @throws org.panamatorch.TorchException if it is no leaf
     */
    public void append(Tensor value) {
        registerParameter(Integer.toString(size()), value);
    }

    /**
     * Adds parameters at the end.
     *
     * @param values tensors, which become parameters
     * @throws org.panamatorch.TorchException if one is no leaf
     */
    public void extend(Collection<Tensor> values) {
        Arguments.requireAll(values, "ParameterList", "values", "tensors");
        List.copyOf(values).forEach(this::append);
    }

    /**
     * The parameters in order.
     *
     * @return an iterator over those that are there now
     */
    @Override
    public Iterator<Tensor> iterator() {
        return List.copyOf(tree.parameters.values()).iterator();
    }

    @Override
    protected String extraRepr() {
        return ParameterText.of(tree.parameters, tensor -> tensor.dtype().toString());
    }
}
