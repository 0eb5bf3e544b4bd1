package org.panamatorch.codegen.bindings;

/**
 * An integer of C: its bits, sign- or zero-extended to a Java long, and its type.
 *
 * @param bits width of the type; 1 is {@code _Bool}
 */
record CInteger(long value, int bits, boolean unsigned) {

    static final int BOOL = 1;

    static CInteger ofInt(long value) {
        return new CInteger(value, 32, false);
    }

    static CInteger ofTruth(boolean truth) {
        return ofInt(truth ? 1 : 0);
    }

    boolean isTrue() {
        return value != 0;
    }

    CInteger convert(int toBits, boolean toUnsigned) {
        if (toBits == BOOL) {
            return new CInteger(value != 0 ? 1 : 0, BOOL, true);
        }
        int shift = 64 - toBits;
        long kept = toUnsigned ? (value << shift) >>> shift : (value << shift) >> shift;
        return new CInteger(kept, toBits, toUnsigned);
    }

    /** Types narrower than int become int in every operation. */
    CInteger promote() {
        return bits < 32 ? convert(32, false) : this;
    }

    /** The same type with another value. */
    CInteger withValue(long other) {
        return new CInteger(other, 64, false).convert(bits, unsigned);
    }

    boolean fitsInt() {
        return value == (int) value && !(unsigned && value < 0);
    }
}
