package org.panamatorch.internal.io;

import org.panamatorch.io.FileFormatException;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of {@code torch.save} before PyTorch 1.6, and today with {@code
 * _use_new_zipfile_serialization=False}: pickles of a magic number, a version, the machine, the
 * value and the storages' keys, and then the storages.
 */
final class LegacyStream {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long VERSION = 1001;

    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Understands nothing, as the first pickles need nothing. */
    private static class Plain implements PickleValues {
        @Override
        public Object named(String name) {
            return null;
        }

        @Override
        public Object call(String function, List<Object> arguments) throws PickleFault {
            throw new PickleFault(function + " is called where only numbers belong");
        }

        @Override
        public void build(Object object, Object state) {
            // There is nothing to build.
        }

        @Override
        public Object persistent(Object id) throws PickleFault {
            throw new PickleFault("a storage is used where only numbers belong");
        }
    }

    /** Only notes the storages: their sizes say where they are, before any tensor can be made. */
    private static final class Sketch extends Plain {
        final Map<String, TorchValues.StorageId> ids = new HashMap<>();
        private final TorchValues names = new TorchValues(null, null);

        @Override
        public Object named(String name) {
            return names.named(name);
        }

        @Override
        public Object call(String function, List<Object> arguments) throws PickleFault {
            return function.startsWith("collections.")
                    ? names.call(function, arguments)
                    : new Object();
        }

        @Override
        public Object persistent(Object id) throws PickleFault {
            TorchValues.StorageId storage = TorchValues.storageId(id);
            ids.putIfAbsent(storage.key(), storage);
            return new Object();
        }
    }

    private final MappedFile file;
    private final Map<String, TorchReader.Place> places = new HashMap<>();
    private long position;
    private long value;

    private LegacyStream(MappedFile file) {
        this.file = file;
    }

    static LegacyStream of(MappedFile file) throws IOException {
        LegacyStream stream = new LegacyStream(file);
        stream.readHeader();
        stream.value = stream.position;
        Sketch sketch = new Sketch();
        stream.pickle(sketch);
        stream.findStorages(sketch.ids);
        return stream;
    }

    private FileFormatException refused(String problem) {
        return new FileFormatException(file.path(), problem);
    }

    private Object pickle(PickleValues values) throws IOException {
        MemorySegment rest = file.memory().asSlice(position);
        PickleReader reader = new PickleReader(file, rest, position, values);
        Object result = reader.read();
        position += reader.end();
        return result;
    }

    private void readHeader() throws IOException {
        byte first = file.<Byte>read(() -> file.memory().get(ValueLayout.JAVA_BYTE, 0));
        if (first != (byte) 0x80) {
            throw refused("the file begins neither as a zip archive nor as a pickle");
        }
        if (!MAGIC.equals(pickle(new Plain()))) {
            throw refused("the file is a pickle, but not one of torch.save");
        }
        Object version = pickle(new Plain());
        if (!Long.valueOf(VERSION).equals(version)) {
            throw refused("the format's version is " + version + ", expected " + VERSION);
        }
        // The sizes of C's types where it was written: PyTorch's do not depend on them.
        pickle(new Plain());
    }

    private void findStorages(Map<String, TorchValues.StorageId> ids) throws IOException {
        if (!(pickle(new Plain()) instanceof List<?> keys)) {
            throw refused("the storages' keys are no list");
        }
        for (Object key : keys) {
            TorchValues.StorageId id = key instanceof String ? ids.get(key) : null;
            if (id == null) {
                throw refused("storage '" + key + "' is none that the pickle refers to");
            }
            long start = position + Long.BYTES;
            long left = file.size() - start;
            int size = id.type().dtype().itemSize();
            long count = left < 0 ? -1 : file.<Long>read(() -> file.memory().get(LONG, position));
            if (count < 0 || count > left / size) {
                throw refused(
                        "storage '"
                                + key
                                + "' at offset "
                                + position
                                + " goes beyond the file's end at "
                                + file.size());
            }
            places.put(id.key(), new TorchReader.Place(start, count * size, null, null));
            position = start + count * size;
        }
    }

    /** Where a storage is. */
    TorchReader.Place place(TorchValues.StorageId id) throws PickleFault {
        TorchReader.Place place = places.get(id.key());
        if (place == null) {
            throw new PickleFault("storage '" + id.key() + "' is not in the file");
        }
        return place;
    }

    /** The saved value. */
    Object value(PickleValues values) throws IOException {
        position = value;
        return pickle(values);
    }
}
