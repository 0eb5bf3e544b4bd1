package org.panamatorch.internal.io;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.elements.ElementArrays;
import org.panamatorch.internal.elements.Elements;
import org.panamatorch.io.FileFormatException;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@code torch.save} writes: a pickle, and the storages that it refers to. */
public final class TorchReader {
    private static final String PICKLE = "/data.pkl";

    // As mappings and LibTorch's allocators align for the largest elements.
    private static final int ALIGNMENT = 16;

    private final MappedFile file;
    // What storages are copied by; null where they stay in the file.
    private final FileChannel channel;
    private final TorchLoadSpec options;
    private final Map<String, TorchStorage> storages = new HashMap<>();

    /** The place of a storage's bytes in the file, and what they are held to. */
    record Place(long offset, long bytes, Archive archive, Archive.Entry entry) {}

    /** Finds storages. */
    @FunctionalInterface
    private interface Places {
        Place of(TorchValues.StorageId id) throws PickleFault;
    }

    private TorchReader(MappedFile file, FileChannel channel, TorchLoadSpec options) {
        this.file = file;
        this.channel = channel;
        this.options = options;
    }

    /**
     * Reads a file.
     *
     * @param path the file
     * @param options how
     * @param operation for the error
     * @return what was saved
     * @throws IOException if it cannot be read, or is no such file
     */
    public static Object read(Path path, TorchLoadSpec options, String operation)
            throws IOException {
        if (options.mmap()) {
            return new TorchReader(MappedFile.of(path, operation), null, options).read();
        }
        try (Arena arena = Arena.ofConfined()) {
            MappedFile file = MappedFile.of(path, operation, arena);
            try (FileChannel channel = FileChannel.open(path)) {
                return new TorchReader(file, channel, options).read();
            }
        }
    }

    private Object read() throws IOException {
        return PickledTree.finished(file, Archive.isOne(file) ? readArchive() : readStream());
    }

    private Object readArchive() throws IOException {
        try {
            return readArchive(Archive.of(file));
        } catch (FileFormatException e) {
            throw e.withPartial(readCutArchive());
        }
    }

    /** The value of a file without its end, whose tensors have no elements; or null. */
    private Object readCutArchive() throws IOException {
        try {
            long start = Archive.first(file, PICKLE);
            if (start < 0) {
                return null;
            }
            TorchValues values =
                    new TorchValues(
                            id -> new TorchStorage(onMeta(id), id.type().dtype()), Device.META);
            return PickledTree.finished(file, pickle(file.memory().asSlice(start), start, values));
        } catch (FileFormatException e) {
            // The first error says what is wrong.
            return null;
        }
    }

    private Object readArchive(Archive archive) throws IOException {
        List<String> roots =
                archive.entries().keySet().stream()
                        .filter(name -> name.endsWith(PICKLE))
                        .map(name -> name.substring(0, name.length() - PICKLE.length()))
                        .filter(root -> root.indexOf('/') < 0)
                        .toList();
        if (roots.size() != 1) {
            throw new FileFormatException(
                    file.path(),
                    "the zip archive has "
                            + roots.size()
                            + " files named data.pkl, and one of torch.save has one");
        }
        String root = roots.getFirst();
        if (archive.entries().containsKey(root + "/constants.pkl")) {
            throw new FileFormatException(
                    file.path(),
                    "this is a TorchScript program, which is not read; in Python, save the"
                            + " state_dict() of torch.jit.load");
        }
        boolean isSwapped = isBigEndian(archive, root);
        Archive.Entry pickle = archive.entries().get(root + PICKLE);
        byte[] bytes = archive.bytes(pickle);
        Places places = id -> place(archive, root, id);
        return pickle(
                MemorySegment.ofArray(bytes),
                pickle.offset(),
                new TorchValues(id -> storage(id, places, isSwapped), options.mapLocation()));
    }

    private boolean isBigEndian(Archive archive, String root) throws FileFormatException {
        Archive.Entry entry = archive.entries().get(root + "/byteorder");
        if (entry == null) {
            return false;
        }
        String order = new String(archive.bytes(entry), StandardCharsets.US_ASCII);
        if (!order.equals("little") && !order.equals("big")) {
            throw new FileFormatException(
                    file.path(), "the byte order is '" + order + "', expected little or big");
        }
        return order.equals("big");
    }

