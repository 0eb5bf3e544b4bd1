package org.panamatorch.optim.lr;

import org.panamatorch.TorchException;
import org.panamatorch.internal.call.StateEntries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A state that a schedule takes over: values by Python's names. */
public final class SchedulerState {
    private final Map<String, ?> values;

    SchedulerState(Map<String, ?> values) {
        this.values = values;
    }

    private double real(String name, Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw StateEntries.mismatch(values, name, "a number");
    }

    /**
     * A number.
     *
     * @param name the name
     * @param otherwise what it is where the state lacks it
     * @return the number
     * @throws TorchException if the value is no number
     */
    public double number(String name, double otherwise) {
        return values.containsKey(name) ? real(name, values.get(name)) : otherwise;
    }

    /**
     * A whole number.
     *
     * @param name the name
     * @param otherwise what it is where the state lacks it
     * @return the number
     * @throws TorchException if the value is no number
     */
    public long integer(String name, long otherwise) {
        return values.containsKey(name) ? (long) real(name, values.get(name)) : otherwise;
    }

    /**
     * A boolean.
     *
     * @param name the name
     * @param otherwise what it is where the state lacks it
     * @return the boolean
     * @throws TorchException if the value is none
     */
    public boolean flag(String name, boolean otherwise) {
        if (!values.containsKey(name)) {
            return otherwise;
        }
        if (values.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw StateEntries.mismatch(values, name, "a boolean");
    }

    /**
     * A string.
     *
     * @param name the name
     * @param otherwise what it is where the state lacks it
     * @return the string
     * @throws TorchException if the value is none
     */
    public String text(String name, String otherwise) {
        if (!values.containsKey(name)) {
            return otherwise;
        }
        if (values.get(name) instanceof String text) {
            return text;
        }
        throw StateEntries.mismatch(values, name, "a string");
    }

    /** One of several words. */
    <E extends Enum<E>> E word(String name, E[] words, E otherwise) {
        String text = text(name, otherwise.toString());
        for (E word : words) {
            if (word.toString().equals(text)) {
                return word;
            }
        }
        throw StateEntries.mismatch(values, name, "one of " + Arrays.toString(words));
    }

    /**
     * Numbers.
     *
     * @param name the name
     * @param otherwise what they are where the state lacks them
     * @return the numbers
     * @throws TorchException if the value is no list of numbers
     */
    public List<Double> numbers(String name, List<Double> otherwise) {
        if (!values.containsKey(name)) {
            return otherwise;
        }
        if (values.get(name) instanceof Collection<?> list) {
            return list.stream().map(each -> (Double) real(name, each)).toList();
        }
        throw StateEntries.mismatch(values, name, "a list of numbers");
    }

    /**
     * Whole numbers.
     *
     * @param name the name
     * @param otherwise what they are where the state lacks them
     * @return the numbers
     * @throws TorchException if the value is no list of numbers
     */
    public List<Long> integers(String name, List<Long> otherwise) {
        return values.containsKey(name)
                ? numbers(name, List.of()).stream().map(Double::longValue).toList()
                : otherwise;
    }

    /** Whole numbers of which the state has each with how often it stands. */
    List<Long> counted(String name, List<Long> otherwise) {
        if (!values.containsKey(name)) {
            return otherwise;
        }
        if (!(values.get(name) instanceof Map<?, ?> counts)) {
            throw StateEntries.mismatch(values, name, "counts by number");
        }
        List<Long> numbers = new ArrayList<>();
        counts.forEach(
                (number, count) ->
                        numbers.addAll(
                                Collections.nCopies(
                                        (int) real(name, count), (long) real(name, number))));
        Collections.sort(numbers);
        return numbers;
    }

    /**
     * States of other schedules.
     *
     * @param name the name
     * @return the states
     * @throws TorchException if the value is no list of states
     */
    @SuppressWarnings("unchecked") // Each value is checked when it is read.
    List<Map<String, Object>> states(String name) {
        if (values.get(name) instanceof Collection<?> list
                && list.stream().allMatch(Map.class::isInstance)) {
            return list.stream().map(each -> (Map<String, Object>) each).toList();
        }
        throw StateEntries.mismatch(values, name, "a list of states");
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
