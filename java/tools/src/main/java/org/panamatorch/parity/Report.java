package org.panamatorch.parity;

import java.io.PrintStream;
import java.util.TreeSet;

/** Writes the outcome of a replay, a line a failing case, and counts. */
final class Report {
    private final PrintStream out;
    private final TreeSet<String> missing = new TreeSet<>();
    private int passed;
    private int failed;

    Report(PrintStream out) {
        this.out = out;
    }

    /**
     * Counts a case.
     *
     * @param why why it fails; null where it does not
     */
    void settle(int id, String name, String origin, String why) {
        if (why == null) {
            passed++;
            return;
        }
        failed++;
        out.println(
                "FAIL "
                        + id
                        + " "
                        + name
                        + " "
                        + origin
                        + ": "
                        + why.replaceAll("\\s*\n\\s*", " | "));
    }

    void missing(String name) {
        missing.add(name);
    }

    /** Ends the report; returns whether everything passed. */
    boolean finish() {
        missing.forEach(name -> out.println("MISSING " + name));
        out.println(passed + " passed, " + failed + " failed");
        return failed == 0;
    }
}
