package org.panamatorch.internal.io;

import org.panamatorch.Tensor;
import org.panamatorch.io.Safetensors;
import org.panamatorch.io.TorchFile;
import org.panamatorch.nn.StateDict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** States of modules in files of each format. */
public final class ModuleFiles {
    private static final String SAFETENSORS = ".safetensors";
    private static final Set<String> TORCH = Set.of(".pt", ".pth", ".bin");

    private ModuleFiles() {}

    /**
     * Writes a state.
     *
     * @param state the state
     * @param path where, with the ending of its format
     * @throws IOException if it cannot be written
     */
    public static void save(StateDict state, Path path) throws IOException {
        if (isSafetensors(path, "save")) {
            if (!state.extraStates().isEmpty()) {
                throw new IllegalArgumentException(
                        "save: "
                                + path
                                + ": the format has tensors alone, and "
                                + state.extraStates().keySet()
                                + " are others; .pt has them, too");
            }
            // As Python's save_model: what parameters share is written under one of their names.
            Map<String, String> twins = SharedMemory.twins(state);
            Map<String, Tensor> written = new LinkedHashMap<>(state);
            written.keySet().removeAll(twins.keySet());
            Safetensors.save(written, path, o -> o.metadata(twins));
        } else {
            TorchFile.save(state, path);
        }
    }

    /**
     * Reads a state for a module.
     *
     * @param path the file, with the ending of its format
     * @param own the module's state now, which says what its parameters share
     * @return the state
     * @throws IOException if it cannot be read
     */
    public static Map<String, Tensor> load(Path path, StateDict own) throws IOException {
        if (!isSafetensors(path, "load")) {
            return TorchFile.loadStateDict(path);
        }
        Map<String, Tensor> state = new LinkedHashMap<>(Safetensors.load(path));
        Map<String, String> twins = SharedMemory.twins(own);
        Set<String> names = new HashSet<>(own.keySet());
        names.removeAll(state.keySet());
        for (String missing : names) {
            String kept = twins.getOrDefault(missing, missing);
            own.keySet().stream()
                    .filter(other -> twins.getOrDefault(other, other).equals(kept))
                    .filter(state::containsKey)
                    .findFirst()
                    .ifPresent(other -> state.put(missing, state.get(other)));
        }
        return state;
    }

    private static boolean isSafetensors(Path path, String operation) {
        String name = path.toString();
        boolean isIt = name.endsWith(SAFETENSORS) || name.endsWith(SAFETENSORS + ".index.json");
        if (!isIt && TORCH.stream().noneMatch(name::endsWith)) {
            throw new IllegalArgumentException(
                    operation
                            + ": "
                            + path
                            + " has none of the endings .safetensors, .pt, .pth and .bin, which say"
                            + " the format");
        }
        return isIt;
    }
}
