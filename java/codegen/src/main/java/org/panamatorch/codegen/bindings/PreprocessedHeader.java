package org.panamatorch.codegen.bindings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the C compiler has left of the project's headers, without the system's.
 *
 * @param tokens the text, ended by one {@code END} token
 * @param macros the macros without parameters that the headers define, by name and in order
 * @param files every header read, in order of first reading
 */
record PreprocessedHeader(List<Token> tokens, Map<String, Macro> macros, List<Path> files) {
    /** A line and file, and flags: 1 where the file begins, 3 in a header of the system. */
    private static final Pattern MARKER = Pattern.compile("# (\\d+) \"(.*)\"([ \\d]*)");

    private static final Pattern DIRECTIVE = Pattern.compile("#(define|undef) (\\w+)(.*)");

    static PreprocessedHeader read(Path header, CCompiler compiler) {
        List<Token> tokens = new ArrayList<>();
        Map<String, Macro> macros = new LinkedHashMap<>();
        Set<String> files = new LinkedHashSet<>(Set.of(header.toString()));
        String file = header.toString();
        int line = 0;
        for (String text : compiler.preprocess(header)) {
            line++;
            Matcher marker = MARKER.matcher(text);
            if (marker.matches()) {
                line = Integer.parseInt(marker.group(1)) - 1;
                file = marker.group(2);
                // What a system's macro stands for has flag 3 as well, in the project's own file.
                if (marker.group(3).contains("1") && !marker.group(3).contains("3")) {
                    files.add(file);
                }
            } else if (files.contains(file)) {
                Matcher directive = DIRECTIVE.matcher(text);
                if (!directive.matches()) {
                    if (text.startsWith("#pragma pack")) {
                        throw new HeaderException(
                                new SourcePosition(file, line, 1),
                                text,
                                "structs as C lays them out");
                    }
                    if (!text.startsWith("#")) {
                        tokens.addAll(Lexer.tokens(file, line, text));
                    }
                } else if (directive.group(1).equals("undef")) {
                    macros.remove(directive.group(2));
                } else if (!directive.group(3).startsWith("(")) {
                    macros.put(directive.group(2), macro(directive, file, line));
                }
            }
        }
        tokens.add(new Token(Token.Kind.END, "", new SourcePosition(file, line + 1, 1)));
        return new PreprocessedHeader(
                tokens, macros, files.stream().map(each -> Path.of(each).normalize()).toList());
    }

    private static Macro macro(Matcher directive, String file, int line) {
        return new Macro(
                directive.group(2),
                Lexer.tokens(file, line, directive.group(3)),
                new SourcePosition(file, line, "#define ".length() + 1));
    }
}
