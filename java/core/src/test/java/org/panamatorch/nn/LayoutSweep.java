package org.panamatorch.nn;

import org.panamatorch.DType;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.aten.AtenS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the recorded modules over inputs of other layouts, forward and backward, and compares what
 * comes of it with the same over contiguous copies. Prints each difference, and last the counts.
 */
final class LayoutSweep {
    // Enough options of each module to come by its kernels, in seconds.
    private static final int FORMS = 3;

    // Their numbers are drawn in the order of memory, as in Python.
    private static final Set<String> RANDOM =
            Set.of(
                    "AlphaDropout",
                    "Dropout",
                    "Dropout1d",
                    "Dropout2d",
                    "Dropout3d",
                    "FeatureAlphaDropout",
                    "FractionalMaxPool2d",
                    "FractionalMaxPool3d",
                    "RReLU");

    // Over no elements LibTorch leaves the loss, and Python's layer its bias, as memory happens to
    // be.
    private static final Set<String> UNSET_WHEN_EMPTY =
            Set.of("LazyLinear", "MultiLabelMarginLoss", "MultiMarginLoss");

    private static final double RTOL = 1e-4;
    private static final double ATOL = 1e-5;
    // Rows that are all the same have no variance: what is rounded is divided by sqrt(eps), 1/316.
    private static final double EXPANDED_ATOL = 1e-3;

    private int forms;
    private int runs;
    private int refused;
    private int differences;

    /** Which tensors require gradients. */
    private enum Trained {
        INPUTS_AND_PARAMETERS,
        INPUTS,
        PARAMETERS
    }

    /** What a run gives: its results and gradients, or how it was refused. */
    private record Outcome(List<Tensor> tensors, String refusal) {}

    private LayoutSweep() {}

