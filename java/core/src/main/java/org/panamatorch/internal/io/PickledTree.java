package org.panamatorch.internal.io;

import org.panamatorch.Tensor;
import org.panamatorch.io.FileFormatException;
import org.panamatorch.nn.StateDict;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finishes what a pickle has made: it contains itself nowhere, and states of modules are of the
 * type that knows their versions.
 */
final class PickledTree {
    // Deeper than anybody's values, and well within a thread's stack.
    private static final int DEEPEST = 500;

    // Where Python's modules keep what is neither parameter nor buffer.
    private static final String EXTRA_STATE = "_extra_state";

    private final MappedFile file;
    private final Map<Object, Object> done = new IdentityHashMap<>();

    /** Marks what is being gone through. */
    private static final Object OPEN = new Object();

    private PickledTree(MappedFile file) {
        this.file = file;
    }

    static Object finished(MappedFile file, Object value) throws FileFormatException {
        return new PickledTree(file).finished(value, 0);
    }

    private Object finished(Object value, int depth) throws FileFormatException {
        if (!(value instanceof Map<?, ?>
                || value instanceof List<?>
                || value instanceof Object[])) {
            if (value instanceof TorchStorage storage) {
                return storage.bytes();
            }
            return refuseMachinery(value);
        }
        Object known = done.get(value);
        if (known == OPEN) {
            throw new FileFormatException(file.path(), "a value of the pickle contains itself");
        }
        if (known != null) {
            return known;
        }
        if (depth > DEEPEST) {
            throw new FileFormatException(
                    file.path(), "values of the pickle are nested more than " + DEEPEST + " deep");
        }
        done.put(value, OPEN);
        Object finished = inside(value, depth + 1);
        done.put(value, finished);
        return finished;
    }

    private Object refuseMachinery(Object value) throws FileFormatException {
        if (value instanceof PickleValues.Named(String name)) {
            throw new FileFormatException(
                    file.path(), "the pickle has " + name + " as a value, which none has in Java");
        }
        return value;
    }

    private Object inside(Object value, int depth) throws FileFormatException {
        switch (value) {
            case Object[] tuple -> {
                for (int i = 0; i < tuple.length; i++) {
                    tuple[i] = finished(tuple[i], depth);
                }
            }
            case List<?> list -> replaceAll(list, depth);
            case Map<?, ?> map -> {
                replaceAll(map, depth);
                if (value instanceof OrderedDict dict && dict.metadata != null) {
                    return stateDict(dict);
                }
            }
            default -> throw new AssertionError(value);
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private void replaceAll(List<?> list, int depth) throws FileFormatException {
        for (int i = 0; i < list.size(); i++) {
            ((List<Object>) list).set(i, finished(list.get(i), depth));
        }
    }

    @SuppressWarnings("unchecked")
    private void replaceAll(Map<?, ?> map, int depth) throws FileFormatException {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            ((Map.Entry<?, Object>) entry).setValue(finished(entry.getValue(), depth));
        }
    }

    /** A module's state with its versions; others than of tensors and extra states stay maps. */
    private static Object stateDict(OrderedDict dict) {
        StateDict state = new StateDict();
        for (Map.Entry<Object, Object> entry : dict.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                return dict;
            }
            if (entry.getValue() instanceof Tensor tensor) {
                state.put(name, tensor);
            } else if (name.endsWith(EXTRA_STATE)) {
                state.extraStates().put(name, entry.getValue());
            } else {
                return dict;
            }
        }
        if (dict.metadata instanceof Map<?, ?> metadata) {
            metadata.forEach(
                    (path, local) -> {
                        if (path instanceof String name
                                && local instanceof Map<?, ?> values
                                && values.get("version") instanceof Long version
                                && version.intValue() == version) {
                            state.versions().put(name, version.intValue());
                        }
                    });
        }
        return state;
    }
}
