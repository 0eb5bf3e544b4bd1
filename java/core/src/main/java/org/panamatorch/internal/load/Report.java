package org.panamatorch.internal.load;

import java.util.ArrayList;
import java.util.List;

/** Where native libraries were looked for, in order, and what came of it. */
final class Report {
    private final List<String> lines = new ArrayList<>();

    void add(String place, String outcome) {
        lines.add(place + ": " + outcome);
    }

    /** The numbered lines, each with a line feed before it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append("\n  ").append(i + 1).append(". ").append(lines.get(i));
        }
        return text.toString();
    }
}
