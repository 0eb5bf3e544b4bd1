package org.panamatorch.codegen.bindings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arithmetic types that are read, by name. */
final class ScalarTypes {

    private record Library(SystemHeader header, CType.Scalar type) {}

    private static final Map<String, Library> LIBRARY =
            Map.ofEntries(
                    library(SystemHeader.STDBOOL, "bool", Carrier.BOOL, true),
                    library(SystemHeader.STDINT, "int8_t", Carrier.BYTE, false),
                    library(SystemHeader.STDINT, "uint8_t", Carrier.BYTE, true),
                    library(SystemHeader.STDINT, "int16_t", Carrier.SHORT, false),
                    library(SystemHeader.STDINT, "uint16_t", Carrier.SHORT, true),
                    library(SystemHeader.STDINT, "int32_t", Carrier.INT, false),
                    library(SystemHeader.STDINT, "uint32_t", Carrier.INT, true),
                    library(SystemHeader.STDINT, "int64_t", Carrier.LONG, false),
                    library(SystemHeader.STDINT, "uint64_t", Carrier.LONG, true),
                    library(SystemHeader.STDINT, "intptr_t", Carrier.LONG, false),
                    library(SystemHeader.STDINT, "uintptr_t", Carrier.LONG, true),
                    library(SystemHeader.STDDEF, "ptrdiff_t", Carrier.LONG, false),
                    library(SystemHeader.STDDEF, "size_t", Carrier.LONG, true));

    /** Keyed by the words in alphabetical order, since C lets them come in any. */
    private static final Map<List<String>, CType.Scalar> KEYWORDS =
            Map.ofEntries(
                    keywords("void", Carrier.VOID, false),
                    keywords("_Bool", Carrier.BOOL, true),
                    keywords("char", Carrier.BYTE, false),
                    keywords("signed char", Carrier.BYTE, false),
                    keywords("unsigned char", Carrier.BYTE, true),
                    keywords("short", Carrier.SHORT, false),
                    keywords("unsigned short", Carrier.SHORT, true),
                    keywords("int", Carrier.INT, false),
                    keywords("unsigned int", Carrier.INT, true),
                    keywords("long long", Carrier.LONG, false),
                    keywords("unsigned long long", Carrier.LONG, true),
                    keywords("float", Carrier.FLOAT, false),
                    keywords("double", Carrier.DOUBLE, false));

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

    /** A type with a one-word name, if its header is included. */
    static Optional<CType.Scalar> named(String name, Scope scope) {
        Library library = LIBRARY.get(name);
        if (library == null) {
            return isWord(name) ? ofWords(List.of(name)) : Optional.empty();
        }
        return scope.includes(library.header()) ? Optional.of(library.type()) : Optional.empty();
    }

    /** The header that a type needs, if it is one of the C library's. */
    static Optional<SystemHeader> headerOf(String name) {
        return Optional.ofNullable(LIBRARY.get(name)).map(Library::header);
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

    private static Map.Entry<String, Library> library(
            SystemHeader header, String name, Carrier carrier, boolean unsigned) {
        return Map.entry(name, new Library(header, new CType.Scalar(name, carrier, unsigned)));
    }

    private static Map.Entry<List<String>, CType.Scalar> keywords(
            String spelling, Carrier carrier, boolean unsigned) {
        List<String> words = new ArrayList<>(List.of(spelling.split(" ")));
        Collections.sort(words);
        String printed = spelling.equals("_Bool") ? "bool" : spelling;
        return Map.entry(List.copyOf(words), new CType.Scalar(printed, carrier, unsigned));
    }
}
