package org.panamatorch.tensorboard;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.zip.CRC32C;

/** A file of events: TensorFlow's records, each with its length and two checksums. */
final class EventFile implements Closeable {
    // Event and Summary are fields of TensorFlow's event.proto and summary.proto.
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;

    private static final int MASK_DELTA = 0xa282ead8;
    private static final Duration FLUSH_AFTER = Duration.ofSeconds(120);

    private final InstantSource clock;
    private final OutputStream out;
    private Instant flushed;

    EventFile(Path path, InstantSource clock) throws IOException {
        this.clock = clock;
        this.flushed = clock.instant();
        this.out =
                new BufferedOutputStream(
                        Files.newOutputStream(
                                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        write(event().string(FILE_VERSION, "brain.Event:2"));
        flush();
    }

    private Message event() {
        Instant now = clock.instant();
        return new Message().float64(WALL_TIME, now.getEpochSecond() + now.getNano() * 1e-9);
    }

    /**
     * Writes what is known at a step, and from time to time what is not written to the disk yet.
     */
    synchronized void write(Message summary, long step) throws IOException {
        write(event().integer(STEP, step).message(SUMMARY, summary));
        if (Duration.between(flushed, clock.instant()).compareTo(FLUSH_AFTER) >= 0) {
            flush();
        }
    }

    private void write(Message event) throws IOException {
        byte[] data = event.toByteArray();
        byte[] length = little(Long.BYTES).putLong(data.length).array();
        out.write(length);
        out.write(checksum(length));
        out.write(data);
        out.write(checksum(data));
    }

    // Masked, as a checksum of bytes that hold checksums is a weak one.
    private static byte[] checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return little(Integer.BYTES)
                .putInt(Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA)
                .array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    synchronized void flush() throws IOException {
        out.flush();
        flushed = clock.instant();
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
