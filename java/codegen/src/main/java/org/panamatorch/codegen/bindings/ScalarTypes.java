package org.panamatorch.codegen.bindings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arithmetic types that are read, by name. */
final class ScalarTypes {

    private static final Map<String, CType.Scalar> LIBRARY =
            Map.ofEntries(
                    library("bool", Carrier.BOOL),
                    library("int8_t", Carrier.BYTE),
                    library("uint8_t", Carrier.BYTE),
                    library("int16_t", Carrier.SHORT),
                    library("uint16_t", Carrier.SHORT),
                    library("int32_t", Carrier.INT),
                    library("uint32_t", Carrier.INT),
                    library("int64_t", Carrier.LONG),
                    library("uint64_t", Carrier.LONG),
                    library("intptr_t", Carrier.LONG),
                    library("uintptr_t", Carrier.LONG),
                    library("ptrdiff_t", Carrier.LONG),
                    library("size_t", Carrier.LONG));

    /** Keyed by the words in alphabetical order, since C lets them come in any. */
    private static final Map<List<String>, CType.Scalar> KEYWORDS =
            Map.ofEntries(
                    keywords("void", Carrier.VOID),
                    keywords("_Bool", Carrier.BOOL),
                    keywords("char", Carrier.BYTE),
                    keywords("signed char", Carrier.BYTE),
                    keywords("unsigned char", Carrier.BYTE),
                    keywords("short", Carrier.SHORT),
                    keywords("unsigned short", Carrier.SHORT),
                    keywords("int", Carrier.INT),
                    keywords("unsigned int", Carrier.INT),
                    keywords("long long", Carrier.LONG),
                    keywords("unsigned long long", Carrier.LONG),
                    keywords("float", Carrier.FLOAT),
                    keywords("double", Carrier.DOUBLE));

    private static final List<String> WORDS =
            List.of(
                    "void",
                    "_Bool",
                    "char",
                    "short",
                    "int",
                    "long",
                    "float",
                    "double",
                    "signed",
                    "unsigned");

    private ScalarTypes() {}

    static boolean isWord(String name) {
        return WORDS.contains(name);
    }

    /** A type with a one-word name. */
    static Optional<CType.Scalar> named(String name) {
        CType.Scalar type = LIBRARY.get(name);
        return type == null && isWord(name) ? ofWords(List.of(name)) : Optional.ofNullable(type);
    }

    /** The type that keywords stand for; {@code long} is none, as its size differs by system. */
    static Optional<CType.Scalar> ofWords(List<String> words) {
        List<String> sorted = new ArrayList<>(words);
        Collections.sort(sorted);
        if (sorted.size() > 1 && !sorted.contains("char")) {
            sorted.remove("int");
            sorted.remove("signed");
            if (sorted.equals(List.of("unsigned"))) {
                sorted.addFirst("int");
            }
        }
        if (sorted.equals(List.of("unsigned"))) {
            sorted.addFirst("int");
        }
        if (sorted.isEmpty() || sorted.equals(List.of("signed"))) {
            sorted = List.of("int");
        }
        return Optional.ofNullable(KEYWORDS.get(sorted));
    }

    private static Map.Entry<String, CType.Scalar> library(String name, Carrier carrier) {
        return Map.entry(name, new CType.Scalar(name, carrier));
    }

    private static Map.Entry<List<String>, CType.Scalar> keywords(
            String spelling, Carrier carrier) {
        List<String> words = new ArrayList<>(List.of(spelling.split(" ")));
        Collections.sort(words);
        String printed = spelling.equals("_Bool") ? "bool" : spelling;
        return Map.entry(List.copyOf(words), new CType.Scalar(printed, carrier));
    }
}
