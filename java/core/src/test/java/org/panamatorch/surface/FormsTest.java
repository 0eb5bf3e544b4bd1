package org.panamatorch.surface;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.TensorReduction;
import org.panamatorch.nn.ConvOptions;
import org.panamatorch.nn.ReflectionPad2d;
import org.panamatorch.support.PublicClasses;

import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * No method has a tail of positional arguments that its forms lengthen one by one, and none is
 * written twice, for one size and for several.
 */
class FormsTest {
    private static final Path SOURCES =
            Path.of(System.getProperty("panamatorch.root"), "java/core/src/main/java");

    private static final int MOST = 3;

    /** Names of several operators of ATen's, each with three forms or fewer. */
    private static final Set<String> SEVERAL =
            Set.of(
                    "addmm",
                    "arange",
                    "argsort",
                    "baddbmm",
                    "gradient",
                    "hammingWindow",
                    "histogram",
                    "kaiserWindow",
                    "max",
                    "min",
                    "norm",
                    "normal",
                    "prod",
                    "randLike",
                    "randintLike",
                    "randnLike",
                    "random_",
                    "repeatInterleave",
                    "sort",
                    "to");

    @Test
    void arguments_areAddedAtMostTwiceByPosition() {
        Map<String, List<Executable>> methods =
                PublicClasses.all().stream()
                        .flatMap(FormsTest::executables)
                        .filter(each -> !each.isVarArgs())
                        .collect(
                                Collectors.groupingBy(
                                        each ->
                                                each.getDeclaringClass().getName()
                                                        + " "
                                                        + each.getName()));
        Set<String> tooLong =
                methods.values().stream()
                        .filter(forms -> longestRow(forms) > MOST)
                        .map(forms -> forms.getFirst().getName())
                        .collect(Collectors.toSet());

        assertThat(tooLong).isEqualTo(SEVERAL);
    }

    // An option of the type Extent, or an operator's list of sizes, is the one declaration of both.
    @Test
    void formsForOneSizeAndForSeveral_areNeverWrittenByHand() {
        List<Class<?>> both =
                PublicClasses.all().stream().filter(FormsTest::takesOneSizeOrSeveral).toList();

        assertThat(both).contains(ReflectionPad2d.class, ConvOptions.class, TensorReduction.class);
        assertThat(both).noneMatch(FormsTest::isWrittenByHand);
    }

    private static boolean takesOneSizeOrSeveral(Class<?> type) {
        Map<String, Set<List<Class<?>>>> forms =
                executables(type)
                        .collect(
                                Collectors.groupingBy(
                                        Executable::getName,
                                        Collectors.mapping(
                                                each -> List.of(each.getParameterTypes()),
                                                Collectors.toSet())));
        return forms.values().stream()
                .anyMatch(
                        same ->
                                same.stream()
                                        .anyMatch(
                                                each ->
                                                        each.contains(long[].class)
                                                                && same.contains(ofOneSize(each))));
    }

    private static List<Class<?>> ofOneSize(List<Class<?>> form) {
        return form.stream()
                .<Class<?>>map(type -> type == long[].class ? long.class : type)
                .toList();
    }

    private static boolean isWrittenByHand(Class<?> type) {
        Class<?> outer = type.getNestHost();
        return Files.exists(SOURCES.resolve(outer.getName().replace('.', '/') + ".java"));
    }

    private static Stream<Executable> executables(Class<?> type) {
        return Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredConstructors()),
                        Arrays.stream(type.getDeclaredMethods()))
                .filter(each -> Modifier.isPublic(each.getModifiers()) && !each.isSynthetic());
    }

    /** How many forms there are at most of which each is the beginning of the next. */
    private static int longestRow(Collection<Executable> forms) {
        Map<List<Class<?>>, Integer> rows = new HashMap<>();
        forms.stream()
                .map(form -> List.of(form.getParameterTypes()))
                .sorted(Comparator.comparingInt(List::size))
                .forEach(form -> rows.put(form, 1 + longestBeginning(form, rows)));
        return rows.values().stream().mapToInt(each -> each).max().orElse(0);
    }

    private static int longestBeginning(List<Class<?>> form, Map<List<Class<?>>, Integer> rows) {
        int longest = 0;
        for (int i = 0; i < form.size(); i++) {
            longest = Math.max(longest, rows.getOrDefault(form.subList(0, i), 0));
        }
        return longest;
    }
}
