package org.panamatorch.parity;

/** Finds constants by the names that PyTorch gives them. */
final class Named {
    private Named() {}

    static <T> T of(T[] constants, String name) {
        for (T constant : constants) {
            if (constant.toString().equals("torch." + name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("PyTorch has no " + name);
    }
}
