package org.panamatorch.fuzz;

import java.io.Serializable;

/**
 * Something that must not happen.
 *
 * @param kind what happened
 * @param site where, by which findings are told apart
 * @param detail more about it
 * @param sequence the number of the sequence
 * @param program the calls up to it; null where they are not known yet
 */
record Finding(Kind kind, String site, String detail, long sequence, Program program)
        implements Serializable {
    /** What can happen. */
    enum Kind {
        DEATH,
        HANG,
        LEAK,
        EXCEPTION
    }

    Finding with(Program other) {
        return new Finding(kind, site, detail, sequence, other);
    }

    Finding at(String otherSite) {
        return new Finding(kind, otherSite, detail, sequence, program);
    }

    String key() {
        return kind + " " + site;
    }
}
