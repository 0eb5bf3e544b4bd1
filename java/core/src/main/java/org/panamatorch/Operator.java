package org.panamatorch;

import org.panamatorch.internal.dispatch.BoundOperator;
import org.panamatorch.internal.dispatch.DispatchCalls;
import org.panamatorch.internal.dispatch.Kernels;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * An operator of LibTorch's dispatcher, or of a library that was loaded: what is {@code
 * torch.ops.aten.add.Tensor} in Python is {@code Torch.ops("aten::add.Tensor")} here. Operators are
 * found once and may be kept; any thread may call them.
 *
 * <p>Arguments are checked against the {@linkplain #schema() schema} before the call. These go with
 * its types:
 *
 * <table>
 * <caption>Types in schemas and in Java</caption>
 * <tr><th scope="col">schema</th><th scope="col">Java</th></tr>
 * <tr><td>Tensor</td><td>{@link Tensor}; or a number or Boolean, which counts as a bare number in type promotion</td></tr>
 * <tr><td>int, SymInt</td><td>Long, Integer, Short, Byte; as a result Long</td></tr>
 * <tr><td>float</td><td>Double, Float or an integer; as a result Double</td></tr>
 * <tr><td>bool</td><td>Boolean</td></tr>
 * <tr><td>Scalar</td><td>any {@link Number}, {@link Scalar} or Boolean; as a result Long, Double, Boolean or {@link Scalar}</td></tr>
 * <tr><td>str</td><td>String</td></tr>
 * <tr><td>ScalarType</td><td>{@link DType}</td></tr>
 * <tr><td>Layout, Device, MemoryFormat, Generator</td><td>the class of that name</td></tr>
 * <tr><td>T[]</td><td>a {@link List} or an array; {@link Shape} is a list of int; as a result an unmodifiable List</td></tr>
 * <tr><td>T[2]</td><td>the same, or a single T that stands for both</td></tr>
 * <tr><td>T?</td><td>T or null</td></tr>
 * <tr><td>other types</td><td>the {@link Opaque} object that another operator returned</td></tr>
 * </table>
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/library.html">torch.library</a>
 */
public final class Operator {
    private static final ConcurrentHashMap<String, Operator> found = new ConcurrentHashMap<>();
    private static volatile long removals;

    private final BoundOperator operator;

    private Operator(BoundOperator operator) {
        this.operator = operator;
    }

    static Operator of(String qualifiedName) {
        long now = Kernels.removals();
        if (now != removals) {
            // A library was closed, whose operators may be others now.
            found.clear();
            removals = now;
        }
        Operator known = qualifiedName == null ? null : found.get(qualifiedName);
        return known != null ? known : added(qualifiedName);
    }

    private static Operator added(String qualifiedName) {
        Operator operator = new Operator(DispatchCalls.find(qualifiedName));
        Operator earlier = found.putIfAbsent(qualifiedName, operator);
        return earlier == null ? operator : earlier;
    }

    /**
     * An argument of an operator.
     *
     * @param name its name
     * @param type its type as the schema writes it, without aliases, such as {@code int[2]?}
     * @param defaultValue its default as the schema writes it, or null where a value must be given
     * @param keywordOnly whether Python takes it by name only
     */
    public record Parameter(String name, String type, String defaultValue, boolean keywordOnly) {}

    /**
     * An object of a type that has no class in Java, such as packed weights: one operator returns
     * it for another to take. It is released when it is closed, or else some time after the last
     * reference to it is gone.
     */
    public interface Opaque extends AutoCloseable {
        /**
         * The type.
         *
         * @return the name in schemas
         */
        String type();

        /** Releases the object. Closing again does nothing. */
        @Override
        void close();
    }

    /**
     * The qualified name without the overload.
     *
     * @return a name such as {@code aten::add}
     */
    public String name() {
        return operator.name();
    }

    /**
     * The overload.
     *
     * @return a name such as {@code Tensor}; empty for an operator's default overload
     */
    public String overload() {
        return operator.overload();
    }

    /**
     * The schema.
     *
     * @return a text such as {@code aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1)
     *     -> Tensor}
     */
    public String schema() {
        return operator.schemaText();
    }

    /**
     * The arguments.
     *
     * @return one parameter an argument, in their order
     */
    public List<Parameter> parameters() {
        return IntStream.range(0, operator.argumentCount()).mapToObj(this::parameter).toList();
    }

    private Parameter parameter(int index) {
        return new Parameter(
                operator.argumentName(index),
                operator.argumentType(index),
                operator.argumentDefault(index),
                operator.isKeywordOnly(index));
    }

    /**
     * The types of the results.
     *
     * @return the types as the schema writes them, without aliases
     */
    public List<String> resultTypes() {
        return operator.resultTypes();
    }

    /**
     * Calls the operator with arguments in the order of its schema, those that Python takes by name
     * only included. Arguments that are left out at the end have their defaults.
     *
     * @param arguments the arguments
     * @return null where the operator returns nothing, or None; its result; or several as an {@code
     *     Object[]}. An operator that works in place returns the tensor that was given.
     * @throws IllegalArgumentException if an argument does not fit the schema, is missing or one
     *     too many; the message names the operator, the argument, what was given and what was
     *     expected
     * @throws NullPointerException if an argument is null whose type does not end with {@code ?}
     * @throws TorchException for what LibTorch reports
     */
    public Object call(Object... arguments) {
        return operator.call(arguments);
    }

    /**
     * Calls the operator with some arguments by position and others by name:
     *
     * <pre>{@code
     * Object sum = Torch.ops("aten::add.Tensor").call(List.of(x, y), Map.of("alpha", 2));
     * }</pre>
     *
     * @param positional the first arguments
     * @param keyword further arguments by the names in the schema
     * @return as of {@link #call(Object...)}
     * @throws IllegalArgumentException if an argument does not fit the schema, is missing, unknown,
     *     or given twice
     * @throws NullPointerException if an argument is null whose type does not end with {@code ?}
     * @throws TorchException for what LibTorch reports
     */
    public Object call(List<?> positional, Map<String, ?> keyword) {
        return operator.call(positional, keyword);
    }

    /**
     * The schema.
     *
     * @return the same as {@link #schema()}
     */
    @Override
    public String toString() {
        return schema();
    }
}
