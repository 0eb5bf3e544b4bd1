package org.panamatorch.benchmarks.suite;

/**
 * What is left of a result, for comparison.
 *
 * @param bits a checksum of its bits
 * @param sum of its elements, weighted by place
 * @param magnitude the same sum of their magnitudes
 */
record Check(String bits, double sum, double magnitude) {
    /**
     * Products of some hundred numbers in another order differ by less; another network by more.
     */
    private static final double TOLERANCE = 1e-4;

    /** How a result is in comparison. */
    enum Verdict {
        EQUAL("="),
        CLOSE("≈"),
        DIFFERENT("≠");

        private final String sign;

        Verdict(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    /**
     * @throws IllegalArgumentException if the line is none of the protocol's
     */
    static Check of(String line) {
        String[] words = line.split(" ");
        if (words.length != 3) {
            throw new IllegalArgumentException("no check: " + line);
        }
        return new Check(words[0], Double.parseDouble(words[1]), Double.parseDouble(words[2]));
    }

    Verdict against(Check reference) {
        if (bits.equals(reference.bits)) {
            return Verdict.EQUAL;
        }
        double most = TOLERANCE * reference.magnitude;
        boolean close =
                Math.abs(sum - reference.sum) <= most
                        && Math.abs(magnitude - reference.magnitude) <= most;
        return close ? Verdict.CLOSE : Verdict.DIFFERENT;
    }
}
