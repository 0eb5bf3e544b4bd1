package org.panamatorch.codegen.operators;

import java.util.Set;

/**
 * The operators that give their first argument other sizes, another storage or another place in
 * autograd's graph, rather than other elements: no other thread may use it meanwhile, and their
 * calls see to that.
 */
final class FormChanging {
    private static final Set<String> NAMES =
            Set.of(
                    "_coalesced_",
                    "as_strided_",
                    "detach_",
                    "requires_grad_",
                    "resize_as_sparse_",
                    "set_",
                    "sparse_resize_",
                    "sparse_resize_and_clear_",
                    "squeeze_",
                    "swapaxes_",
                    "swapdims_",
                    "t_",
                    "transpose_",
                    "unsqueeze_");

    // They move the elements of every tensor that shares the storage, too.
    private static final Set<String> RESIZING = Set.of("resize_", "resize_as_");

    // How schemas of the library's own functions say it.
    private static final String FORM = "form!";

    private FormChanging() {}

    static boolean contains(Schema schema) {
        return NAMES.contains(schema.name())
                || RESIZING.contains(schema.name())
                || schema.arguments().stream().anyMatch(a -> a.alias().equals(FORM));
    }

    /** The C++ expression for the first argument. */
    static String cValue(Schema schema, String name) {
        return (RESIZING.contains(schema.name()) ? "*Resized(" : "*Changed(") + name + ")";
    }
}
