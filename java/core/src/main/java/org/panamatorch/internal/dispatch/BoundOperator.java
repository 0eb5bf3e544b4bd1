package org.panamatorch.internal.dispatch;

import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Callbacks;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.Frame;
import org.panamatorch.internal.call.Results;
import org.panamatorch.internal.dispatch.ValueType.Base;
import org.panamatorch.internal.library.PtDispatch;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.memory.NativeKind;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** An operator of the dispatcher with its schema, read once: what calls it by name. */
public final class BoundOperator implements ValueErrors {
    /** Stands for an argument that was not given. */
    private static final Object ABSENT = new Object();

    private final MemorySegment handle;
    private final OperatorSchema schema;
    // Made once: every argument's check has it at hand.
    private final String qualifiedName;
    // As arrays, which the call reads on its fast path.
    private final SchemaArgument[] arguments;
    private final ValueType[] results;
    // What was written to before a failure would be written to again.
    private final boolean writesArguments;
    private final boolean[] written;
    private final Entry entry;

    /** Where a call comes in. */
    private interface Entry {
        int call(MemorySegment operator, MemorySegment values, int count, MemorySegment ret, int n);
    }

    BoundOperator(MemorySegment handle, OperatorSchema schema) {
        this(handle, schema, PanamaTorch::pt_operator_call);
    }

    private BoundOperator(MemorySegment handle, OperatorSchema schema, Entry entry) {
        this.entry = entry;
        this.handle = handle;
        this.schema = schema;
        this.qualifiedName = schema.qualifiedName();
        this.arguments = schema.arguments().toArray(SchemaArgument[]::new);
        this.results = schema.results().toArray(ValueType[]::new);
        this.writesArguments = schema.text().contains("!)");
        this.written = written(schema);
    }

    /**
     * Which arguments the operator writes to: those whose alias set ends with an exclamation mark.
     */
    private static boolean[] written(OperatorSchema schema) {
        boolean[] written = new boolean[schema.arguments().size()];
        for (int i = 0; i < written.length; i++) {
            String name = Pattern.quote(schema.arguments().get(i).name());
            written[i] =
                    Pattern.compile("!\\)[^ ]* " + name + "[,)=]").matcher(schema.text()).find();
        }
        return written;
    }

    /**
     * The name without the overload.
     *
     * @return a name such as {@code aten::add}
     */
    public String name() {
        return schema.name();
    }

    /**
     * The overload.
     *
     * @return a name such as {@code Tensor}, or an empty text
     */
    public String overload() {
        return schema.overload();
    }

    /**
     * The name with the overload.
     *
     * @return a name such as {@code aten::add.Tensor}
     */
    @Override
    public String qualifiedName() {
        return qualifiedName;
    }

    /**
     * The schema.
     *
     * @return the text
     */
    public String schemaText() {
        return schema.text();
    }

    /**
     * How many arguments there are.
     *
     * @return the count
     */
    public int argumentCount() {
        return arguments.length;
    }

    /**
     * An argument's name.
     *
     * @param index its position
     * @return the name
     */
    public String argumentName(int index) {
        return arguments[index].name();
    }

    /**
     * An argument's type.
     *
     * @param index its position
     * @return the type as the schema writes it, without aliases
     */
    public String argumentType(int index) {
        return arguments[index].type().text();
    }

    /**
     * An argument's default.
     *
     * @param index its position
     * @return the default as the schema writes it, or null
     */
    public String argumentDefault(int index) {
        return arguments[index].defaultText();
    }

    /**
     * Whether Python takes an argument by name only.
     *
     * @param index its position
     * @return true if it does
     */
    public boolean isKeywordOnly(int index) {
        return arguments[index].keywordOnly();
    }

    /**
     * The types of the results.
     *
     * @return the types as the schema writes them, without aliases
     */
    public List<String> resultTypes() {
        return schema.results().stream().map(ValueType::text).toList();
    }

    OperatorSchema schema() {
        return schema;
    }

    /**
     * Whether there is a kernel of its own for a dispatch key.
     *
     * @param key the key
     * @return true if there is
     */
    public boolean hasKernel(String key) {
        return PtDispatch.operator_has_kernel(qualifiedName, handle, key);
    }

