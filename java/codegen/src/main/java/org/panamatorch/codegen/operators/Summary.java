package org.panamatorch.codegen.operators;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says what is generated and what is left out, and how many call shapes the C functions have. */
final class Summary {
    private static final int LISTED = 5;

    /** Arguments that are one in Java. */
    private static final Set<String> TENSOR_OPTIONS =
            Set.of("dtype", "layout", "device", "pin_memory");

    private final List<Operator> all;
    private final List<Operator> typed;

    Summary(List<Operator> all, List<Operator> typed) {
        this.all = all;
        this.typed = typed;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("overloads in LibTorch's headers: ").append(all.size()).append('\n');
        text.append("typed overloads: ").append(typed.size()).append('\n');
        text.append("distinct operator names: ").append(names(typed).size()).append('\n');
        appendExclusions(text);
        appendShapes(text);
        appendMethods(text);
        appendOpenStrings(text);
        appendUndocumented(text);
        return text.toString();
    }

    private static TreeSet<String> names(List<Operator> operators) {
        return operators.stream()
                .map(Operator::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void appendExclusions(StringBuilder text) {
        Map<Exclusions.Reason, TreeSet<String>> byReason = new EnumMap<>(Exclusions.Reason.class);
        Map<Exclusions.Reason, Integer> counts = new EnumMap<>(Exclusions.Reason.class);
        for (Operator operator : all) {
            Optional<Exclusions.Reason> reason = Exclusions.reason(operator.schema());
            if (reason.isPresent()) {
                counts.merge(reason.get(), 1, Integer::sum);
                byReason.computeIfAbsent(reason.get(), key -> new TreeSet<>())
                        .add(operator.schema().qualifiedName());
            }
        }
        text.append("left out: ").append(all.size() - typed.size()).append('\n');
        byReason.forEach(
                (reason, names) -> {
                    text.append(
                            String.format(
                                    Locale.ROOT, "  %4d  %s%n", counts.get(reason), reason.text()));
                    if (reason != Exclusions.Reason.OUT_FORM) {
                        text.append("        ").append(String.join(" ", names)).append('\n');
                    }
                });
    }

    /**
     * The shape of a C function: {@code p} for a pointer, {@code i} for an integer, {@code d} for a
     * double.
     */
    static String shape(Schema schema) {
        StringBuilder shape = new StringBuilder();
        for (String parameter : NativeEmitter.parameters(schema)) {
            shape.append(
                    parameter.contains("*") ? 'p' : parameter.startsWith("double") ? 'd' : 'i');
        }
        return shape.append(NativeEmitter.returnType(schema).contains("*") ? ">p" : ">s")
                .toString();
    }

    private void appendShapes(StringBuilder text) {
        Map<String, Integer> shapes = new TreeMap<>();
        typed.forEach(operator -> shapes.merge(shape(operator.schema()), 1, Integer::sum));
        text.append("C call shapes: ").append(shapes.size()).append('\n');
        text.append("  most used:");
        shapes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(LISTED)
                .forEach(
                        e -> text.append(' ').append(e.getKey()).append(" x").append(e.getValue()));
        text.append("\n  longest:");
        typed.stream()
                .sorted(
                        Comparator.<Operator>comparingInt(o -> shape(o.schema()).length())
                                .reversed())
                .limit(LISTED)
                .forEach(
                        o ->
                                text.append(' ')
                                        .append(o.schema().qualifiedName())
                                        .append(" (")
                                        .append(shape(o.schema()).length() - 2)
                                        .append(')'));
        text.append('\n');
    }

    private void appendMethods(StringBuilder text) {
        text.append("public Java methods (names, overloads):\n");
        PublicEmitter emitter = new PublicEmitter(typed, ResultRecord.choose(typed));
        emitter.types()
                .forEach(
                        (type, methods) -> {
                            int overloads = methods.values().stream().mapToInt(List::size).sum();
                            text.append(
                                    String.format(
                                            Locale.ROOT,
                                            "  %-8s %4d %5d%n",
                                            type,
                                            methods.size(),
                                            overloads));
                        });
    }

    /**
     * What the documentation says nothing of: operators without a sentence, arguments without a
     * text.
     */
    private void appendUndocumented(StringBuilder text) {
        TreeSet<String> operators = new TreeSet<>();
        TreeSet<String> arguments = new TreeSet<>();
        for (Operator operator : typed) {
            if (!PublicPlaces.of(operator).isEmpty()) {
                if (OperatorTexts.of(operator.name()).isEmpty()) {
                    operators.add(operator.name());
                }
                operator.schema().arguments().stream()
                        .map(Schema.Argument::name)
                        .filter(name -> !TENSOR_OPTIONS.contains(name))
                        .filter(name -> ArgumentTexts.of(operator.name(), name, false).isEmpty())
                        .forEach(name -> arguments.add(operator.name() + "." + name));
            }
        }
        text.append("public operators without a sentence: ")
                .append(operators.size())
                .append(' ')
                .append(String.join(" ", operators))
                .append('\n');
        text.append("arguments without a text: ")
                .append(arguments.size())
                .append(' ')
                .append(String.join(" ", arguments))
                .append('\n');
    }

    /** The strings of public methods that are no enums, by operator. */
    private void appendOpenStrings(StringBuilder text) {
        TreeSet<String> open = new TreeSet<>();
        for (Operator operator : typed) {
            if (!PublicPlaces.of(operator).isEmpty()) {
                operator.schema().arguments().stream()
                        .filter(argument -> argument.type().base() == SchemaType.Base.STRING)
                        .filter(argument -> OptionType.find(operator.name(), argument).isEmpty())
                        .forEach(argument -> open.add(operator.name() + "." + argument.name()));
            }
        }
        text.append("arguments that stay strings: ").append(String.join(" ", open)).append('\n');
    }
}
