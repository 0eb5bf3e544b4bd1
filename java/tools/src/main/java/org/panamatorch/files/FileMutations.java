package org.panamatorch.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Makes errors in files. */
final class FileMutations {
    private static final int MOST = 6;

    /** Numbers at which readers break. */
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        7,
        8,
        63,
        64,
        127,
        128,
        255,
        256,
        0x7fff,
        0xffff,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xffffffffL,
        0x100000000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MAX_VALUE / 8,
        100_000_000
    };

    /** Texts that mean something in one of the formats. */
    private static final String[] TEXTS = {
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "-1",
        "1e3",
        "99999999999999999999",
        "\\ud800",
        "U8",
        "F4",
        "F64",
        "data_offsets",
        "__metadata__",
        "\0",
        "(",
        ")",
        "True",
        ">f8",
        "|O",
        "PK\5\6",
        "PK\1\2",
        "PK\3\4",
        "../",
        "R",
        "b",
        "Q",
        ".",
        "h\0",
        "q\0",
        "t",
        "e",
        "u",
        "K\0",
        "J\377\377\377\377",
        "cos\nsystem\n",
        "\u00c3",
        "\u0080\2",
        "]",
        "}",
        "0",
        "a",
        "s"
    };

    private FileMutations() {}

    /** A file with some errors. */
    static byte[] of(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int i = 1 + random.nextInt(MOST); i > 0 && bytes.length > 0; i--) {
            bytes = one(bytes, random);
        }
        return bytes;
    }

    private static byte[] one(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(9)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> put(bytes, at, random);
            case 3 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 4 -> {
                return spliced(
                        bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), new byte[0]);
            }
            case 5 -> {
                byte[] text =
                        TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.ISO_8859_1);
                return spliced(
                        bytes,
                        at,
                        at + (random.nextBoolean() ? 0 : Math.min(text.length, bytes.length - at)),
                        text);
            }
            case 6 -> {
                int from = random.nextInt(bytes.length);
                int length = random.nextInt(Math.min(64, bytes.length - from) + 1);
                return spliced(bytes, at, at, Arrays.copyOfRange(bytes, from, from + length));
            }
            case 7 -> digit(bytes, at, random);
            default -> bytes[at] += (byte) (random.nextBoolean() ? 1 : -1);
        }
        return bytes;
    }

    /** A number in place of what is there. */
    private static void put(byte[] bytes, int at, Random random) {
        ByteBuffer number =
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(NUMBERS[random.nextInt(NUMBERS.length)]);
        int length = Math.min(1 << random.nextInt(4), bytes.length - at);
        System.arraycopy(number.array(), 0, bytes, at, length);
    }

    /** Another digit for the next one. */
    private static void digit(byte[] bytes, int at, Random random) {
        for (int i = at; i < bytes.length; i++) {
            if (Character.isDigit(bytes[i])) {
                bytes[i] = (byte) ('0' + random.nextInt(10));
                return;
            }
        }
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] instead) {
        byte[] result = new byte[bytes.length - (to - from) + instead.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(instead, 0, result, from, instead.length);
        System.arraycopy(bytes, to, result, from + instead.length, bytes.length - to);
        return result;
    }
}
