package org.panamatorch.nn;

import org.panamatorch.Tensor;

/** A function as a module. */
final class FunctionLayer extends UnaryModule {
    private final Layer function;

    FunctionLayer(Layer function) {
        this.function = function;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return function.call(input);
    }
}
