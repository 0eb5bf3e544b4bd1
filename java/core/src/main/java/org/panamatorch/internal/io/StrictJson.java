package org.panamatorch.internal.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

import org.panamatorch.io.FileFormatException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** JSON objects of files, in which nothing is there twice and nothing follows. */
final class StrictJson {
    // Names of tensors are paths of modules; a text of a file may be long.
    private static final int LONGEST_NAME = 1 << 20;
    private static final int LONGEST_TEXT = 100_000_000;

    private StrictJson() {}

    /** Reads what is in an object: begins after the brace that opens it, and ends at its end. */
    @FunctionalInterface
    interface ObjectReader {
        void read(JsonParser json) throws IOException;
    }

    static void parse(Path path, String text, String what, ObjectReader reader) throws IOException {
        JsonFactory factory =
                JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNameLength(LONGEST_NAME)
                                        .maxStringLength(LONGEST_TEXT)
                                        .build())
                        .build();
        try (JsonParser json = factory.createParser(text)) {
            json.nextToken();
            expect(json, JsonToken.START_OBJECT, what);
            reader.read(json);
            if (json.nextToken() != null) {
                throw refused(json, "something follows the object");
            }
        } catch (JsonProcessingException e) {
            throw new FileFormatException(
                    path,
                    what
                            + " is wrong at character "
                            + e.getLocation().getCharOffset()
                            + ": "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    static JsonParseException refused(JsonParser json, String problem) {
        return new JsonParseException(json, problem, json.currentLocation());
    }

    /** Refuses another token than this one. */
    static void expect(JsonParser json, JsonToken token, String name) throws IOException {
        if (json.currentToken() != token) {
            throw refused(
                    json,
                    name + " is " + named(json.currentToken()) + ", expected " + named(token));
        }
    }

    private static String named(JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT -> "an integer";
            case VALUE_NUMBER_FLOAT -> "a number that is no integer";
            default ->
                    token.name().substring(token.name().indexOf('_') + 1).toLowerCase(Locale.ROOT);
        };
    }

    /** The name of a member of an object. */
    static String name(JsonParser json) throws IOException {
        return wellFormed(json, json.currentName());
    }

    /** A string. */
    static String string(JsonParser json, String name) throws IOException {
        expect(json, JsonToken.VALUE_STRING, name);
        return wellFormed(json, json.getText());
    }

    private static String wellFormed(JsonParser json, String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                // A pair is one code point of two.
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    throw refused(json, "a string has half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    /** An array of integers from 0 on. */
    static long[] sizes(JsonParser json, String name) throws IOException {
        expect(json, JsonToken.START_ARRAY, name);
        long[] sizes = new long[4];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json, JsonToken.VALUE_NUMBER_INT, "an element of " + name);
            long size = json.getLongValue();
            if (size < 0) {
                throw refused(json, name + " has the negative number " + size);
            }
            sizes = count == sizes.length ? Arrays.copyOf(sizes, 2 * count) : sizes;
            sizes[count++] = size;
        }
        return Arrays.copyOf(sizes, count);
    }
}
