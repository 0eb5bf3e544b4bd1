package org.panamatorch.internal.dispatch;

import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.binding.pt_value;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Callbacks;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.Frame;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Kernels of operators that are Java code. */
public final class Kernels {
    private static final AtomicLong removals = new AtomicLong();
    private static volatile boolean areAny;

    private Kernels() {}

    /**
     * How often operators may have been removed: what was known of one before is stale afterwards.
     *
     * @return the number
     */
    public static long removals() {
        return removals.get();
    }

    static void noteRemoval() {
        removals.incrementAndGet();
    }

    static boolean areAny() {
        return areAny;
    }

    /** Makes code of a kernel; it finds its operator's schema when it runs first. */
    static Callbacks.RawCode code(String name, String overload, Function<Object[], Object> kernel) {
        areAny = true;
        return new Code(name, overload, kernel);
    }

    /** Makes code of a kernel of all operators. */
    static Callbacks.RawCode code(BiFunction<String, Object[], Object> kernel) {
        areAny = true;
        return new CodeOfAll(kernel);
    }

    private record CodeOfAll(BiFunction<String, Object[], Object> kernel)
            implements Callbacks.RawCode {
        @Override
        public void run(long arguments, int count, long ret, int capacity) {
            MemorySegment values =
                    MemorySegment.ofAddress(arguments).reinterpret(count * pt_value.sizeof());
            // The last value is the operator's name, which nobody but this reads.
            String name =
                    pt_value.pointer(pt_value.asSlice(values, count - 1))
                            .reinterpret(Long.MAX_VALUE)
                            .getString(0);
            OperatorSchema schema = DispatchCalls.find(name).schema();
            Function<Object[], Object> ofOne = given -> kernel.apply(name, given);
            Code.run(schema, ofOne, arguments, count - 1, ret);
        }
    }

    private static final class Code implements Callbacks.RawCode {
        private final String name;
        private final String overload;
        private final Function<Object[], Object> kernel;
        private volatile Known known;

        /** The schema, as long as no operator was removed. */
        private record Known(OperatorSchema schema, long removals) {}

        Code(String name, String overload, Function<Object[], Object> kernel) {
            this.name = name;
            this.overload = overload;
            this.kernel = kernel;
        }

        private OperatorSchema schema() {
            Known before = known;
            if (before == null || before.removals != removals.get()) {
                long now = removals.get();
                before = new Known(DispatchCalls.lookUp(name, overload).schema(), now);
                known = before;
            }
            return before.schema;
        }

        @Override
        public void run(long arguments, int count, long ret, int capacity) {
            run(schema(), kernel, arguments, count, ret);
        }

        static void run(
                OperatorSchema schema,
                Function<Object[], Object> kernel,
                long arguments,
                int count,
                long ret) {
            ValueType[] types =
                    schema.arguments().stream().map(SchemaArgument::type).toArray(ValueType[]::new);
            MemorySegment values =
                    MemorySegment.ofAddress(arguments).reinterpret(count * pt_value.sizeof());
            Object result = kernel.apply(ValueReader.readAllAndFree(values, types, new Object[0]));
            give(schema, result, ret);
        }

        private static void give(OperatorSchema schema, Object result, long ret) {
            List<ValueType> types = schema.results();
            Object[] given = results(schema, result);
            try (Frame frame = Frame.open()) {
                MemorySegment values = ValueWriter.room(frame, types.size());
                ValueWriter writer = new ValueWriter(frame, new ResultErrors(schema));
                try {
                    for (int i = 0; i < given.length; i++) {
                        writer.write(values, i, types.get(i), given[i]);
                    }
                    Failure.check(
                            PanamaTorch.pt_kernel_return(ret, values, given.length),
                            schema.qualifiedName());
                    Arguments.keepAlive(given);
                } finally {
                    writer.closeTemporaries();
                }
            }
        }

        private static Object[] results(OperatorSchema schema, Object result) {
            int count = schema.results().size();
            if (count == 1) {
                return new Object[] {result};
            }
            Object[] given =
                    switch (result) {
                        case Object[] array -> array;
                        case List<?> list -> list.toArray();
                        case null -> new Object[0];
                        default -> new Object[] {result};
                    };
            if (given.length != count) {
                throw new IllegalArgumentException(
                        schema.qualifiedName()
                                + ": the kernel returned "
                                + given.length
                                + " results, expected "
                                + count
                                + "\n  schema: "
                                + schema.text());
            }
            return given;
        }
    }

    private record ResultErrors(OperatorSchema schema) implements ValueErrors {
        private String result(int index) {
            return schema.qualifiedName() + ": result " + (index + 1) + " of the kernel ";
        }

        @Override
        public RuntimeException mismatch(
                int index, ValueType expected, Object value, String where) {
            String text =
                    result(index)
                            + (where.isEmpty() ? "" : "has " + where + "which ")
                            + "is "
                            + (value == null ? "null" : ValueDescription.of(value))
                            + ", expected "
                            + expected.expected()
                            + "\n  schema: "
                            + schema.text();
            return value == null
                    ? new NullPointerException(text)
                    : new IllegalArgumentException(text);
        }

        @Override
        public RuntimeException wrongLength(int index, ValueType expected, int count) {
            return new IllegalArgumentException(
                    result(index)
                            + "has "
                            + count
                            + " elements, expected "
                            + expected.length()
                            + "\n  schema: "
                            + schema.text());
        }

        @Override
        public String argumentLabel(int index) {
            return "result " + (index + 1);
        }

        @Override
        public String qualifiedName() {
            return schema.qualifiedName();
        }
    }
}
