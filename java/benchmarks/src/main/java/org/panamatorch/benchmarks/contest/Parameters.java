package org.panamatorch.benchmarks.contest;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a workload is told beside its kind.
 *
 * @param values numbers by their names
 */
public record Parameters(Map<String, Long> values) {
    /**
     * Reads the arguments of a contender.
     *
     * @param arguments the kind, and {@code name=number}s
     * @return the numbers
     */
    public static Parameters of(String[] arguments) {
        return new Parameters(
                Arrays.stream(arguments)
                        .skip(1)
                        .map(each -> each.split("="))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> Long.valueOf(pair[1]))));
    }

    /**
     * A number.
     *
     * @param name its name
     * @return the number, 0 where it is not named
     */
    public long get(String name) {
        return values.getOrDefault(name, 0L);
    }

    /**
     * A number that counts.
     *
     * @param name its name
     * @return the number, 0 where it is not named
     */
    public int count(String name) {
        return Math.toIntExact(get(name));
    }

    /**
     * A choice.
     *
     * @param name its name
     * @return whether it is named, and not 0
     */
    public boolean is(String name) {
        return get(name) != 0;
    }
}
