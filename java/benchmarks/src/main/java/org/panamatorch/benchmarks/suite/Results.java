package org.panamatorch.benchmarks.suite;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** All measurements of a run. */
final class Results {
    private final Map<Row, Map<Contender, Measurement>> cells = new LinkedHashMap<>();
    private final List<Contender> contenders;

    Results(List<Row> rows, List<Contender> contenders) {
        this.contenders = contenders;
        rows.forEach(row -> cells.put(row, new EnumMap<>(Contender.class)));
    }

    Measurement at(Row row, Contender contender) {
        return cells.get(row).computeIfAbsent(contender, _ -> new Measurement());
    }

    Iterable<Row> rows() {
        return cells.keySet();
    }

    List<Contender> contenders() {
        return contenders;
    }

    /** The contender's median in relation to that of C++. */
    OptionalDouble ratio(Row row, Contender contender) {
        Measurement cpp = at(row, Contender.CPP);
        Measurement other = at(row, contender);
        return cpp.isTimed() && other.isTimed()
                ? OptionalDouble.of(other.median() / cpp.median())
                : OptionalDouble.empty();
    }
}
