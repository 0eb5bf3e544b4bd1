package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.library.PtNn;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.print.PythonFormat;

import java.util.Map;
import java.util.function.BiFunction;

/** A simple part of a native module, which the whole computes unless hooks are to run. */
final class NativePart extends NativeModule<NativePart> implements Layer {
    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";

    private final String type;
    private final String extra;
    private final BiFunction<NativePart, Tensor, Tensor> computation;

    private NativePart(
            NativeHandle handle,
            Map<String, Tensor> parameters,
            String type,
            String extra,
            BiFunction<NativePart, Tensor, Tensor> computation) {
        super(handle, parameters);
        this.computation = computation;
        this.type = type;
        this.extra = extra;
    }

    /**
     * A linear map.
     *
     * @param whole the module that it is part of
     * @param parameters the whole's parameters
     * @param name its name in the whole
     * @param type what Python calls its class
     * @param inFeatures the size of the input's last dimension
     * @param outFeatures the size of the output's last dimension
     * @return the part
     */
    static NativePart linear(
            NativeHandle whole,
            Map<String, Tensor> parameters,
            String name,
            String type,
            long inFeatures,
            long outFeatures) {
        Map<String, Tensor> own = within(parameters, name);
        String extra =
                "in_features="
                        + inFeatures
                        + ", out_features="
                        + outFeatures
                        + ", bias="
                        + PythonFormat.repr(own.containsKey(BIAS));
        return new NativePart(
                PtNn.module_child(whole, name),
                own,
                type,
                extra,
                (part, input) -> Functional.linear(input, part.own(WEIGHT), part.own(BIAS)));
    }

    /** A layer norm over the last dimension, of the given size. */
    static NativePart layerNorm(
            NativeHandle whole,
            Map<String, Tensor> parameters,
            String name,
            long size,
            double eps) {
        Map<String, Tensor> own = within(parameters, name);
        String extra =
                PythonFormat.tuple(size)
                        + ", eps="
                        + PythonFormat.repr(eps)
                        + ", elementwise_affine=True, bias="
                        + PythonFormat.repr(own.containsKey(BIAS));
        return new NativePart(
                PtNn.module_child(whole, name),
                own,
                "LayerNorm",
                extra,
                (part, input) ->
                        Torch.layerNorm(
                                input,
                                size,
                                o -> o.weight(part.own(WEIGHT)).bias(part.own(BIAS)).eps(eps)));
    }

    /** Dropout of the given probability. */
    static NativePart dropout(NativeHandle whole, String name, double p) {
        String extra = "p=" + PythonFormat.repr(p) + ", inplace=False";
        return new NativePart(
                PtNn.module_child(whole, name),
                Map.of(),
                "Dropout",
                extra,
                (part, input) -> Torch.dropout(input, o -> o.p(p).training(part.isTraining())));
    }

    /** A parameter, or null. */
    private Tensor own(String name) {
        return attribute(name);
    }

    @Override
    public Tensor call(Tensor input) {
        return (Tensor) callWithHooks(inputs -> computation.apply(this, (Tensor) inputs[0]), input);
    }

    @Override
    NativeHandle createWithoutValues() {
        throw new AssertionError(type + " is made by the module that it is a part of");
    }

    @Override
    protected String typeName() {
        return type;
    }

    @Override
    protected String extraRepr() {
        return extra;
    }
}
