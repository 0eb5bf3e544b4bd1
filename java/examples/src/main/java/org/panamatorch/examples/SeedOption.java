package org.panamatorch.examples;

import org.panamatorch.*;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.math.BigInteger;

/** What every program starts with: a seed, and one thread for each operation. */
final class SeedOption {
    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            converter = Seed.class,
            description = "seed of the random numbers (default: ${DEFAULT-VALUE})")
    private long seed;

    /** Reads what Python's manual_seed takes: any integer of 64 bits, signed or not. */
    static final class Seed implements ITypeConverter<Long> {
        private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
        private static final BigInteger MAX =
                BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

        @Override
        public Long convert(String text) {
            BigInteger value;
            try {
                value = new BigInteger(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' is no integer");
            }
            if (value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0) {
                throw new TypeConversionException("'" + text + "' has more than 64 bits");
            }
            return value.longValue();
        }
    }

    void start() {
        Torch.setNumThreads(1);
        Torch.manualSeed(seed);
    }
}
