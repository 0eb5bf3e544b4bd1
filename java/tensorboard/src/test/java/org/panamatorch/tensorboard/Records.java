package org.panamatorch.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;

/** The records of an event file as text, {@code FIELD:VALUE} for each field. */
final class Records {
    // Fields that hold messages, by the path of their numbers.
    private static final Set<String> MESSAGES =
            Set.of("5", "5.1", "5.1.8", "5.1.8.2", "5.1.8.2.2", "5.1.9", "5.1.9.1");

    private Records() {}

    static List<String> read(byte[] file) {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<String> records = new ArrayList<>();
        while (buffer.hasRemaining()) {
            byte[] length = checked(buffer, Long.BYTES);
            byte[] data = checked(buffer, (int) little(length).getLong());
            records.add(text(little(data), ""));
        }
        return records;
    }

    private static byte[] checked(ByteBuffer buffer, int size) {
        byte[] bytes = new byte[size];
        buffer.get(bytes);
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        int sum = (int) crc.getValue();
        assertThat(buffer.getInt()).isEqualTo((sum >>> 15 | sum << 17) + 0xa282ead8);
        return bytes;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(ByteBuffer message, String parent) {
        List<String> fields = new ArrayList<>();
        while (message.hasRemaining()) {
            long key = varint(message);
            String path = parent + (key >>> 3);
            fields.add(
                    (key >>> 3)
                            + ":"
                            + switch ((int) key & 7) {
                                case 0 -> Long.toString(varint(message));
                                case 1 -> Double.toString(message.getDouble());
                                case 2 -> delimited(message, path);
                                case 5 -> message.getFloat() + "f";
                                default -> throw new AssertionError("wire type " + (key & 7));
                            });
        }
        return String.join(" ", fields);
    }

    private static String delimited(ByteBuffer message, String path) {
        byte[] bytes = new byte[(int) varint(message)];
        message.get(bytes);
        return MESSAGES.contains(path)
                ? "{" + text(little(bytes), path + ".") + "}"
                : "'" + new String(bytes, StandardCharsets.UTF_8) + "'";
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = message.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