    /**
     * Whether the operator writes to an argument.
     *
     * @param index its position
     * @return true if its schema says so
     */
    public boolean writes(int index) {
        return written[index];
    }

    /**
     * The operator's kernels below autograd, for a kernel of its derivative.
     *
     * @return the same operator, called otherwise
     */
    public BoundOperator belowAutograd() {
        return new BoundOperator(handle, schema, PanamaTorch::pt_operator_call_below_autograd);
    }

    /**
     * The kernel that the operator runs for a dispatch key now, whatever is registered later.
     *
     * @param key the key
     * @return the same operator, called otherwise
     */
    public BoundOperator kernel(String key) {
        try (Frame frame = Frame.open()) {
            MemorySegment made =
                    PanamaTorch.pt_kernel_new(handle, frame.string(key, "getKernel", "key"));
            if (made.address() == 0) {
                throw Failure.exception("getKernel", "op", qualifiedName, "dispatchKey", key);
            }
            NativeHandle kernel = NativeHandle.of(made, NativeKind.KERNEL);
            return new BoundOperator(
                    handle,
                    schema,
                    (_, values, count, ret, room) -> {
                        int status =
                                PanamaTorch.pt_kernel_call(
                                        kernel.use(qualifiedName, "kernel"),
                                        values,
                                        count,
                                        ret,
                                        room);
                        Arguments.keepAlive(kernel);
                        return status;
                    });
        }
    }

    /**
     * Calls the operator.
     *
     * @param given the arguments in the order of the schema; those left out at the end have their
     *     defaults; null or an array of another class, such as of tensors, is one argument
     * @return the result, or an array of them, or null where there is none
     */
    public Object call(Object[] given) {
        if (given == null || given.getClass() != Object[].class) {
            return call(new Object[] {given});
        }
        if (given.length > arguments.length) {
            throw new IllegalArgumentException(
                    qualifiedName
                            + ": "
                            + given.length
                            + " arguments given, expected at most "
                            + arguments.length
                            + schemaNote());
        }
        for (int i = given.length; i < arguments.length; i++) {
            requireDefault(i);
        }
        return invoke(given, given.length);
    }

    /**
     * Calls the operator.
     *
     * @param positional the first arguments
     * @param named further arguments by their names
     * @return the result, or an array of them, or null where there is none
     */
    public Object call(List<?> positional, Map<String, ?> named) {
        Arguments.requirePresent(positional, qualifiedName, "positional", "a list of arguments");
        Arguments.requirePresent(named, qualifiedName, "named", "a map of arguments");
        if (positional.size() > arguments.length) {
            return call(positional.toArray());
        }
        Object[] given = positional.toArray(new Object[arguments.length]);
        Arrays.fill(given, positional.size(), given.length, ABSENT);
        for (Map.Entry<String, ?> argument : named.entrySet()) {
            int index = schema.indexOf(argument.getKey());
            if (index < 0) {
                throw new IllegalArgumentException(
                        qualifiedName
                                + ": no argument is called '"
                                + argument.getKey()
                                + "'"
                                + schemaNote());
            }
            if (given[index] != ABSENT) {
                throw new IllegalArgumentException(
                        qualifiedName
                                + ": argument '"
                                + argument.getKey()
                                + "' is given by position ("
                                + (index + 1)
                                + ") and by name"
                                + schemaNote());
            }
            given[index] = argument.getValue();
        }
        int count = given.length;
        for (int i = positional.size(); i < given.length; i++) {
            if (given[i] == ABSENT) {
                requireDefault(i);
            }
        }
        while (count > 0 && given[count - 1] == ABSENT) {
            count--;
        }
        return invoke(given, count);
    }

    private void requireDefault(int index) {
        SchemaArgument argument = arguments[index];
        if (argument.defaultText() == null) {
            throw new IllegalArgumentException(
                    qualifiedName
                            + ": argument '"
                            + argument.name()
                            + "' (position "
                            + (index + 1)
                            + ") is missing, expected "
                            + argument.type().expected()
                            + schemaNote());
        }
    }

