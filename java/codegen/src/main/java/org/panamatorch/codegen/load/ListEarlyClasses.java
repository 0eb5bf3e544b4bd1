package org.panamatorch.codegen.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the names of the classes that the library initializes when it is loaded: those with static
 * initializers.
 */
public final class ListEarlyClasses {
    private static final String LIST = "org/panamatorch/internal/load/early-classes.txt";

    // Initialized where there is room, too, by whoever needs them: call shapes, stubs of callbacks,
    // and what only tests use.
    private static final List<String> ELSEWHERE =
            List.of(
                    "org.panamatorch.internal.binding.PanamaTorch",
                    "org.panamatorch.internal.binding.pt_callback",
                    "org.panamatorch.internal.binding.pt_stack_writer",
                    "org.panamatorch.internal.binding.pt_warning_listener",
                    "org.panamatorch.internal.load.",
                    "org.panamatorch.junit.");

    private ListEarlyClasses() {}

    /**
     * Writes the list beside the classes.
     *
     * @param arguments the folder of the compiled classes
     * @throws IOException if it cannot be read, or the list not be written
     */
    public static void main(String... arguments) throws IOException {
        Path classes = Path.of(arguments[0]);
        List<String> names =
                CompiledClasses.read(classes)
                        .withInitializer()
                        .filter(name -> ELSEWHERE.stream().noneMatch(name::startsWith))
                        .toList();
        Files.write(classes.resolve(LIST), names);
    }
}
