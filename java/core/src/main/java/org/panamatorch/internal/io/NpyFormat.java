package org.panamatorch.internal.io;

import org.panamatorch.DType;
import org.panamatorch.Layout;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.io.FileFormatException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NumPy's {@code .npy} format: a magic word, a version, and a dict in Python's syntax that says
 * dtype, order and sizes of the elements that follow.
 */
final class NpyFormat {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    // Up to the version, and the header's length in two bytes or four.
    private static final int VERSION_AT = 6;
    private static final int LENGTH_AT = 8;
    private static final int ALIGNMENT = 64;

    // NumPy's, which evaluates the header.
    private static final int LONGEST_HEADER = 10_000;

    private static final Map<String, DType> DTYPES =
            Map.ofEntries(
                    Map.entry("b1", DType.BOOL),
                    Map.entry("u1", DType.UINT8),
                    Map.entry("i1", DType.INT8),
                    Map.entry("i2", DType.INT16),
                    Map.entry("i4", DType.INT32),
                    Map.entry("i8", DType.INT64),
                    Map.entry("u2", DType.UINT16),
                    Map.entry("u4", DType.UINT32),
                    Map.entry("u8", DType.UINT64),
                    Map.entry("f2", DType.FLOAT16),
                    Map.entry("f4", DType.FLOAT32),
                    Map.entry("f8", DType.FLOAT64),
                    Map.entry("c8", DType.COMPLEX64),
                    Map.entry("c16", DType.COMPLEX128));

    // As NumPy writes them, with the entries in any order and blanks anywhere.
    private static final Pattern HEADER =
            Pattern.compile(
                    "\\s*\\{(?:\\s*'(?:descr'\\s*:\\s*'(?<descr>[^']*)'|fortran_order'\\s*:"
                            + "\\s*(?<fortran>True|False)|shape'\\s*:"
                            + "\\s*\\((?<shape>[\\d\\sL,]*)\\))\\s*,?)*\\s*\\}\\s*");

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /**
     * The contents of a header.
     *
     * @param dtype of the elements
     * @param isSwapped whether they are in the other byte order
     * @param isFortran whether the first index goes fastest
     * @param sizes the sizes
     * @param start where the elements begin
     */
    record Header(DType dtype, boolean isSwapped, boolean isFortran, long[] sizes, long start) {
        long bytes() {
            long bytes = dtype.itemSize();
            for (long size : sizes) {
                bytes *= size;
            }
            return bytes;
        }
    }

    private NpyFormat() {}

    /**
     * Reads a header and holds it to the length of what follows.
     *
     * @param memory the file or the file in an archive
     * @param what its name, for the error
     */
    static Header header(MappedFile file, MemorySegment memory, String what)
            throws FileFormatException {
        if (memory.byteSize() < LENGTH_AT + Integer.BYTES
                || memory.asSlice(0, MAGIC.length).mismatch(MemorySegment.ofArray(MAGIC)) >= 0) {
            throw refused(file, what, "does not begin with NumPy's magic word");
        }
        int version = memory.get(ValueLayout.JAVA_BYTE, VERSION_AT);
        if (version < 1 || version > 3) {
            throw refused(file, what, "has the version " + version + ", expected 1 to 3");
        }
        int lengthBytes = version == 1 ? Short.BYTES : Integer.BYTES;
        long length =
                Integer.toUnsignedLong(memory.get(INT, LENGTH_AT))
                        & (version == 1 ? 0xffff : 0xffffffffL);
        long start = LENGTH_AT + lengthBytes + length;
        if (length > LONGEST_HEADER || start > memory.byteSize()) {
            throw refused(file, what, "has a header of " + length + " bytes, too many for it");
        }
        byte[] text =
                memory.asSlice(LENGTH_AT + lengthBytes, length).toArray(ValueLayout.JAVA_BYTE);
        Header header = parsed(file, what, new String(text, StandardCharsets.ISO_8859_1), start);
        long left = memory.byteSize() - start;
        if (!fits(header, left)) {
            throw refused(
                    file,
                    what,
                    "has "
                            + left
                            + " bytes of elements, but its sizes are "
                            + Arrays.toString(header.sizes())
                            + " of "
                            + header.dtype());
        }
        return header;
    }

    private static FileFormatException refused(MappedFile file, String what, String problem) {
        return new FileFormatException(file.path(), what + " " + problem);
    }

