package org.panamatorch.codegen.bindings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a line that the C compiler has preprocessed into tokens. */
final class Lexer {
    private static final Pattern TOKEN =
            Pattern.compile(
                    """
                    (?<identifier>[A-Za-z_]\\w*)\
                    |(?<number>\\.?\\d(?:[eEpP][+-]|[\\w.])*)\
                    |(?<string>"(?:\\\\.|[^"\\\\])*")\
                    |(?<other>\\.{3}|\\S)\
                    """);

    private Lexer() {}

    /** The tokens of a line, whose columns are those of the header but where macros were. */
    static List<Token> tokens(String file, int line, String text) {
        List<Token> tokens = new ArrayList<>();
        for (Matcher matcher = TOKEN.matcher(text); matcher.find(); ) {
            tokens.add(
                    new Token(
                            kind(matcher),
                            matcher.group(),
                            new SourcePosition(file, line, matcher.start() + 1)));
        }
        return tokens;
    }

    private static Token.Kind kind(Matcher matcher) {
        if (matcher.group("identifier") != null) {
            return Token.Kind.IDENTIFIER;
        }
        if (matcher.group("number") != null) {
            return Token.Kind.NUMBER;
        }
        return matcher.group("string") != null ? Token.Kind.STRING : Token.Kind.PUNCTUATOR;
    }
}
