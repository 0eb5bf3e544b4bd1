package org.panamatorch.codegen.bindings;

import java.util.SortedSet;
import java.util.TreeSet;

/** Collects the call shapes in use and writes the class that links them. */
final class Shapes {

    private final SortedSet<String> shapes = new TreeSet<>();
    private final String linkClass;
    private final String loader;

    /**
     * Shapes of a binding.
     *
     * @param mainClass the name of its main class
     * @param loader see {@link BindingWriter#write}
     */
    Shapes(String mainClass, String loader) {
        this.linkClass = mainClass + "$link";
        this.loader = loader;
    }

    String linkClass() {
        return linkClass;
    }

    /** The expression for the handle of a function's shape, whose first argument is an address. */
    String handle(CType.Function function) {
        shapes.add(function.shape());
        return linkClass + "." + function.shape() + ".H";
    }

    /**
     * Writes the class that links.
     *
     * <p>A handle for each shape instead of each function: there are hundreds of shapes and
     * thousands of functions, and a holder class with a bound handle for each function costs half a
     * kilobyte of jar and half a millisecond at the first call, for 0.2 ns saved in each call.
     *
     * <p>A static initializer that fails is never run again, and linking can fail, for lack of
     * stack or heap. So a shape is linked in a method, which may be tried again, and the
     * initializer of its class only takes the handle over.
     */
    void write(JavaSource source, String sharedClass) {
        source.add(
                """
                @SuppressWarnings("restricted")
                final class %1$s {

                    private static final MethodHandle OF_ADDRESS = ofAddress();

                    private %1$s() {}

                    private static MethodHandle ofAddress() {
                        try {
                            return MethodHandles.lookup()
                                    .findStatic(
                                            MemorySegment.class,
                                            "ofAddress",
                                            MethodType.methodType(MemorySegment.class, long.class));
                        } catch (ReflectiveOperationException e) {
                            throw new AssertionError(e);
                        }
                    }

                    static MemorySegment symbol(String name) {
                        return %3$s.findOrThrow(name);
                    }

                    /** The address of a function whose shape is linked from now on. */
                    static long address(String name, String shape) {
                        if (!LINKED.contains(shape)) {
                            %2$s;
                        }
                        return symbol(name).address();
                    }

                    private static final Set<String> LINKED =
                            java.util.concurrent.ConcurrentHashMap.newKeySet();

                    private static MethodHandle linked;

                    private record Linking(String shape) implements Runnable {
                        @Override
                        public void run() {
                            synchronized (LINKED) {
                                if (!LINKED.contains(shape)) {
                                    linked = link(shape);
                                    initialize(%1$s.class.getName() + "$" + shape);
                                    LINKED.add(shape);
                                }
                            }
                        }
                    }

                    private static void initialize(String name) {
                        try {
                            Class.forName(name, true, %1$s.class.getClassLoader());
                        } catch (ClassNotFoundException e) {
                            throw new AssertionError(e);
                        }
                    }

                    static MethodHandle handle(String name, String shape) {
                        return Linker.nativeLinker()
                                .downcallHandle(symbol(name), descriptor(shape));
                    }

                    static MethodHandle link(String shape) {
                        return MethodHandles.filterArguments(
                                Linker.nativeLinker().downcallHandle(descriptor(shape)),
                                0,
                                OF_ADDRESS);
                    }

                    static FunctionDescriptor descriptor(String shape) {
                        MemoryLayout[] arguments = new MemoryLayout[shape.length() - 1];
                        for (int i = 0; i < arguments.length; i++) {
                            arguments[i] = layout(shape.charAt(i + 1));
                        }
                        char result = shape.charAt(0);
                        return result == 'V'
                                ? FunctionDescriptor.ofVoid(arguments)
                                : FunctionDescriptor.of(layout(result), arguments);
                    }

                    private static MemoryLayout layout(char code) {
                        return switch (code) {
                """,
                linkClass,
                loader == null ? "new Linking(shape).run()" : loader + ".link(new Linking(shape))",
                loader == null
                        ? "SymbolLookup.loaderLookup().or(Linker.nativeLinker().defaultLookup())"
                        : loader + ".symbols()");
        for (Carrier carrier : Carrier.values()) {
            if (carrier != Carrier.VOID) {
                source.add(
                        "            case '%s' -> %s.%s;\n",
                        carrier.code(), sharedClass, carrier.layout());
            }
        }
        source.add(
                """
                            default -> throw new IllegalArgumentException("layout " + code);
                        };
                    }

                    /** What a call may throw, as an unchecked exception. */
                    static RuntimeException failure(Throwable thrown) {
                        return switch (thrown) {
                            case Error e -> throw e;
                            case RuntimeException e -> e;
                            default -> throw new AssertionError("should not reach here", thrown);
                        };
                    }

                    // One class for each call shape, so that a shape is linked at its first call: the
                    // constant makes that call as fast as any.

                """);
        for (String shape : shapes) {
            source.add(
                    """
                        static final class %1$s {
                            static final MethodHandle H = linked;
                        }
                    """,
                    shape);
        }
        source.line("}");
    }
}
