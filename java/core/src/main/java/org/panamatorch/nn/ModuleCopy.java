package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.internal.call.TensorCalls;
import org.panamatorch.internal.nn.Checks;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies modules with all that they are made of; what is used twice is so in the copy, too. */
final class ModuleCopy {
    private final Map<Object, Object> copies = new IdentityHashMap<>();

    private ModuleCopy() {}

    static Module deep(Module original) {
        try {
            return new ModuleCopy().of(original);
        } catch (StackOverflowError e) {
            throw ModuleTree.tooDeep("copy");
        }
    }

    private Module of(Module original) {
        Module known = (Module) copies.get(original);
        if (known != null) {
            return known;
        }
        Module copy = original.shallowCopy();
        copies.put(original, copy);
        copyTree(original.tree, copy.tree);
        for (Class<?> type = original.getClass();
                type != Module.class;
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    redirect(copy, field);
                }
            }
        }
        return copy;
    }

    private void copyTree(ModuleTree original, ModuleTree copy) {
        putAll(original.parameters, copy.parameters);
        copy.parameters.forEach(
                (name, parameter) -> {
                    if (parameter != null) {
                        copy.owner().parameterReplaced(name, parameter);
                    }
                });
        putAll(original.buffers, copy.buffers);
        copy.transientBuffers.addAll(original.transientBuffers);
        if (!original.attributes.isEmpty()) {
            original.attributes.values().forEach(ModuleCopy::requireLeaf);
            copy.attributes = new LinkedHashMap<>();
            putAll(original.attributes, copy.attributes);
        }
        copy.isPart = original.isPart;
        original.children.forEach(
                (name, child) -> copy.children.put(name, child == null ? null : of(child)));
    }

    private static void requireLeaf(Tensor attribute) {
        if (attribute != null && !attribute.isLeaf()) {
            throw Checks.runtime(
                    "Only Tensors created explicitly by the user (graph leaves) support the"
                            + " deepcopy protocol at the moment.  If you were attempting to"
                            + " deepcopy a module, this may be because of a"
                            + " torch.nn.utils.weight_norm usage, see"
                            + " https://github.com/pytorch/pytorch/pull/103001");
        }
    }

    private void putAll(Map<String, Tensor> originals, Map<String, Tensor> result) {
        originals.forEach((name, tensor) -> result.put(name, tensor == null ? null : of(tensor)));
    }

    private Tensor of(Tensor original) {
        return (Tensor)
                copies.computeIfAbsent(
                        original,
                        ignored -> {
                            Tensor copy;
                            // No detach: one of a lazy module has no size yet.
                            try (Tensor plain = original.data()) {
                                copy = TensorScope.release(plain.clone());
                            }
                            if (original.requiresGrad()) {
                                copy.requiresGrad_();
                            }
                            if (original.isLazy()) {
                                TensorCalls.uninitialize(
                                        copy, TensorCalls.isUninitializedParameter(original));
                            }
                            Tensor grad = original.grad();
                            if (grad != null) {
                                try (grad;
                                        Tensor plain = grad.detach();
                                        Tensor copiedGrad = plain.clone()) {
                                    copy.setGrad(copiedGrad);
                                }
                            }
                            return copy;
                        });
    }

    private void redirect(Module copy, Field field) {
        Object value;
        try {
            field.setAccessible(true);
            value = field.get(copy);
            Object replacement = copies.get(value);
            if (replacement != null) {
                field.set(copy, replacement);
            }
        } catch (InaccessibleObjectException | IllegalAccessException e) {
            throw new UnsupportedOperationException(
                    "copy: the field "
                            + field
                            + " cannot be set; open its package to org.panamatorch, or override"
                            + " copy()",
                    e);
        }
        requireNoneInside(field, value);
    }

    private void requireNoneInside(Field field, Object value) {
        boolean hasOne =
                switch (value) {
                    case null -> false;
                    case Object[] array -> Arrays.stream(array).anyMatch(copies::containsKey);
                    case Collection<?> collection ->
                            collection.stream().anyMatch(copies::containsKey);
                    case Map<?, ?> map -> map.values().stream().anyMatch(copies::containsKey);
                    default -> false;
                };
        if (hasOne) {
            throw new UnsupportedOperationException(
                    "copy: the field "
                            + field
                            + " holds parameters or parts, which would stay those of the original;"
                            + " use ModuleList, ModuleDict or ParameterList, or override copy()");
        }
    }
}
