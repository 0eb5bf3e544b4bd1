package org.panamatorch.names;

import static java.util.Map.entry;

import org.panamatorch.nn.PythonModules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The program behind {@code scripts/list-names}: PyTorch's public names against ours, as docs/NN.md
 * and docs/TRAINING.md have them.
 *
 * <p>{@link #HOMES} says where what a name space has is here: a class in a package by the same
 * name, a function as a method of a class by its name in camelCase. Names that are otherwise, or
 * left out, are in {@code nn/} or {@code training/other-names.tsv} of the resources: PyTorch's
 * name, ours or {@code -}, and why.
 */
public final class NameTable {
    private static final String ROOT = "org.panamatorch.";
    private static final String NONE = "-";
    private static final int FIELDS = 3;

    /**
     * Where the names of a name space are.
     *
     * @param prefixes what stands before the names of classes: packages, or a class with a dollar
     * @param holders the classes that have the functions
     */
    private record Home(List<String> prefixes, List<String> holders) {
        Home(String prefixes, String holders) {
            this(List.of(prefixes.split(" ")), List.of(holders.split(" ")));
        }
    }

    private static final Map<String, Home> HOMES =
            Map.ofEntries(
                    entry("torch.nn", new Home("nn. option.", "nn.Module")),
                    entry("torch.nn.Module", methodsOf("nn.Module")),
                    entry("torch.nn.functional", new Home("nn. option.", "nn.Functional")),
                    entry("torch.nn.init", new Home("nn. option.", "nn.Init")),
                    entry(
                            "torch.nn.utils",
                            new Home(
                                    "nn.utils.",
                                    "nn.utils.ClipGrad nn.utils.ConvertMemoryFormat"
                                            + " nn.utils.ConvertParameters nn.utils.Fusion"
                                            + " nn.utils.SkipInit nn.utils.SpectralNorm"
                                            + " nn.utils.WeightNorm")),
                    entry("torch.nn.utils.rnn", utilities("Rnn")),
                    entry("torch.nn.utils.parametrizations", utilities("Parametrizations")),
                    entry("torch.nn.utils.parametrize", utilities("Parametrize")),
                    entry("torch.nn.utils.prune", utilities("Prune")),
                    entry("torch.nn.utils.fusion", utilities("Fusion")),
                    entry("torch.nn.utils.stateless", utilities("Stateless")),
                    entry("torch.optim", new Home("optim.", "optim.Optimizer")),
                    entry("torch.optim.Optimizer", methodsOf("optim.Optimizer")),
                    entry("torch.optim.optimizer", new Home("optim.", "optim.Optimizer")),
                    entry(
                            "torch.optim.lr_scheduler",
                            new Home("optim.lr.", "optim.lr.LRScheduler")),
                    entry(
                            "torch.optim.lr_scheduler.LRScheduler",
                            methodsOf("optim.lr.LRScheduler")),
                    entry(
                            "torch.optim.swa_utils",
                            new Home("optim.swa. optim.lr.", "optim.swa.Swa")),
                    entry(
                            "torch.optim.swa_utils.AveragedModel",
                            methodsOf("optim.swa.AveragedModel")),
                    entry("torch.utils.data", new Home("data.", "data.Dataset data.Collate")),
                    entry(
                            "torch.distributions",
                            new Home(
                                    "distributions.",
                                    "distributions.Kl distributions.ConstraintRegistry")),
                    entry(
                            "torch.distributions.Distribution",
                            methodsOf("distributions.Distribution")),
                    entry("torch.distributions.Transform", methodsOf("distributions.Transform")),
                    entry(
                            "torch.distributions.constraints",
                            new Home("distributions.", "distributions.Constraints")),
                    entry(
                            "torch.distributions.transforms",
                            new Home("distributions.", "distributions.Transform")),
                    entry("torch.distributions.kl", new Home("distributions.", "distributions.Kl")),
                    entry(
                            "torch.distributions.constraint_registry",
                            new Home("distributions.", "distributions.ConstraintRegistry")),
                    entry("torch.autograd", new Home(" option.", "Autograd Torch")),
                    entry(
                            "torch.autograd.Function",
                            new Home(List.of(), List.of("AutogradFunction", "FunctionContext"))),
                    entry("torch.autograd.function", methodsOf("AutogradFunction")),
                    entry("torch.autograd.graph", new Home("", "Autograd")),
                    entry("torch.autograd.functional", new Home("", "AutogradFunctional")),
                    entry("torch.autograd.forward_ad", new Home("ForwardAD$", "ForwardAD")),
                    entry("torch.func", new Home("func.", "func.Func")),
                    entry("torch.amp", new Home(" amp.", "Autocast")),
                    entry("torch.amp.GradScaler", methodsOf("amp.GradScaler")),
                    entry("torch.library", new Home("library.", "library.Library")),
                    entry("torch.library.Library", methodsOf("library.Library")),
                    entry(
                            "torch.utils.checkpoint",
                            new Home("checkpoint. option.", "checkpoint.ActivationCheckpoint")));

    private static Home methodsOf(String holder) {
        return new Home(List.of(), List.of(holder));
    }

    /** Of a name space below torch.nn.utils, which is a class here. */
    private static Home utilities(String holder) {
        return new Home("nn.utils." + holder + "$ nn.utils.", "nn.utils." + holder);
    }

    private static final String HEAD =
            """
            # %s

            Written by `scripts/list-names %s`: every public name of the name spaces below in PyTorch 2.13, and what reflection
            finds of it here. Names that are others here, or left out, are in
            `java/tools/src/main/resources/%2$s/other-names.tsv` with their reasons.

            | name space | names | ours | left out |
            |---|---|---|---|
            """;
    private static final Map<String, String> TITLES =
            Map.of(
                    "nn", "torch.nn's names and ours",
                    "training", "The names of what trains, and ours");

    private final Map<String, String[]> others;
    private final List<String> problems = new ArrayList<>();

    private NameTable(String area) {
        others = others(area);
    }

    private static Map<String, String[]> others(String area) {
        Map<String, String[]> others = new TreeMap<>();
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                NameTable.class.getResourceAsStream(
                                        "/" + area + "/other-names.tsv"),
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
     * @param args {@code nn} or {@code training}
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
     * The text of a page.
     *
     * @param area {@code nn} or {@code training}
     * @param names lines of a name space and a name, with a tab between
     * @param problems gets a line for each name that is neither ours nor left out for a reason, and
     *     for each of the other names that is stale
     */
    static String table(String area, Stream<String> names, List<String> problems) {
        NameTable table = new NameTable(area);
        String text = table.written(area, names);
        problems.addAll(table.problems);
        return text;
    }

    private String written(String area, Stream<String> names) {
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
        return HEAD.formatted(TITLES.get(area), area) + counts + sections;
    }

    private String row(String space, String name, int... count) {
        String full = space + "." + name;
        String[] other = others.remove(full);
        String ours = ours(HOMES.get(space), name);
        String remark = ours == null || isPublic(HOMES.get(space), name) ? "" : "protected";
        if (other != null) {
            remark = other[2];
            if (ours != null) {
                problems.add(full + " is " + ours);
            } else if (!other[1].equals(NONE)) {
                ours = other[1];
                if (!exists(ours)) {
                    problems.add(full + ": there is no " + ours);
                }
            }
        } else if (ours == null) {
            problems.add(full + " is missing");
        }
        count[ours == null ? 1 : 0]++;
        return "| `%s` | %s | %s |\n".formatted(name, ours == null ? "" : "`" + ours + "`", remark);
    }

    /** What we have by a name of PyTorch's; null for nothing. */
    private static String ours(Home home, String name) {
        for (String prefix : home.prefixes) {
            Class<?> type = type(prefix + name);
            if (type != null) {
                return text(type);
            }
        }
        for (String holder : home.holders) {
            Class<?> type = type(holder);
            if (type != null && hasMethod(type, camelCase(name))) {
                return text(type) + "." + camelCase(name);
            }
        }
        return null;
    }

    /** Whether a class or method is, rather than for classes that extend its own. */
    private static boolean isPublic(Home home, String name) {
        return home.prefixes.stream().anyMatch(prefix -> type(prefix + name) != null)
                || home.holders.stream()
                        .map(NameTable::type)
                        .filter(Objects::nonNull)
                        .flatMap(type -> Arrays.stream(type.getMethods()))
                        .anyMatch(method -> method.getName().equals(camelCase(name)));
    }

    /** A class's name without packages. */
    private static String text(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    /** Whether there is a class, or a method of one, by a name without packages. */
    private static boolean exists(String ours) {
        int dot = ours.lastIndexOf('.');
        return packages()
                .anyMatch(
                        home -> {
                            Class<?> owner =
                                    dot < 0 ? null : type(home + inBinary(ours.substring(0, dot)));
                            return type(home + inBinary(ours)) != null
                                    || owner != null && hasMethod(owner, ours.substring(dot + 1));
                        });
    }

    private static String inBinary(String nested) {
        return nested.replace('.', '$');
    }

    private static Stream<String> packages() {
        return HOMES.values().stream()
                .flatMap(home -> Stream.of(home.prefixes, home.holders).flatMap(List::stream))
                .map(name -> name.replaceFirst("[A-Z].*", ""))
                .distinct();
    }

    private static boolean hasMethod(Class<?> type, String method) {
        return Stream.of(type.getMethods(), type.getDeclaredMethods())
                .flatMap(Arrays::stream)
                .filter(each -> (each.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                .anyMatch(each -> each.getName().equals(method));
    }

    private static Class<?> type(String name) {
        try {
            Class<?> type = Class.forName(ROOT + name, false, NameTable.class.getClassLoader());
            return Modifier.isPublic(type.getModifiers()) ? type : null;
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            return null;
        }
    }

    private static String camelCase(String python) {
        return PythonModules.camelCase(python) + (python.endsWith("_") ? "_" : "");
    }
}
