package org.panamatorch.library;

import org.panamatorch.AutogradFunction;
import org.panamatorch.FunctionContext;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.ForwardLevels;
import org.panamatorch.internal.call.Layers;
import org.panamatorch.internal.dispatch.BoundOperator;

import java.util.Arrays;
import java.util.List;

/** One call of an operator with a derivative of its own, as autograd sees it. */
final class RecordedCall extends AutogradFunction {
    private final BoundOperator kernels;
    private final Library.Derivative derivative;
    private boolean isList;

    private RecordedCall(BoundOperator kernels, Library.Derivative derivative) {
        this.kernels = kernels;
        this.derivative = derivative;
    }

    /**
     * Calls an operator's kernels, and records that with a derivative where one may be asked for.
     */
    static Object call(BoundOperator kernels, Library.Derivative derivative, Object... arguments) {
        if (!isRecorded(arguments)) {
            return kernels.call(arguments);
        }
        RecordedCall recorded = new RecordedCall(kernels, derivative);
        return recorded.result(recorded.apply(arguments));
    }

    private static boolean isRecorded(Object... arguments) {
        return Layers.areAny()
                || ForwardLevels.areAny()
                || Torch.isGradEnabled()
                        && Arrays.stream(arguments)
                                .flatMap(each -> Tensors.of(each).stream())
                                .anyMatch(Tensor::requiresGrad);
    }

    @Override
    protected Tensor[] forward(FunctionContext context, Object... inputs) {
        Object output = kernels.call(inputs);
        isList = output instanceof List<?>;
        return switch (output) {
            case Tensor tensor -> new Tensor[] {tensor};
            case List<?> list -> tensors(list.toArray());
            case Object[] array -> tensors(array);
            case null -> new Tensor[0];
            default -> tensors(output);
        };
    }

    @Override
    protected void setupContext(FunctionContext context, Object[] inputs, Tensor[] outputs) {
        derivative.setupContext(context, inputs, result(outputs));
    }

    private Tensor[] tensors(Object... outputs) {
        for (Object output : outputs) {
            if (!(output instanceof Tensor)) {
                throw new TorchException(
                        TorchException.Kind.NOT_IMPLEMENTED,
                        kernels.qualifiedName()
                                + ": an operator with a derivative returns tensors or one list"
                                + " of tensors, and this returns other things");
            }
        }
        return Arrays.copyOf(outputs, outputs.length, Tensor[].class);
    }

    private Object result(Tensor... outputs) {
        return isList ? List.of(outputs) : outputs.length == 1 ? outputs[0] : outputs;
    }

    @Override
    protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
        return derivative.backward(context, gradOutputs);
    }
}
