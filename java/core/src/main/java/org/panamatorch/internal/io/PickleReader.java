package org.panamatorch.internal.io;

import org.panamatorch.io.FileFormatException;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a pickle without running any code: instructions that make values, and names that {@link
 * PickleValues} knows. Everything else is refused, with its name and place.
 *
 * <p>What a pickle shares is shared again, so no pickle takes more memory than in proportion to its
 * length.
 */
final class PickleReader {
    /** As a tuple stands for Python's. */
    private static final Object[] EMPTY_TUPLE = {};

    private static final Object MARK = new Object();

    // Pickle's integers have any size; more bytes than this nobody computes with.
    private static final int LONGEST_INTEGER = 1024;

    private static final ValueLayout.OfInt INT = little(ValueLayout.JAVA_INT_UNALIGNED);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final MappedFile file;
    private final MemorySegment bytes;
    private final long start;
    private final PickleValues values;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();
    private long position;
    private long instruction;

    private static ValueLayout.OfInt little(ValueLayout.OfInt layout) {
        return layout.withOrder(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Makes a reader.
     *
     * @param file the file, for the error
     * @param bytes the pickle, which may end before they do
     * @param start where in the file they begin, for the error
     * @param values makes what has a name
     */
    PickleReader(MappedFile file, MemorySegment bytes, long start, PickleValues values) {
        this.file = file;
        this.bytes = bytes;
        this.start = start;
        this.values = values;
    }

    /** Where the pickle has ended. */
    long end() {
        return position;
    }

    /** The value that the pickle says. */
    Object read() throws IOException {
        try {
            while (true) {
                instruction = position;
                int opcode = unsignedByte();
                if (opcode == '.') {
                    Object value = pop();
                    if (!stack.isEmpty()) {
                        throw new PickleFault("the pickle ends with more than its value");
                    }
                    return value;
                }
                execute(opcode);
            }
        } catch (PickleFault e) {
            throw new FileFormatException(
                    file.path(),
                    "the pickle is refused at offset "
                            + (start + instruction)
                            + ": "
                            + e.getMessage(),
                    e.getCause());
        } catch (InternalError e) {
            // How the JVM tells of a page that is no longer there.
            throw new FileFormatException(
                    file.path(), "the file was shortened while it was read", e);
        }
    }

    private void execute(int opcode) throws PickleFault, IOException {
        switch (opcode) {
            case 0x80 -> protocol();
            case 0x95 -> take(Long.BYTES);
            case '(' -> stack.add(MARK);
            case '0' -> pop();
            case '1' -> popToMark();
            case 'N' -> stack.add(null);
            case 0x88 -> stack.add(true);
            case 0x89 -> stack.add(false);
            case 'K' -> stack.add((long) unsignedByte());
            case 'M' -> stack.add((long) (unsignedByte() | unsignedByte() << Byte.SIZE));
            case 'J' -> stack.add((long) signedInt());
            case 0x8a -> stack.add(integer(unsignedByte()));
            case 0x8b -> stack.add(integer(signedInt()));
            case 'G' -> stack.add(bytes.get(DOUBLE, take(Double.BYTES)));
            case 'X' -> stack.add(string(unsignedInt()));
            case 0x8c -> stack.add(string(unsignedByte()));
            case 0x8d -> stack.add(string(length()));
            // Strings of Python 2, which were bytes; those of PyTorch are ASCII.
            case 'U' -> stack.add(string(unsignedByte()));
            case 'T' -> stack.add(string(signedInt()));
            case 'C' -> stack.add(array(unsignedByte()));
            case 'B' -> stack.add(array(unsignedInt()));
            case 0x8e, 0x96 -> stack.add(array(length()));
            case ')' -> stack.add(EMPTY_TUPLE);
            case 0x85 -> stack.add(popped(1));
            case 0x86 -> stack.add(popped(2));
            case 0x87 -> stack.add(popped(3));
            case 't' -> stack.add(popToMark().toArray());
            case ']' -> stack.add(new ArrayList<>());
            case 'l' -> stack.add(popToMark());
            case '}' -> stack.add(new LinkedHashMap<>());
            case 'd' -> {
                List<Object> items = popToMark();
                stack.add(new LinkedHashMap<>());
                setItems(items);
            }
            case 0x8f -> stack.add(new LinkedHashSet<>());
            case 'a' -> append(Collections.singletonList(pop()));
            case 'e' -> append(popToMark());
            case 0x90 -> addItems(popToMark());
            case 0x91 -> {
                List<Object> items = popToMark();
                stack.add(new LinkedHashSet<>());
                addItems(items);
            }
            case 's' -> {
                Object value = pop();
                setItems(Arrays.asList(pop(), value));
            }
            case 'u' -> setItems(popToMark());
            case 'q' -> memo.put((long) unsignedByte(), top());
            case 'r' -> memo.put(unsignedInt(), top());
            case 0x94 -> memo.put((long) memo.size(), top());
            case 'h' -> stack.add(remembered(unsignedByte()));
            case 'j' -> stack.add(remembered(unsignedInt()));
            case 'c' -> stack.add(named(line() + "." + line()));
            case 0x93 -> {
                String name = word(pop());
                stack.add(named(word(pop()) + "." + name));
            }
            case 'R', 0x81 -> {
                Object arguments = pop();
                stack.add(called(pop(), arguments));
            }
            case 'b' -> {
                Object state = pop();
                values.build(top(), state);
            }
            case 'Q' -> stack.add(values.persistent(pop()));
            default ->
                    throw new PickleFault(
                            "the instruction 0x"
                                    + Integer.toHexString(opcode)
                                    + " is none that files of weights have");
        }
    }

    private void protocol() throws PickleFault {
        int protocol = unsignedByte();
        if (protocol < 2 || protocol > 5) {
            throw new PickleFault("the protocol is " + protocol + ", expected 2 to 5");
        }
    }

    private Object top() throws PickleFault {
        if (stack.isEmpty() || stack.getLast() == MARK) {
            throw new PickleFault("there is no value for the instruction");
        }
        return stack.getLast();
    }

    private Object pop() throws PickleFault {
        Object value = top();
        stack.removeLast();
        return value;
    }

    private Object[] popped(int count) throws PickleFault {
        Object[] tuple = new Object[count];
        for (int i = count; i > 0; i--) {
            tuple[i - 1] = pop();
        }
        return tuple;
    }

    private List<Object> popToMark() throws PickleFault {
        int mark = stack.size() - 1;
        while (mark >= 0 && stack.get(mark) != MARK) {
            mark--;
        }
        if (mark < 0) {
            throw new PickleFault("there is no mark for the instruction");
        }
        List<Object> tail = stack.subList(mark, stack.size());
        List<Object> items = new ArrayList<>(tail.subList(1, tail.size()));
        tail.clear();
        return items;
    }

    private Object remembered(long key) throws PickleFault {
        if (!memo.containsKey(key)) {
            throw new PickleFault("nothing is remembered under " + key);
        }
        return memo.get(key);
    }

    @SuppressWarnings("unchecked")
    private void append(List<Object> items) throws PickleFault {
        if (!(top() instanceof List<?> list)) {
            throw new PickleFault("items are for a list, not for " + described(top()));
        }
        ((List<Object>) list).addAll(items);
    }

    @SuppressWarnings("unchecked")
    private void addItems(List<Object> items) throws PickleFault {
        if (!(top() instanceof Set<?> set)) {
            throw new PickleFault("items are for a set, not for " + described(top()));
        }
        for (Object item : items) {
            ((Set<Object>) set).add(key(item));
        }
    }

    @SuppressWarnings("unchecked")
    private void setItems(List<Object> items) throws PickleFault {
        if (!(top() instanceof Map<?, ?> map)) {
            throw new PickleFault("items with keys are for a dict, not for " + described(top()));
        }
        if (items.size() % 2 != 0) {
            throw new PickleFault("a key has no value");
        }
        for (int i = 0; i < items.size(); i += 2) {
            ((Map<Object, Object>) map).put(key(items.get(i)), items.get(i + 1));
        }
    }

    /** Whether a value may be a key: to compare others may take longer than anybody waits. */
    static Object key(Object key) throws PickleFault {
        return switch (key) {
            case null -> null;
            case String _, Number _, Boolean _ -> key;
            default ->
                    throw new PickleFault(
                            "keys and members of sets are strings, numbers and booleans, not "
                                    + described(key));
        };
    }

    static String described(Object value) {
        return switch (value) {
            case null -> "None";
            case Object[] _ -> "a tuple";
            case List<?> _ -> "a list";
            case Map<?, ?> _ -> "a dict";
            case Set<?> _ -> "a set";
            case byte[] _ -> "bytes";
            case PickleValues.Named named -> named.name();
            default -> "a " + value.getClass().getSimpleName();
        };
    }

    private Object named(String name) throws PickleFault {
        Object value = values.named(name);
        if (value == null) {
            throw new PickleFault(
                    name
                            + " is not among what files of weights consist of, and nothing of it is"
                            + " run; in Python, load the file where its classes are and save its"
                            + " state_dict()");
        }
        return value;
    }

    private Object called(Object function, Object arguments) throws PickleFault {
        if (!(function instanceof PickleValues.Named(String name))) {
            throw new PickleFault(described(function) + " is called, which is no function");
        }
        if (!(arguments instanceof Object[] tuple)) {
            throw new PickleFault(
                    name + " is called with " + described(arguments) + ", expected a tuple");
        }
        return values.call(name, Arrays.asList(tuple));
    }

    private String word(Object value) throws PickleFault {
        if (value instanceof String word) {
            return word;
        }
        throw new PickleFault("a name is " + described(value) + ", expected a string");
    }

    private long take(long count) throws PickleFault {
        if (count < 0 || count > bytes.byteSize() - position) {
            throw new PickleFault(
                    "the instruction takes "
                            + count
                            + " bytes more, and there are "
                            + (bytes.byteSize() - position));
        }
        long taken = position;
        position += count;
        return taken;
    }

    private int unsignedByte() throws PickleFault {
        return Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, take(1)));
    }

