package org.panamatorch.codegen.operators;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The options of all operators: those with the same name are the same. */
final class OptionRecords {
    private final Map<String, NamedOptions> byName = new TreeMap<>();
    private final Map<String, TreeSet<String>> operators = new TreeMap<>();

    OptionRecords(Collection<PublicMethod> methods) {
        for (PublicMethod method : methods) {
            NamedOptions options = method.named();
            if (options != null) {
                NamedOptions other = byName.putIfAbsent(options.name(), options);
                if (other != null && !other.declarations().equals(options.declarations())) {
                    throw new IllegalArgumentException(
                            options.schema().text() + " has other options than " + other.schema());
                }
                operators
                        .computeIfAbsent(options.name(), key -> new TreeSet<>())
                        .add(options.schema().name());
            }
        }
    }

    /** The packages of the records, for who imports them. */
    Map<String, String> packages() {
        Map<String, String> packages = new TreeMap<>();
        byName.values().forEach(options -> packages.put(options.record(), JavaNames.OPTIONS));
        return packages;
    }

    void emit(OperatorFiles files) throws IOException {
        Map<String, String> packages = JavaNames.packages(List.of());
        for (NamedOptions options : byName.values()) {
            options.emit(files, List.copyOf(operators.get(options.name())), packages);
        }
    }
}
