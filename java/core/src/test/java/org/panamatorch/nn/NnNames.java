package org.panamatorch.nn;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The program behind {@code scripts/list-names}: PyTorch's public names against ours, as docs/NN.md
 * and docs/OPTIM.md have them.
 *
 * <p>A class is one of {@code org.panamatorch.nn}, {@code nn.utils} or, if it is an enum, {@code
 * option} by the same name; a function of {@code torch.nn.functional} or {@code torch.nn.init} is a
 * static method of {@link Functional} or {@link Init} by its name in camelCase, one of {@code
 * torch.nn.utils} of any class there, and one of a name space below it of the class by that name. A
 * class of {@code torch.optim} is one of {@code optim}, one of its {@code lr_scheduler} of {@code
 * optim.lr}, and what {@code swa_utils} has is in {@code optim.swa} or a static method of {@code
 * Swa}. Names that are otherwise, or left out, are in {@code nn/} or {@code optim/other-names.tsv}
 * of the test resources: PyTorch's name, ours or {@code -}, and why.
 */
public final class NnNames {
    private static final String NN = "org.panamatorch.nn.";
    private static final String UTILS = NN + "utils.";
    private static final String OPTION = "org.panamatorch.option.";
    private static final String OPTIM = "org.panamatorch.optim.";
    private static final String LR = OPTIM + "lr.";
    private static final String SWA = OPTIM + "swa.";
    private static final String NONE = "-";
    private static final int FIELDS = 3;

    private static final List<String> UTILITIES =
            List.of(
                    "ClipGrad",
                    "ConvertMemoryFormat",
                    "ConvertParameters",
                    "Fusion",
                    "SkipInit",
                    "SpectralNorm",
                    "WeightNorm");

    private static final String HEAD =
            """
            # torch.%1$s's names and ours

            Written by `scripts/list-names %1$s`: every public name of PyTorch 2.13's `torch.%1$s`, of the name spaces below it and of
            its base class, and what reflection finds of it here. Names that are others here, or left out, are in
            `java/core/src/test/resources/%1$s/other-names.tsv` with their reasons.

            | name space | names | ours | left out |
            |---|---|---|---|
            """;

    private final String area;
    private final Map<String, String[]> others;
    private final List<String> problems = new ArrayList<>();

    private NnNames(String area) {
        this.area = area;
        others = others(area);
    }

    private static Map<String, String[]> others(String area) {
        Map<String, String[]> others = new TreeMap<>();
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                NnNames.class.getResourceAsStream("/" + area + "/other-names.tsv"),
                                StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", FIELDS))
                    .forEach(fields -> others.put(fields[0], fields));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return others;
    }