    private int signedInt() throws PickleFault {
        return bytes.get(INT, take(Integer.BYTES));
    }

    private long unsignedInt() throws PickleFault {
        return Integer.toUnsignedLong(signedInt());
    }

    private long length() throws PickleFault {
        return bytes.get(LONG, take(Long.BYTES));
    }

    private byte[] array(long length) throws PickleFault {
        if (length > Integer.MAX_VALUE) {
            throw new PickleFault(length + " bytes are too many for an array");
        }
        return bytes.asSlice(take(length), length).toArray(ValueLayout.JAVA_BYTE);
    }

    private String string(long length) throws PickleFault {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(array(length)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new PickleFault("a string is not UTF-8", e);
        }
    }

    private Number integer(long length) throws PickleFault {
        if (length > LONGEST_INTEGER) {
            throw new PickleFault("an integer has " + length + " bytes");
        }
        byte[] digits = array(length);
        for (int i = 0; i < digits.length / 2; i++) {
            byte digit = digits[i];
            digits[i] = digits[digits.length - 1 - i];
            digits[digits.length - 1 - i] = digit;
        }
        BigInteger integer = digits.length == 0 ? BigInteger.ZERO : new BigInteger(digits);
        return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
    }

    private String line() throws PickleFault {
        long begin = position;
        while (unsignedByte() != '\n') {
            // The end is looked for.
        }
        long length = position - begin - 1;
        position = begin;
        String line = string(length);
        take(1);
        return line;
    }
}
