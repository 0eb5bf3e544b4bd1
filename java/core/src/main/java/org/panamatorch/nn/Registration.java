package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.print.TypeNames;

import java.util.Map;

/** Refuses what a module cannot hold, with Python's texts. */
final class Registration {
    private Registration() {}

    static void requireText(String operation, String argument, String text) {
        Arguments.requirePresent(text, operation, argument, "a string");
    }

    static void requireName(String kind, String name) {
        requireText("register " + kind, "name", name);
        if (name.indexOf('.') >= 0) {
            throw Checks.key(
                    kind
                            + " name can't contain \".\""
                            + ("module".equals(kind) ? ", got: " + name : ""));
        }
        if (name.isEmpty()) {
            throw Checks.key(kind + " name can't be empty string \"\"");
        }
    }

    static void requireFree(ModuleTree module, String name, Map<String, ?> own) {
        boolean isTaken =
                module.parameters.containsKey(name)
                        || module.buffers.containsKey(name)
                        || module.children.containsKey(name)
                        || module.attributes.containsKey(name)
                        || module.parametrizations(name) != null;
        if (isTaken && !own.containsKey(name)) {
            throw Checks.key("attribute '" + name + "' already exists");
        }
    }

    /** Refuses a part that is, or holds, what is to hold it. */
    static void requireTree(ModuleTree whole, String name, Module part) {
        if (part == whole.owner() || whole.isPart && part.modules().contains(whole.owner())) {
            throw new IllegalArgumentException(
                    "register: the module '"
                            + name
                            + "' is or holds the "
                            + whole.className()
                            + " that is to hold it, expected a tree");
        }
    }

    /** Refuses what is no parameter in Python: what is computed, or never asked for a gradient. */
    static void requireParameter(Tensor before, String name, Tensor value) {
        if (value != null
                && (!value.isLeaf()
                        || before != null && before.requiresGrad() && !value.requiresGrad())) {
            throw Checks.type(
                    "cannot assign '"
                            + TypeNames.of(value)
                            + "' as parameter '"
                            + name
                            + "' (torch.nn.Parameter or None expected)");
        }
    }
}
