package org.panamatorch.codegen.operators;

import org.panamatorch.codegen.operators.PublicMethod.Variant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The methods of one name in one class: no two with the same parameter types, and no call that fits
 * two of them.
 */
final class OverloadSet {
    private static final Set<String> TAKE_LONG = Set.of("long", "double", "Number");

    private OverloadSet() {}

    /**
     * Of methods with the same types the one that leaves out less stays, then the plainer one, then
     * the earlier one.
     */
    static List<PublicMethod> of(List<PublicMethod> candidates) {
        List<PublicMethod> sorted = new ArrayList<>(candidates);
        sorted.removeAll(unnamed(candidates));
        sorted.sort(
                Comparator.comparingInt(PublicMethod::dropped)
                        .thenComparing(PublicMethod::variant));
        Map<List<String>, PublicMethod> byTypes = new LinkedHashMap<>();
        sorted.forEach(method -> byTypes.putIfAbsent(method.types(), method));
        List<PublicMethod> kept = new ArrayList<>(byTypes.values());
        List<PublicMethod> methods = new ArrayList<>();
        for (PublicMethod method : kept) {
            methods.add(mayBeVarargs(method, kept) ? method.withVarargs() : method);
        }
        methods.removeIf(method -> isServedByVarargs(method, methods));
        methods.sort(
                Comparator.<PublicMethod>comparingInt(method -> method.parameters().size())
                        .thenComparing(method -> method.types().toString()));
        return methods;
    }

    /**
     * What goes where two operators would take their options in the same place, so that a lambda
     * fits both: the options of the second, and of all others the form without options.
     */
    private static Set<PublicMethod> unnamed(List<PublicMethod> candidates) {
        Set<PublicMethod> gone = new HashSet<>();
        Map<List<String>, Operator> owners = new HashMap<>();
        Set<Operator> losers = new HashSet<>();
        for (PublicMethod method : candidates) {
            if (method.named() != null) {
                List<String> before = method.types().subList(0, method.types().size() - 1);
                Operator owner = owners.putIfAbsent(before, method.operator());
                if (owner != null && owner != method.operator()) {
                    gone.add(method);
                    losers.add(method.operator());
                }
            }
        }
        for (PublicMethod method : candidates) {
            if (method.variant() == Variant.IN_FULL && !losers.contains(method.operator())) {
                gone.add(method);
            }
        }
        return gone;
    }

    private static String lastType(PublicMethod method) {
        return method.parameters().isEmpty() ? "" : method.types().getLast();
    }

    /**
     * Whether the last list can take any number of arguments without another method catching some
     * of the calls.
     */
    private static boolean mayBeVarargs(PublicMethod method, List<PublicMethod> all) {
        String last = lastType(method);
        if (method.types().stream().filter(type -> type.endsWith("[]")).count() != 1) {
            return false;
        }
        if (last.equals("Tensor[]")) {
            return all.stream()
                    .noneMatch(other -> other != method && catches(other, method, "Tensor"));
        }
        if (!last.equals("long[]")) {
            return false;
        }
        // A list of two or more is better written as such where further arguments may follow it.
        SchemaType type = lastListType(method);
        if (type.isSized() && type.size() > 1 && method.dropped() > 0) {
            return false;
        }
        return all.stream()
                .noneMatch(
                        other ->
                                other != method
                                        && (catches(other, method, "long")
                                                || isShorterByANumber(other, method)));
    }

    /**
     * Whether {@code other} has the same list behind one number less, so that who forgets one is
     * not told: {@code randint(10, 32)}.
     */
    private static boolean isShorterByANumber(PublicMethod other, PublicMethod method) {
        List<String> types = method.types();
        return types.getFirst().equals("long")
                && other.types().equals(types.subList(1, types.size()));
    }

    private static SchemaType lastListType(PublicMethod method) {
        String name = method.parameters().getLast().name();
        return method.operator().schema().arguments().stream()
                .filter(
                        argument ->
                                Naming.publicParameter(method.operator().schema(), argument.name())
                                        .equals(name))
                .findFirst()
                .orElseThrow()
                .type();
    }

    /**
     * Whether {@code other} fits a call of {@code method} with two or more elements: the same types
     * before the list, and then at least two more that an element converts to, or one and a list.
     */
    private static boolean catches(PublicMethod other, PublicMethod method, String element) {
        int prefix = method.parameters().size() - 1;
        List<String> types = other.types();
        if (types.size() < prefix + 2) {
            return false;
        }
        for (int i = 0; i < types.size(); i++) {
            String type = types.get(i);
            boolean fits =
                    i < prefix
                            ? converts(method.types().get(i), type)
                            : converts(element, type)
                                    || i == types.size() - 1 && type.equals(element + "[]");
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean converts(String from, String to) {
        return from.equals(to) || from.equals("long") && TAKE_LONG.contains(to);
    }

    /** Whether a method for one number says no more than the one for any number of them. */
    private static boolean isServedByVarargs(PublicMethod single, List<PublicMethod> all) {
        if (single.variant() != Variant.SINGLE) {
            return false;
        }
        List<String> plain = new ArrayList<>(single.types());
        if (plain.isEmpty()) {
            return false;
        }
        plain.set(plain.size() - 1, "long[]");
        List<String> boxed = new ArrayList<>(single.types());
        boxed.set(boxed.size() - 1, "Number");
        return all.stream()
                        .anyMatch(
                                other ->
                                        other.varargs()
                                                && other.operator() == single.operator()
                                                && other.types().equals(plain)
                                                && lastListType(other).size() == 1)
                && all.stream().noneMatch(other -> other.types().equals(boxed));
    }
}
