package org.panamatorch.internal.io;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a pickle of protocol 2, by those instructions that Python's {@code weights_only} knows. An
 * object that stands in several places is written once.
 */
final class PickleWriter {
    // Python's reader keeps its own stack of values, but whoever walks through them does not.
    private static final int DEEPEST = 500;
    private static final int SHORTEST_LONG = 256;

    /** Says how a value is written that is not known here, such as a tensor. */
    @FunctionalInterface
    interface Forms {
        /**
         * The form of a value.
         *
         * @return a {@link Global}, {@link Call}, {@link Persistent} or {@link Filled}, or a value
         *     that is known; null if it is of no kind that can be written
         */
        Object of(Object value);
    }

    /** A name. */
    record Global(String module, String name) {}

    /** The result of a function for arguments. */
    record Call(Global function, List<Object> arguments) {
        static Call of(String module, String name, Object... arguments) {
            return new Call(new Global(module, name), Arrays.asList(arguments));
        }
    }

    /** A value that is stored beside the pickle. */
    record Persistent(List<Object> id) {}

    /** An object that a call makes, and that is then given items and a state. */
    record Filled(Call call, Map<?, ?> items, Object state) {}

    private static final Object OPEN = new Object();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<Object, Object> memo = new IdentityHashMap<>();
    private final Map<String, Integer> texts = new HashMap<>();
    private final Forms forms;
    private int remembered;
    private int depth;

    private PickleWriter(Forms forms) {
        this.forms = forms;
    }

    /**
     * A value's pickle.
     *
     * @param forms of what is not numbers, texts, collections and maps
     * @throws IllegalArgumentException if a value is of no kind that a pickle has
     */
    static byte[] pickle(Object value, Forms forms) {
        PickleWriter writer = new PickleWriter(forms);
        writer.out.write(0x80);
        writer.out.write(2);
        writer.write(value, "");
        writer.out.write('.');
        return writer.out.toByteArray();
    }

    private void write(Object value, String path) {
        switch (value) {
            case null -> out.write('N');
            case Boolean flag -> out.write(flag ? 0x88 : 0x89);
            case Byte _, Short _, Integer _, Long _ -> integer(((Number) value).longValue());
            case BigInteger number -> bigInteger(number);
            case Float number -> real(number);
            case Double number -> real(number);
            case String text -> string(text);
            case byte[] bytes -> bytes(bytes);
            default -> object(value, path);
        }
    }

    private void object(Object value, String path) {
        Object known = memo.get(value);
        if (known == OPEN) {
            throw new IllegalArgumentException(
                    "TorchFile.save: the value" + at(path) + " contains itself");
        }
        if (known != null) {
            recall((int) known);
            return;
        }
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException(
                    "TorchFile.save: values are nested more than " + DEEPEST + " deep");
        }
        memo.put(value, OPEN);
        container(value, path);
        remember();
        memo.put(value, remembered - 1);
        depth--;
    }

    private static String at(String path) {
        return path.isEmpty() ? "" : " at " + path;
    }

    private void container(Object value, String path) {
        switch (value) {
            case Global(String module, String name) -> global(module, name);
            case Call call -> call(call, path);
            case Persistent(List<Object> id) -> {
                tuple(id, path);
                out.write('Q');
            }
            case Filled(Call call, Map<?, ?> items, Object state) -> {
                call(call, path);
                setItems(items, path);
                write(state, path);
                out.write('b');
            }
            default -> {
                Object form = forms.of(value);
                if (form != null) {
                    container(form, path);
                } else {
                    collection(value, path);
                }
            }
        }
    }

    private void collection(Object value, String path) {
        switch (value) {
            case Map<?, ?> map -> {
                out.write('}');
                setItems(map, path);
            }
            case List<?> list -> {
                out.write(']');
                items(list, path, 'e');
            }
            case Set<?> set -> call(Call.of("__builtin__", "set", new ArrayList<>(set)), path);
            case Object[] tuple -> tuple(Arrays.asList(tuple), path);
            default ->
                    throw new IllegalArgumentException(
                            "TorchFile.save: the value"
                                    + at(path)
                                    + " is a "
                                    + value.getClass().getName()
                                    + ", expected a tensor, number, string, list, map or the like");
        }
    }

    private void call(Call call, String path) {
        global(call.function().module(), call.function().name());
        tuple(call.arguments(), path);
        out.write('R');
    }

    private void setItems(Map<?, ?> map, String path) {
        if (map.isEmpty()) {
            return;
        }
        out.write('(');
        map.forEach(
                (key, value) -> {
                    write(key, path);
                    write(value, path.isEmpty() ? String.valueOf(key) : path + "." + key);
                });
        out.write('u');
    }

    private void items(List<?> list, String path, char instruction) {
        if (list.isEmpty()) {
            return;
        }
        out.write('(');
        for (int i = 0; i < list.size(); i++) {
            write(list.get(i), path + "[" + i + "]");
        }
        out.write(instruction);
    }

    private void tuple(List<?> values, String path) {
        if (values.isEmpty()) {
            out.write(')');
            return;
        }
        items(values, path, 't');
    }

    private void global(String module, String name) {
        recallOr(
                module + "\n" + name,
                () -> {
                    out.write('c');
                    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
                });
    }

    private void string(String text) {
        recallOr(
                "\"" + text,
                () -> {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    out.write('X');
                    number(bytes.length);
                    out.writeBytes(bytes);
                });
    }

    /** The number of what was written before under a key, or is now. */
    private void recallOr(String key, Runnable writing) {
        Integer known = texts.get(key);
        if (known != null) {
            recall(known);
            return;
        }
        writing.run();
        remember();
        texts.put(key, remembered - 1);
    }

    private void remember() {
        if (remembered < SHORTEST_LONG) {
            out.write('q');
            out.write(remembered);
        } else {
            out.write('r');
            number(remembered);
        }
        remembered++;
    }

    private void recall(int index) {
        if (index < SHORTEST_LONG) {
            out.write('h');
            out.write(index);
        } else {
            out.write('j');
            number(index);
        }
    }

    private void number(int value) {
        out.writeBytes(little(Integer.BYTES).putInt(value).array());
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void integer(long value) {
        if (value >= 0 && value < SHORTEST_LONG) {
            out.write('K');
            out.write((int) value);
        } else if (value == (int) value) {
            out.write('J');
            number((int) value);
        } else {
            bigInteger(BigInteger.valueOf(value));
        }
    }

    private void bigInteger(BigInteger value) {
        byte[] digits = value.toByteArray();
        if (digits.length >= SHORTEST_LONG) {
            throw new IllegalArgumentException(
                    "TorchFile.save: an integer of " + digits.length + " bytes is too large");
        }
        out.write(0x8a);
        out.write(digits.length);
        for (int i = digits.length - 1; i >= 0; i--) {
            out.write(digits[i]);
        }
    }

    private void real(double value) {
        out.write('G');
        out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
    }

    /** As Python writes bytes in this protocol: as text of Latin-1. */
    private void bytes(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        call(Call.of("_codecs", "encode", text, "latin1"), "");
    }
}
