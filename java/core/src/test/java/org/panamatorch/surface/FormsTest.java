package org.panamatorch.surface;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.support.PublicClasses;

import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** No method has a tail of positional arguments that its forms lengthen one by one. */
class FormsTest {
    private static final int MOST = 3;

    @Test
    void arguments_areAddedAtMostTwiceByPosition() {
        assertThat(longest(executables().filter(each -> !isVarArgs(each))))
                .as("forms that begin alike, by method")
                .isEmpty();
    }

    private static boolean isVarArgs(Executable executable) {
        return executable.isVarArgs();
    }

    private static Stream<Executable> executables() {
        return PublicClasses.all().stream()
                .flatMap(
                        type ->
                                Stream.concat(
                                        Arrays.stream(type.getDeclaredConstructors()),
                                        Arrays.stream(type.getDeclaredMethods())))
                .filter(each -> Modifier.isPublic(each.getModifiers()) && !each.isSynthetic());
    }

    /** The longest row of forms, each the beginning of the next, where it is too long. */
    private static Map<String, Integer> longest(Stream<Executable> executables) {
        Map<String, List<List<Class<?>>>> forms =
                executables.collect(
                        Collectors.groupingBy(
                                each ->
                                        each.getDeclaringClass().getSimpleName()
                                                + "."
                                                + each.getName(),
                                TreeMap::new,
                                Collectors.mapping(
                                        each -> List.of(each.getParameterTypes()),
                                        Collectors.toList())));
        Map<String, Integer> tooLong = new TreeMap<>();
        forms.forEach(
                (name, all) -> {
                    int row = row(all);
                    if (row > MOST) {
                        tooLong.put(name, row);
                    }
                });
        return tooLong;
    }

    private static int row(Collection<List<Class<?>>> forms) {
        Map<List<Class<?>>, Integer> rows = new HashMap<>();
        forms.stream()
                .sorted((a, b) -> Integer.compare(a.size(), b.size()))
                .forEach(form -> rows.put(form, 1 + before(form, rows)));
        return rows.values().stream().mapToInt(each -> each).max().orElse(0);
    }

    private static int before(List<Class<?>> form, Map<List<Class<?>>, Integer> rows) {
        int longest = 0;
        for (int i = 0; i < form.size(); i++) {
            longest = Math.max(longest, rows.getOrDefault(form.subList(0, i), 0));
        }
        return longest;
    }
}