    private static boolean fits(Header header, long left) {
        try {
            return TensorSize.of(header.sizes(), header.dtype().itemSize()) == left;
        } catch (ArithmeticException e) {
            return false;
        }
    }

    private static Header parsed(MappedFile file, String what, String text, long start)
            throws FileFormatException {
        Matcher matcher = HEADER.matcher(text);
        if (!matcher.matches()
                || matcher.group("descr") == null
                || matcher.group("fortran") == null
                || matcher.group("shape") == null) {
            throw refused(
                    file,
                    what,
                    "has the header "
                            + text.strip()
                            + ", expected a dict of descr, fortran_order and shape, where descr is"
                            + " of one number");
        }
        String descr = matcher.group("descr");
        DType dtype = descr.isEmpty() ? null : DTYPES.get(descr.substring(1));
        char order = descr.isEmpty() ? ' ' : descr.charAt(0);
        if (dtype == null || "<>|=".indexOf(order) < 0) {
            throw refused(
                    file, what, "has elements of '" + descr + "', which PyTorch has no dtype for");
        }
        return new Header(
                dtype,
                order == '>' && dtype.itemSize() > 1,
                matcher.group("fortran").equals("True"),
                sizes(file, what, matcher.group("shape")),
                start);
    }

    private static long[] sizes(MappedFile file, String what, String text)
            throws FileFormatException {
        try {
            // Python 2 wrote an L behind long integers.
            return Arrays.stream(text.replace("L", "").split(","))
                    .map(String::strip)
                    .filter(size -> !size.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (NumberFormatException e) {
            throw refused(file, what, "has the sizes (" + text + ")");
        }
    }

    /** The tensor of a header, of elements that lie one after the other in some order. */
    static Tensor tensor(Header header, Elements elements) {
        long[] sizes = header.sizes().clone();
        if (!header.isFortran()) {
            return elements.of(sizes);
        }
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = header.sizes()[sizes.length - 1 - i];
        }
        long[] reversed = new long[sizes.length];
        Arrays.setAll(reversed, i -> sizes.length - 1 - i);
        try (Tensor transposed = elements.of(sizes);
                Tensor view = Torch.permute(transposed, reversed)) {
            return view.data();
        }
    }

    /** Makes a tensor of these sizes of the elements. */
    @FunctionalInterface
    interface Elements {
        Tensor of(long[] sizes);
    }

    /**
     * The header before a tensor's elements.
     *
     * @param what the tensor, for errors
     */
    static byte[] header(Tensor tensor, String what) {
        if (tensor.layout() != Layout.STRIDED) {
            throw new IllegalArgumentException(
                    what
                            + " is "
                            + tensor.layout()
                            + ", and NumPy has dense ones only; toDense() makes it one");
        }
        if (tensor.isMeta()) {
            throw new IllegalArgumentException(what + " is on meta and has no elements");
        }
        String descr = descr(tensor.dtype(), what);
        StringBuilder shape = new StringBuilder("(");
        long[] sizes = tensor.sizes();
        for (int i = 0; i < sizes.length; i++) {
            shape.append(i == 0 ? "" : ", ").append(sizes[i]);
        }
        shape.append(sizes.length == 1 ? ",)" : ")");
        String text =
                "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
        int length = LENGTH_AT + Short.BYTES + text.length() + 1;
        int padded = Math.ceilDiv(length, ALIGNMENT) * ALIGNMENT;
        byte[] header = new byte[padded];
        Arrays.fill(header, (byte) ' ');
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        header[VERSION_AT] = 1;
        header[VERSION_AT + 1] = 0;
        int rest = padded - LENGTH_AT - Short.BYTES;
        header[LENGTH_AT] = (byte) rest;
        header[LENGTH_AT + 1] = (byte) (rest >> Byte.SIZE);
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, header, LENGTH_AT + Short.BYTES, ascii.length);
        header[padded - 1] = '\n';
        return header;
    }

    private static String descr(DType dtype, String what) {
        return DTYPES.entrySet().stream()
                .filter(each -> each.getValue() == dtype)
                .map(each -> (dtype.itemSize() == 1 ? "|" : "<") + each.getKey())
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        what
                                                + " is "
                                                + dtype
                                                + ", which NumPy does not have; convert it"));
    }
}
