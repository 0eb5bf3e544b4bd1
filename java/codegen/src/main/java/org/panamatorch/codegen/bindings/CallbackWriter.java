package org.panamatorch.codegen.bindings;

/** Writes the class of a callback typedef: its interface, upcall stubs and calls of pointers. */
final class CallbackWriter {

    private CallbackWriter() {}

    static void write(JavaSource source, String name, CType.Function function, String linkClass) {
        Carrier result = function.result().carrier();
        String parameters = BindingWriter.parameters(function, "_x");
        source.add(
                """
                @SuppressWarnings("restricted")
                public final class %1$s {

                    private %1$s() {}

                    /** The function pointer's signature as a functional interface. */
                    public interface Function {
                        %2$s apply(%3$s);
                    }

                    private static final FunctionDescriptor DESC = %4$s.descriptor("%5$s");

                    /** The descriptor of this function pointer. */
                    public static FunctionDescriptor descriptor() {
                        return DESC;
                    }

                    private static final class Up {
                        static final MethodHandle H = find();

                        private static MethodHandle find() {
                            try {
                                return MethodHandles.lookup()
                                        .findVirtual(Function.class, "apply", DESC.toMethodType());
                            } catch (ReflectiveOperationException e) {
                                throw new AssertionError(e);
                            }
                        }
                    }

                    /** A function pointer that calls {@code fi} while {@code arena} lives. */
                    public static MemorySegment allocate(Function fi, Arena arena) {
                        return Linker.nativeLinker().upcallStub(Up.H.bindTo(fi), DESC, arena);
                    }

                    private static final class Down {
                        static final MethodHandle H = Linker.nativeLinker().downcallHandle(DESC);
                    }

                    /** Calls the function at {@code funcPtr}. */
                    public static %2$s invoke(MemorySegment funcPtr%6$s) {
                        try {
                            %7$sDown.H.invokeExact(funcPtr%8$s);
                        } catch (Throwable t$) {
                            throw %4$s.failure(t$);
                        }
                    }
                }
                """,
                name,
                result.javaType(),
                parameters,
                linkClass,
                function.shape(),
                parameters.isEmpty() ? "" : ", " + parameters,
                result == Carrier.VOID ? "" : "return (" + result.javaType() + ") ",
                BindingWriter.arguments(function, "_x"));
    }
}
