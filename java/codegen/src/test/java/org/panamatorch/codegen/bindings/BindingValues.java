package org.panamatorch.codegen.bindings;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Renders what the constants, descriptors and layouts of a binding are, beyond their types. */
final class BindingValues {

    /** Functions of the sample that take nothing, and so look like constants. */
    private static final Set<String> CALLS =
            Set.of("pt_last_error", "pt_is_ready", "pt_max_byte", "pt_default_deleter");

    private final SortedSet<String> lines = new TreeSet<>();

    private BindingValues() {}

    static List<String> of(CompiledBinding binding, Path library) throws Exception {
        BindingValues values = new BindingValues();
        try (LoadedBinding loaded = new LoadedBinding(binding, library)) {
            for (String name : classNames(binding)) {
                Class<?> type = loaded.type(name);
                if (Modifier.isPublic(type.getModifiers())) {
                    values.add(type);
                }
            }
        }
        return List.copyOf(values.lines);
    }

    private static List<String> classNames(CompiledBinding binding) throws IOException {
        Path folder = binding.classes().resolve(TestHeader.PACKAGE.replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replace(".class", "")).toList();
        }
    }

    private void add(Class<?> type) throws Exception {
        for (Field field : type.getFields()) {
            line(type, field.getName(), field.get(null));
        }
        for (Method method : type.getMethods()) {
            boolean asks =
                    Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 0;
            if (asks && !CALLS.contains(method.getName())) {
                line(type, method.getName() + "()", method.invoke(null));
            }
        }
    }

    private void line(Class<?> type, String name, Object value) {
        String text =
                switch (value) {
                    case MemorySegment _ when name.endsWith("$address()") -> "an address";
                    case MemorySegment segment -> segment.getString(0);
                    case MethodHandle handle -> handle.type().toString();
                    case long[] numbers -> Arrays.toString(numbers);
                    default -> value.toString();
                };
        lines.add(type.getSimpleName() + "." + name + " = " + text);
    }
}