    /** Runs the sweep. */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        Torch.setNumThreads(1);
        new LayoutSweep().run();
    }

    private void run() throws IOException, ReflectiveOperationException {
        Map<String, Integer> seen = new HashMap<>();
        for (RecordedForm form : RecordedForm.all().filter(RecordedForm::isCalled).toList()) {
            String name = form.text("module");
            if (seen.merge(name, 1, Integer::sum) > FORMS) {
                continue;
            }
            // Before it runs: where the process ends, this is what ended it.
            System.out.println("module " + form);
            try (TensorScope _ = new TensorScope()) {
                sweep(form, name);
            }
            forms++;
        }
        System.out.printf(
                "%d modules, %d forms, %d runs, %d refused, %d differences%n",
                seen.size(), forms, runs, refused, differences);
    }

    private void sweep(RecordedForm form, String name) throws ReflectiveOperationException {
        Module module = form.build();
        module.train(!RANDOM.contains(name));
        Tensor[] inputs = form.inputs();
        for (String layout : layouts(inputs)) {
            if (layout.startsWith("empty") && UNSET_WHEN_EMPTY.contains(name)) {
                continue;
            }
            for (Trained trained : Trained.values()) {
                if (trained != Trained.INPUTS && module.parameters().isEmpty()) {
                    continue;
                }
                try (TensorScope _ = new TensorScope()) {
                    Tensor[] other = new Tensor[inputs.length];
                    Tensor[] plain = new Tensor[inputs.length];
                    for (int i = 0; i < inputs.length; i++) {
                        Tensor laidOut = of(inputs[i].detach()).get(layout);
                        other[i] = laidOut == null ? inputs[i].detach() : laidOut;
                        plain[i] = other[i].clone(MemoryFormat.CONTIGUOUS_FORMAT);
                    }
                    compare(
                            form + " " + layout + " " + trained,
                            outcome(module, trained, other),
                            outcome(module, trained, plain),
                            layout.startsWith("expanded") ? EXPANDED_ATOL : ATOL);
                    runs++;
                }
            }
        }
    }

    private static Set<String> layouts(Tensor... inputs) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        for (Tensor input : inputs) {
            all.putAll(of(input.detach()));
        }
        return all.keySet();
    }

    /** A tensor's values in other layouts, some of them, or none of them. */
    private static Map<String, Tensor> of(Tensor tensor) {
        Map<String, Tensor> layouts = new LinkedHashMap<>();
        int dims = tensor.dim();
        if (dims == 4) {
            layouts.put("channels last", tensor.contiguous(MemoryFormat.CHANNELS_LAST));
        }
        if (dims == 5) {
            layouts.put("channels last 3d", tensor.contiguous(MemoryFormat.CHANNELS_LAST_3D));
        }
        if (dims >= 2) {
            layouts.put("transposed", tensor.transpose(0, -1).contiguous().transpose(0, -1));
            layouts.put("transposed last", tensor.transpose(-2, -1).contiguous().transpose(-2, -1));
            layouts.put("expanded columns", tensor.narrow(1, 0, 1).expandAs(tensor));
        }
        if (dims >= 1) {
            layouts.put("sliced", sliced(tensor));
            layouts.put("expanded", tensor.narrow(0, 0, 1).expandAs(tensor));
        }
        for (int dim = 0; dim < dims; dim++) {
            layouts.put("empty " + dim, tensor.narrow(dim, 0, 0));
        }
        return layouts;
    }

    private static Tensor sliced(Tensor tensor) {
        long[] sizes = Arrays.stream(tensor.sizes()).map(size -> 2 * size).toArray();
        Tensor slice = Torch.zeros(sizes, TensorOptions.of(tensor.dtype()));
        // An index that is none, wherever it is not looked at.
        slice.fill_(tensor.dtype() == DType.INT64 ? 1L << 40 : 7);
        for (int dim = 0; dim < sizes.length; dim++) {
            slice = AtenS.slice_Tensor(slice, dim, 0L, null, 2);
        }
        return slice.copy_(tensor);
    }

    private static Outcome outcome(Module original, Trained trained, Tensor... given)
            throws ReflectiveOperationException {
        Module module = original.copy();
        module.requiresGrad_(trained != Trained.INPUTS);
        Tensor[] inputs = new Tensor[given.length];
        for (int i = 0; i < given.length; i++) {
            inputs[i] = given[i].detach();
            if (inputs[i].dtype().isFloatingPoint() && trained != Trained.PARAMETERS) {
                inputs[i].requiresGrad_();
            }
        }
        // Lazy modules draw their parameters now.
        Torch.manualSeed(RecordedForm.SEED);
        try {
            List<Tensor> tensors = new ArrayList<>(RecordedForm.called(module, inputs));
            Tensor sum = null;
            for (Tensor output : tensors) {
                if (output.requiresGrad()) {
                    Tensor part = output.mul(weights(output)).sum();
                    sum = sum == null ? part : sum.add(part);
                }
            }
            if (sum != null) {
                sum.backward();
            }
            for (Tensor input : inputs) {
                tensors.add(input.grad());
            }
            module.parameters().forEach(parameter -> tensors.add(parameter.grad()));
            return new Outcome(tensors, null);
        } catch (TorchException e) {
            return new Outcome(null, e.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** Other gradients for each element. */
    private static Tensor weights(Tensor output) {
        return Torch.arange(output.numel()).remainder(5).add(1).toFloat().view(output.sizes());
    }

    private void compare(String what, Outcome other, Outcome plain, double atol) {
        if (other.refusal() != null && plain.refusal() != null) {
            refused++;
            return;
        }
        String difference = difference(other, plain, atol);
        if (difference != null) {
            differences++;
            System.out.println("DIFFERENCE " + what + ": " + difference);
        }
    }

    private static String difference(Outcome other, Outcome plain, double atol) {
        if (other.refusal() != null || plain.refusal() != null) {
            return other.refusal() + " against " + plain.refusal();
        }
        for (int i = 0; i < plain.tensors().size(); i++) {
            Tensor left = other.tensors().get(i);
            Tensor right = plain.tensors().get(i);
            if ((left == null) != (right == null)) {
                return "tensor " + i + " is there once only";
            }
            if (left == null) {
                continue;
            }
            if (!Arrays.equals(left.sizes(), right.sizes())) {
                return "tensor " + i + " has sizes " + Arrays.toString(left.sizes());
            }
            if (!Torch.allclose(
                    dense(left), dense(right), o -> o.rtol(RTOL).atol(atol).equalNan(true))) {
                return "tensor " + i + " differs";
            }
        }
        return null;
    }

    private static Tensor dense(Tensor tensor) {
        return tensor.isSparse() ? tensor.toDense() : tensor;
    }
}
