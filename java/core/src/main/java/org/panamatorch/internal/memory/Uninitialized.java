package org.panamatorch.internal.memory;

import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;

import java.util.Set;

/** The operations that a parameter or buffer of a lazy module without a size allows. */
final class Uninitialized {
    // What Python's UninitializedTensorMixin allows, by the names that errors have, and what
    // modules and optimizers need to move, freeze and step past it.
    private static final Set<String> ALLOWED =
            Set.of(
                    "addParameterGroup",
                    "copy_",
                    "data",
                    "device",
                    "dtype",
                    "grad",
                    "gradFn",
                    "isLeaf",
                    "isNested",
                    "is_complex",
                    "is_floating_point",
                    "layout",
                    "requiresGrad",
                    "requiresGrad_",
                    "setData",
                    "setGrad",
                    "to.device",
                    "to.dtype",
                    "to.dtype_layout",
                    "to.other");

    private Uninitialized() {}

    /** Refuses what needs a size, with Python's texts. */
    static void check(String operation, boolean isParameter) {
        if (ALLOWED.contains(operation)) {
            return;
        }
        if (operation.equals("sizes")) {
            throw new TorchException(
                    Kind.RUNTIME,
                    "Can't access the shape of an uninitialized parameter or buffer. This error"
                            + " usually happens in `load_state_dict` when trying to load an"
                            + " uninitialized parameter into an initialized one. Call `forward` to"
                            + " initialize the parameters before accessing their attributes.",
                    null);
        }
        throw new TorchException(
                Kind.VALUE,
                "Attempted to use an uninitialized parameter in "
                        + operation
                        + ". This error happens when you are using a `LazyModule` or explicitly"
                        + " manipulating `torch.nn.parameter."
                        + (isParameter ? "UninitializedParameter" : "UninitializedBuffer")
                        + "` objects. When using LazyModules Call `forward` with a dummy batch to"
                        + " initialize the parameters before calling torch functions",
                null);
    }
}