    private static Place place(Archive archive, String root, TorchValues.StorageId id)
            throws PickleFault {
        Archive.Entry entry = archive.entries().get(root + "/data/" + id.key());
        if (entry == null) {
            throw new PickleFault("storage '" + id.key() + "' is not in the archive");
        }
        return new Place(entry.offset(), entry.size(), archive, entry);
    }

    private Object pickle(MemorySegment bytes, long start, PickleValues values) throws IOException {
        return new PickleReader(file, bytes, start, values).read();
    }

    private Object readStream() throws IOException {
        LegacyStream stream = LegacyStream.of(file);
        Places places = id -> stream.place(id);
        return stream.value(
                new TorchValues(id -> storage(id, places, false), options.mapLocation()));
    }

    private TorchStorage storage(TorchValues.StorageId id, Places places, boolean isSwapped)
            throws PickleFault, IOException {
        TorchStorage known = storages.get(id.key());
        if (known == null) {
            known = new TorchStorage(bytes(id, places, isSwapped), id.type().dtype());
            storages.put(id.key(), known);
        }
        DType dtype = id.type().dtype();
        if (id.view() == null || id.view().length != 3) {
            return new TorchStorage(known.bytes(), dtype);
        }
        long offset = TorchStorage.natural(id.view()[1], "the start of a view of a storage");
        long elements = TorchStorage.natural(id.view()[2], "the size of a view of a storage");
        long available = known.bytes().numel() / dtype.itemSize();
        if (offset > available || elements > available - offset) {
            throw new PickleFault("a view of storage '" + id.key() + "' goes beyond it");
        }
        int size = dtype.itemSize();
        return new TorchStorage(known.bytes().narrow(0, offset * size, elements * size), dtype);
    }

    private Tensor bytes(TorchValues.StorageId id, Places places, boolean isSwapped)
            throws PickleFault, IOException {
        if (id.device().type() == Device.Type.META) {
            return onMeta(id);
        }
        long needed = needed(id);
        Place place = places.of(id);
        if (place.bytes() < needed) {
            throw new PickleFault(
                    "storage '"
                            + id.key()
                            + "' has "
                            + place.bytes()
                            + " bytes, and "
                            + needed
                            + " are needed");
        }
        Tensor bytes = bytes(place);
        if (isSwapped) {
            ByteSwap.inPlace(bytes, id.type().dtype());
        }
        Device device = options.mapLocation() == null ? id.device() : options.mapLocation();
        return device.equals(Device.CPU) ? bytes : moved(bytes, device, id);
    }

    private Tensor moved(Tensor bytes, Device device, TorchValues.StorageId id) throws PickleFault {
        try {
            return bytes.to(device);
        } catch (TorchException e) {
            throw new PickleFault(
                    "storage '"
                            + id.key()
                            + "' goes to "
                            + device
                            + ", which is not there; o -> o.mapLocation(Device.CPU) brings it here",
                    e);
        }
    }

    private static long needed(TorchValues.StorageId id) throws PickleFault {
        int size = id.type().dtype().itemSize();
        if (id.elements() > Long.MAX_VALUE / size) {
            throw new PickleFault("storage '" + id.key() + "' has " + id.elements() + " elements");
        }
        return id.elements() * size;
    }

    private static Tensor onMeta(TorchValues.StorageId id) throws PickleFault {
        return Torch.empty(Shape.of(needed(id)), TensorOptions.of(DType.UINT8).device(Device.META));
    }

    private Tensor bytes(Place place) throws IOException {
        if (place.entry() != null && place.entry().isDeflated()) {
            byte[] inflated = place.archive().bytes(place.entry());
            return Torch.fromBits(inflated, Shape.of(inflated.length), DType.UINT8);
        }
        if (options.mmap()) {
            long[] sizes = {place.bytes()};
            MemorySegment slice = file.memory().asSlice(place.offset(), place.bytes());
            return slice.address() % ALIGNMENT == 0
                    ? file.tensor(place.offset(), sizes, DType.UINT8)
                    : file.read(() -> Elements.copyOf(slice, sizes, DType.UINT8, "load"));
        }
        Tensor copy = Torch.empty(Shape.of(place.bytes()), DType.UINT8);
        ElementArrays.read(
                copy,
                "load",
                memory -> {
                    if (place.entry() == null) {
                        file.copy(channel, place.offset(), memory);
                    } else {
                        // What is checked is the copy, which nobody else can change.
                        place.archive().copy(channel, place.entry(), memory);
                    }
                });
        return copy;
    }
}