    private Object invoke(Object[] given, int count) {
        try (Frame frame = Frame.open()) {
            Object[] held = new Object[count];
            MemorySegment values = ValueWriter.room(frame, count);
            ValueWriter writer = null;
            for (int i = 0; i < count; i++) {
                Object value = given[i];
                // Most arguments are tensors; what is inlined here for them makes a call a tenth
                // shorter.
                if (value instanceof Tensor tensor && arguments[i].type().base() == Base.TENSOR) {
                    ValueWriter.writeTensor(values, i, handle(tensor, i));
                    held[i] = tensor;
                } else if (value == ABSENT) {
                    ValueWriter.writeDefault(values, i);
                } else {
                    writer = writer == null ? new ValueWriter(frame, this) : writer;
                    held[i] = writer.write(values, i, arguments[i].type(), value);
                }
            }
            try {
                return called(values, count, ValueWriter.room(frame, results.length), held);
            } finally {
                if (writer != null) {
                    writer.closeTemporaries();
                }
            }
        } finally {
            if (writesArguments) {
                endChanges(given, count);
            }
        }
    }

    private MemorySegment handle(Tensor tensor, int argument) {
        return written[argument]
                ? Arguments.changing(tensor, qualifiedName, argumentLabel(argument))
                : Arguments.tensor(tensor, qualifiedName, argumentLabel(argument));
    }

    private void endChanges(Object[] given, int count) {
        for (int i = 0; i < count; i++) {
            if (written[i] && given[i] instanceof Tensor tensor) {
                Arguments.changed(tensor);
            }
        }
    }

    private Object called(MemorySegment values, int count, MemorySegment ret, Object[] held) {
        for (int attempt = 0; ; attempt++) {
            int status = status(values, count, ret);
            Arguments.keepAlive(held);
            if (status == 0) {
                return result(ret, held);
            }
            if (writesArguments) {
                throw Failure.exception(qualifiedName, described(held));
            }
            Failure.retry(attempt, qualifiedName, described(held));
        }
    }

    private int status(MemorySegment values, int count, MemorySegment ret) {
        // Kernels of Java's may wait.
        boolean entered = Kernels.areAny() && Callbacks.enter();
        try {
            return entry.call(handle, values, count, ret, results.length);
        } finally {
            Callbacks.leave(entered);
        }
    }

    private Object result(MemorySegment ret, Object[] held) {
        if (results.length == 1) {
            return ValueReader.readAndFree(ret, results, held);
        }
        return results.length == 0 ? null : ValueReader.readAllAndFree(ret, results, held);
    }

    private Object[] described(Object[] held) {
        Object[] described = new Object[2 * held.length];
        for (int i = 0; i < held.length; i++) {
            described[2 * i] = arguments[i].name();
            described[2 * i + 1] = held[i];
        }
        return described;
    }

    @Override
    public RuntimeException mismatch(int index, ValueType expected, Object value, String where) {
        String argument =
                "argument '" + arguments[index].name() + "' (position " + (index + 1) + ")";
        if (value == null) {
            return new NullPointerException(
                    qualifiedName
                            + ": "
                            + where
                            + argument
                            + " is null, expected "
                            + expected.expected()
                            + schemaNote());
        }
        return new IllegalArgumentException(
                qualifiedName
                        + ": "
                        + where
                        + argument
                        + " is "
                        + ValueDescription.of(value)
                        + ", expected "
                        + expected.expected()
                        + schemaNote());
    }

    @Override
    public RuntimeException wrongLength(int index, ValueType expected, int count) {
        return new IllegalArgumentException(
                qualifiedName
                        + ": argument '"
                        + arguments[index].name()
                        + "' (position "
                        + (index + 1)
                        + ") has "
                        + count
                        + " elements, expected "
                        + expected.length()
                        + schemaNote());
    }

    @Override
    public String argumentLabel(int index) {
        return arguments[index].name();
    }

    private String schemaNote() {
        return "\n  schema: " + schema.text();
    }

    /** A number as the tensor that type promotion takes for the number. */
    static Tensor wrapped(Number number, String operation, String argument) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret =
                    PanamaTorch.pt_tensor_wrap_number(frame.scalar(number, operation, argument));
            if (ret.address() == 0) {
                throw Failure.exception(operation, argument, number);
            }
            return Results.tensor(ret);
        }
    }
}
