package org.panamatorch.optim;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.optim.Hyper;
import org.panamatorch.internal.print.PythonFormat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The options of an optimizer or of one of its groups, by Python's names: what is between {@code
 * params} and the closing brace of Python's groups.
 *
 * <p>The library's optimizers have a subclass each, with a method to set and one to read each
 * option. An optimizer of one's own can take this class as it is. Values are numbers, booleans,
 * strings, tensors and null; an array stands for a tuple, a list for a list.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.Optimizer.add_param_group.html">torch.optim.Optimizer.add_param_group</a>
 */
public class OptimizerOptions {
    private final SequencedMap<String, Object> values = new LinkedHashMap<>();

    /** Makes options of which none is set. */
    public OptimizerOptions() {}

    /**
     * Sets an option, new or not.
     *
     * @param name as Python writes it, such as {@code weight_decay}
     * @param value the value; null for Python's None
     * @return this
     */
    public OptimizerOptions set(String name, Object value) {
        Arguments.requirePresent(name, "OptimizerOptions.set", "name", "a string");
        values.put(name, kept(value));
        return this;
    }

    /**
     * Integers as long, floats as double, tuples of floats as arrays, words as strings, arrays
     * copied.
     */
    private static Object kept(Object value) {
        return switch (value) {
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case Float number -> number.doubleValue();
            case Enum<?> word -> word.toString();
            case double[] numbers -> numbers.clone();
            // As files give it.
            case Object[] tuple when areFloats(tuple) ->
                    Arrays.stream(tuple)
                            .mapToDouble(each -> ((Number) each).doubleValue())
                            .toArray();
            case Number[] tuple -> Arrays.stream(tuple).map(OptimizerOptions::kept).toArray();
            case Object[] tuple -> tuple.clone();
            case null, default -> value;
        };
    }

    private static boolean areFloats(Object[] tuple) {
        return tuple.length > 0
                && Arrays.stream(tuple).allMatch(n -> n instanceof Double || n instanceof Float);
    }

    /**
     * An option's value.
     *
     * @param name as Python writes it
     * @return the value; null for Python's None
     * @throws TorchException if there is no such option
     */
    public Object get(String name) {
        if (!has(name)) {
            throw new TorchException(Kind.KEY, PythonFormat.repr(name));
        }
        return kept(values.get(name));
    }

    /**
     * Whether there is an option of a name.
     *
     * @param name as Python writes it
     * @return true if there is
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * All options by Python's names.
     *
     * @return a view that cannot be changed
     */
    public SequencedMap<String, Object> toMap() {
        return Collections.unmodifiableSequencedMap(values);
    }

    /**
     * The same options, to be changed without these.
     *
     * @return an object of the same class
     */
    public OptimizerOptions copy() {
        if (getClass() != OptimizerOptions.class) {
            throw new IllegalStateException(getClass().getName() + " has to override copy()");
        }
        return copyTo(new OptimizerOptions());
    }

    /**
     * Sets on other options what is set on these: what {@link #copy} of a subclass is made of.
     *
     * @param <O> their class
     * @param copy the others
     * @return the others
     */
    protected final <O extends OptimizerOptions> O copyTo(O copy) {
        Arguments.requirePresent(copy, "OptimizerOptions.copyTo", "copy", "options");
        values.forEach(copy::set);
        return copy;
    }

    /**
     * The learning rate.
     *
     * @return the rate, read where it is a tensor
     * @throws TorchException if there is none
     */
    public double lr() {
        return number("lr");
    }

    /**
     * The learning rate, where it is a tensor.
     *
     * @return the tensor, or null where it is a number
     * @throws TorchException if there is none
     */
    public Tensor lrTensor() {
        return tensor("lr");
    }

    /**
     * Sets the learning rate.
     *
     * @param value the rate
     * @return this
     */
    public OptimizerOptions lr(double value) {
        return set("lr", value);
    }

    /**
     * Sets the learning rate to a tensor, which schedules fill with each new rate.
     *
     * @param value the rate, a tensor of one element
     * @return this
     */
    public OptimizerOptions lr(Tensor value) {
        return set("lr", Arguments.present(value, "OptimizerOptions.lr", "value", "a tensor"));
    }

    private TorchException mismatch(String name, String expected) {
        Object value = values.get(name);
        return new TorchException(
                Kind.TYPE,
                "option '"
                        + name
                        + "' is "
                        + PythonFormat.repr(
                                value instanceof Object[] several ? Arrays.asList(several) : value)
                        + ", expected "
                        + expected);
    }

    /**
     * An option as a number.
     *
     * @param name as Python writes it
     * @return the number, read where it is a tensor
     * @throws TorchException if there is no such option, or it is no number
     */
    public final double number(String name) {
        return switch (get(name)) {
            case Number number -> number.doubleValue();
            case Tensor tensor -> tensor.itemDouble();
            case null, default -> throw mismatch(name, "a number");
        };
    }