    /**
     * Writes the table of the names that come in.
     *
     * @param args {@code nn} or {@code optim}
     */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> problems = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            out.print(table(args[0], reader.lines(), problems));
        }
        problems.forEach(System.err::println);
        System.exit(problems.isEmpty() ? 0 : 1);
    }

    /**
     * The text of docs/NN.md or docs/OPTIM.md.
     *
     * @param area {@code nn} or {@code optim}
     * @param names lines of a name space and a name, with a tab between
     * @param problems gets a line for each name that is neither ours nor left out for a reason, and
     *     for each of the other names that is stale
     */
    static String table(String area, Stream<String> names, List<String> problems) {
        NnNames table = new NnNames(area);
        String text = table.written(names);
        problems.addAll(table.problems);
        return text;
    }

    private String written(Stream<String> names) {
        Map<String, List<String>> bySpace = new LinkedHashMap<>();
        names.map(line -> line.split("\t"))
                .forEach(
                        fields ->
                                bySpace.computeIfAbsent(fields[0], _ -> new ArrayList<>())
                                        .add(fields[1]));
        StringBuilder sections = new StringBuilder();
        StringBuilder counts = new StringBuilder();
        bySpace.forEach(
                (space, members) -> {
                    int[] count = new int[2];
                    StringBuilder rows = new StringBuilder();
                    for (String name : members) {
                        rows.append(row(space, name, count));
                    }
                    counts.append(
                            "| `%s` | %s | %s | %s |\n"
                                    .formatted(space, members.size(), count[0], count[1]));
                    sections.append("\n## ")
                            .append(space)
                            .append("\n| PyTorch | PanamaTorch | |\n|---|---|---|\n")
                            .append(rows);
                });
        others.keySet().forEach(name -> problems.add("PyTorch has no public name " + name));
        return HEAD.formatted(area) + counts + sections;
    }

    private String row(String space, String name, int... count) {
        String full = space + "." + name;
        String[] other = others.remove(full);
        String ours = ours(space, name);
        if (other != null && !other[1].equals(NONE)) {
            if (!exists(other[1])) {
                problems.add(full + ": there is no " + other[1]);
            }
            ours = other[1];
        } else if (other == null && ours == null || other != null && ours != null) {
            problems.add(full + (ours == null ? " is missing" : " is " + ours));
        }
        count[ours == null ? 1 : 0]++;
        return "| `%s` | %s | %s |\n"
                .formatted(
                        name, ours == null ? "" : "`" + ours + "`", other == null ? "" : other[2]);
    }

    /** What we have by a name of PyTorch's; null for nothing. */
    private static String ours(String space, String name) {
        switch (space) {
            case "torch.nn.Module":
                return member(NN + "Module", camelCase(name), false);
            case "torch.optim.Optimizer":
                return member(OPTIM + "Optimizer", camelCase(name), false);
            case "torch.optim.lr_scheduler.LRScheduler":
                return member(LR + "LRScheduler", camelCase(name), false);
            case "torch.optim.swa_utils.AveragedModel":
                return member(SWA + "AveragedModel", camelCase(name), false);
            default:
                break;
        }
        if (Character.isUpperCase(name.charAt(0))) {
            return classOf(space, name);
        }
        String method = camelCase(name);
        return switch (space) {
            case "torch.nn" -> null;
            case "torch.nn.functional" -> member(NN + "Functional", method, true);
            case "torch.nn.init" -> member(NN + "Init", method, true);
            case "torch.nn.utils" -> utility(method);
            case "torch.optim.swa_utils" -> member(SWA + "Swa", method, true);
            case "torch.optim.optimizer" -> member(OPTIM + "Optimizer", method, true);
            default -> member(UTILS + home(space), method, true);
        };
    }

    private static String classOf(String space, String name) {
        String home =
                switch (space) {
                    case "torch.optim", "torch.optim.optimizer" -> OPTIM;
                    case "torch.optim.lr_scheduler" -> LR;
                    case "torch.optim.swa_utils" -> SWA;
                    default -> null;
                };
        if (home != null) {
            return type(home + name) == null ? null : name;
        }
        if (space.startsWith("torch.nn.utils.")) {
            return type(UTILS + home(space) + "$" + name) != null
                    ? home(space) + "." + name
                    : type(UTILS + name) != null ? name : null;
        }
        return type(NN + name) == null && type(OPTION + name) == null ? null : name;
    }

    /** The class for a name space below torch.nn.utils. */
    private static String home(String space) {
        String name = space.substring(space.lastIndexOf('.') + 1);
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static String utility(String method) {
        return UTILITIES.stream()
                .map(type -> member(UTILS + type, method, true))
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }

    private static boolean exists(String ours) {
        return Stream.of(NN, UTILS, OPTIM, LR, SWA)
                .anyMatch(home -> type(home + ours.replace('.', '$')) != null || has(home, ours));
    }

    private static boolean has(String home, String ours) {
        int dot = ours.indexOf('.');
        Class<?> type = dot < 0 ? null : type(home + ours.substring(0, dot));
        return type != null && has(type, ours.substring(dot + 1));
    }

    private static String member(String type, String method, boolean isStatic) {
        Class<?> home = type(type);
        boolean found =
                home != null
                        && Arrays.stream(home.getMethods())
                                .anyMatch(
                                        each ->
                                                each.getName().equals(method)
                                                        && Modifier.isStatic(each.getModifiers())
                                                                == isStatic);
        return found ? home.getSimpleName() + "." + method : null;
    }

    private static boolean has(Class<?> type, String method) {
        return Stream.of(type.getMethods(), type.getDeclaredMethods())
                .flatMap(Arrays::stream)
                .filter(each -> (each.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                .map(Method::getName)
                .anyMatch(method::equals);
    }

    private static Class<?> type(String name) {
        try {
            Class<?> type = Class.forName(name);
            return Modifier.isPublic(type.getModifiers()) ? type : null;
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static String camelCase(String python) {
        return PythonModules.camelCase(python) + (python.endsWith("_") ? "_" : "");
    }
}