    /**
     * An option as a whole number.
     *
     * @param name as Python writes it
     * @return the number
     * @throws TorchException if there is no such option, or it is no whole number
     */
    public final long integer(String name) {
        if (get(name) instanceof Long number) {
            return number;
        }
        throw mismatch(name, "a whole number");
    }

    /**
     * An option as a boolean.
     *
     * @param name as Python writes it
     * @return the boolean; false for None
     * @throws TorchException if there is no such option, or it is no boolean
     */
    public final boolean flag(String name) {
        Boolean flag = flagOrNone(name);
        return flag != null && flag;
    }

    /**
     * An option as a tensor.
     *
     * @param name as Python writes it
     * @return the tensor, or null where the option is none
     * @throws TorchException if there is no such option
     */
    public final Tensor tensor(String name) {
        return get(name) instanceof Tensor tensor ? tensor : null;
    }

    final Long integerOrNone(String name) {
        return get(name) == null ? null : integer(name);
    }

    final Boolean flagOrNone(String name) {
        return switch (get(name)) {
            case null -> null;
            case Boolean flag -> flag;
            default -> throw mismatch(name, "a boolean");
        };
    }

    final double[] numbers(String name) {
        return switch (get(name)) {
            case double[] numbers -> numbers;
            case Tensor[] tensors -> {
                if (Arrays.asList(tensors).contains(null)) {
                    throw mismatch(name, "numbers");
                }
                yield Arrays.stream(tensors).mapToDouble(Tensor::itemDouble).toArray();
            }
            case null, default ->
                    Arrays.stream(numbersOrNone(name))
                            .mapToDouble(
                                    number -> {
                                        if (number == null) {
                                            throw mismatch(name, "numbers");
                                        }
                                        return number;
                                    })
                            .toArray();
        };
    }

    final Double[] numbersOrNone(String name) {
        return switch (get(name)) {
            case double[] numbers -> Arrays.stream(numbers).boxed().toArray(Double[]::new);
            case Object[] tuple ->
                    Arrays.stream(tuple).map(each -> boxed(name, each)).toArray(Double[]::new);
            case Iterable<?> list -> {
                var numbers = new ArrayList<Double>();
                list.forEach(each -> numbers.add(boxed(name, each)));
                yield numbers.toArray(Double[]::new);
            }
            case null, default -> throw mismatch(name, "numbers");
        };
    }

    private Double boxed(String name, Object value) {
        return switch (value) {
            case null -> null;
            case Number number -> number.doubleValue();
            default -> throw mismatch(name, "numbers");
        };
    }

    final Hyper hyper(String name) {
        if (get(name) instanceof Tensor tensor) {
            Arguments.requireOpen(tensor, getClass().getSimpleName(), name);
            return Hyper.of(tensor);
        }
        return get(name) instanceof Long integer
                ? Hyper.of((Object) integer)
                : Hyper.of(number(name));
    }

    final Hyper[] hypers(String name) {
        return get(name) instanceof Tensor[] tensors
                ? Arrays.stream(tensors).map(Hyper::of).toArray(Hyper[]::new)
                : Arrays.stream(numbers(name)).mapToObj(Hyper::of).toArray(Hyper[]::new);
    }

    final <E extends Enum<E>> E word(String name, E[] constants) {
        Object value = get(name);
        if (value == null) {
            return null;
        }
        for (E constant : constants) {
            if (constant.toString().equals(value)) {
                return constant;
            }
        }
        throw mismatch(name, "one of " + Arrays.toString(constants));
    }

    /** Python's lines of a group, sorted by name; the parameters' names may be null. */
    final String lines(List<String> parameterNames) {
        StringBuilder lines = new StringBuilder();
        SortedMap<String, Object> sorted = new TreeMap<>(values);
        if (parameterNames != null) {
            sorted.put("param_names", parameterNames);
        }
        sorted.forEach(
                (name, value) ->
                        lines.append("    ")
                                .append(name)
                                .append(": ")
                                .append(text(value))
                                .append('\n'));
        return lines.toString();
    }

    /** As Python formats: a string has no quotes, and a tensor of one number is the number. */
    private static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Tensor tensor when tensor.dim() == 0 -> PythonFormat.repr(tensor.item());
            case null, default -> PythonFormat.repr(value);
        };
    }

    /**
     * All options under Python's names.
     *
     * @return a text such as {@code SGDOptions(lr=0.1, momentum=0)}
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(getClass().getSimpleName()).append('(');
        values.forEach(
                (name, value) ->
                        text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ")
                                .append(name)
                                .append('=')
                                .append(PythonFormat.repr(value)));
        return text.append(')').toString();
    }
}
