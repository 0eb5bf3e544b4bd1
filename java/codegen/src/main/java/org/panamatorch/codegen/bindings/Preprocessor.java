package org.panamatorch.codegen.bindings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows includes and conditionals, and expands object-like macros.
 *
 * <p>Only quoted includes are read. The few system headers that are allowed are known by heart.
 */
final class Preprocessor {

    private static final int MAX_DEPTH = 64;

    private static final class Conditional {
        private final SourcePosition position;
        private final boolean enclosingActive;
        private boolean taken;
        private boolean active;
        private boolean sawElse;

        Conditional(SourcePosition position, boolean enclosingActive, boolean condition) {
            this.position = position;
            this.enclosingActive = enclosingActive;
            choose(condition);
        }

        void choose(boolean condition) {
            active = enclosingActive && !taken && condition;
            taken |= condition;
        }
    }

    private final List<Path> includeDirectories;
    private final MacroTable macros = new MacroTable();
    private final Map<String, Macro> projectMacros = new LinkedHashMap<>();
    private final Set<SystemHeader> systemHeaders = EnumSet.noneOf(SystemHeader.class);
    private final Set<Path> files = new LinkedHashSet<>();
    private final Set<Path> once = new HashSet<>();
    private final List<Token> output = new ArrayList<>();
    private final Deque<Conditional> conditionals = new ArrayDeque<>();
    private int depth;

    private Preprocessor(List<Path> includeDirectories, Platform platform) {
        this.includeDirectories = includeDirectories;
        platform.predefine(macros);
    }

    static PreprocessedHeader read(Path header, List<Path> includeDirectories, Platform platform) {
        Preprocessor preprocessor = new Preprocessor(includeDirectories, platform);
        Token end = preprocessor.readFile(header);
        preprocessor.output.add(end);
        return new PreprocessedHeader(
                preprocessor.output,
                List.copyOf(preprocessor.projectMacros.values()),
                preprocessor.macros,
                preprocessor.systemHeaders,
                List.copyOf(preprocessor.files));
    }

    private Token readFile(Path file) {
        files.add(file);
        List<Token> tokens = Lexer.tokens(file.toString(), text(file));
        int outerConditionals = conditionals.size();
        int next = 0;
        while (tokens.get(next).kind() != Token.Kind.END) {
            Token token = tokens.get(next);
            if (token.is("#") && token.startsLine()) {
                int end = next + 1;
                while (!tokens.get(end).startsLine()) {
                    end++;
                }
                directive(file, token, tokens.subList(next + 1, end));
                next = end;
            } else {
                if (active()) {
                    text(token, tokens.get(next + 1));
                }
                next++;
            }
        }
        if (conditionals.size() > outerConditionals) {
            throw new HeaderException(
                    conditionals.peek().position, "conditional without an end", "#endif");
        }
        return tokens.get(next);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void text(Token token, Token following) {
        Macro macro = token.isIdentifier() ? macros.get(token.text()) : null;
        if (macro != null && macro.functionLike() && following.is("(")) {
            throw new HeaderException(
                    token.position(),
                    "function-like macro " + token.describe() + " in a declaration",
                    "plain C, or a macro without parameters");
        }
        output.addAll(macros.expand(List.of(token)));
    }

    private boolean active() {
        return conditionals.isEmpty() || conditionals.peek().active;
    }

    private void directive(Path file, Token hash, List<Token> line) {
        if (line.isEmpty()) {
            return;
        }
        Token name = line.getFirst();
        List<Token> rest = line.subList(1, line.size());
        switch (name.text()) {
            case "if" -> open(name, active() && condition(name, rest));
            case "ifdef" -> open(name, active() && defined(name, rest));
            case "ifndef" -> open(name, active() && !defined(name, rest));
            case "elif", "else", "endif" -> branch(name, rest);
            default -> {
                if (active()) {
                    activeDirective(file, hash, name, rest);
                }
            }
        }
    }

    private void activeDirective(Path file, Token hash, Token name, List<Token> rest) {
        switch (name.text()) {
            case "include" -> include(file, name, rest);
            case "define" -> define(name, rest);
            case "undef" -> undefine(name, rest);
            case "pragma" -> pragma(file, name, rest);
            case "warning" -> {}
            default ->
                    throw new HeaderException(
                            hash.position(),
                            "directive '#" + name.text() + "'",
                            "include, define, undef, if, ifdef, ifndef, elif, else, endif or"
                                    + " pragma once");
        }
    }

    private void open(Token name, boolean condition) {
        conditionals.push(new Conditional(name.position(), active(), condition));
    }

    private void branch(Token name, List<Token> rest) {
        Conditional current = conditionals.peek();
        boolean isEnd = name.text().equals("endif");
        if (current == null || (current.sawElse && !isEnd)) {
            throw new HeaderException(name.position(), name.describe(), "an open #if before it");
        }
        if (isEnd) {
            conditionals.pop();
        } else if (name.text().equals("else")) {
            current.sawElse = true;
            current.choose(true);
        } else {
            boolean evaluate = current.enclosingActive && !current.taken;
            current.choose(evaluate && condition(name, rest));
        }
    }

    private boolean defined(Token directive, List<Token> rest) {
        return macros.get(macroName(directive, rest).text()) != null;
    }

    private static Token macroName(Token directive, List<Token> rest) {
        if (rest.isEmpty() || !rest.getFirst().isIdentifier()) {
            throw new HeaderException(
                    directive.position(), "'#" + directive.text() + "' alone", "a macro name");
        }
        return rest.getFirst();
    }

    private boolean condition(Token directive, List<Token> line) {
        List<Token> resolved = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            Token token = line.get(i);
            if (!token.is("defined")) {
                resolved.add(token);
                continue;
            }
            boolean parenthesized = i + 1 < line.size() && line.get(i + 1).is("(");
            int nameAt = parenthesized ? i + 2 : i + 1;
            int last = parenthesized ? nameAt + 1 : nameAt;
            if (last >= line.size() || (parenthesized && !line.get(last).is(")"))) {
                throw new HeaderException(token.position(), "'defined' alone", "defined(NAME)");
            }
            boolean known = macros.get(line.get(nameAt).text()) != null;
            resolved.add(
                    new Token(Token.Kind.NUMBER, known ? "1" : "0", token.position(), false, true));
            i = last;
        }
        return ConstantExpression.condition(directive, macros.expand(resolved));
    }

    private void define(Token directive, List<Token> rest) {
        Token name = macroName(directive, rest);
        List<Token> body = List.copyOf(rest.subList(1, rest.size()));
        boolean functionLike =
                !body.isEmpty() && body.getFirst().is("(") && !body.getFirst().spaced();
        Macro macro = new Macro(name.text(), functionLike, body, name.position());
        macros.define(macro);
        projectMacros.putIfAbsent(macro.name(), macro);
    }

    private void undefine(Token directive, List<Token> rest) {
        String name = macroName(directive, rest).text();
        Macro macro = projectMacros.remove(name);
        if (macro != null && ConstantExpression.isLiteral(macro.body())) {
            // jextract writes such a constant without asking whether it is still defined.
            throw new HeaderException(
                    directive.position(), "#undef of the constant " + name, "constants to stay");
        }
        macros.undefine(name);
    }

    private void pragma(Path file, Token directive, List<Token> rest) {
        String kind = rest.isEmpty() ? "" : rest.getFirst().text();
        switch (kind) {
            case "once" -> once.add(file);
            case "GCC", "clang" -> {}
            default ->
                    throw new HeaderException(
                            directive.position(), "'#pragma " + kind + "'", "#pragma once");
        }
    }

    private void include(Path file, Token directive, List<Token> rest) {
        if (rest.size() == 1 && rest.getFirst().kind() == Token.Kind.STRING) {
            String quoted = rest.getFirst().text();
            includeQuoted(file, directive, quoted.substring(1, quoted.length() - 1));
        } else if (rest.size() > 2 && rest.getFirst().is("<") && rest.getLast().is(">")) {
            StringBuilder name = new StringBuilder();
            rest.subList(1, rest.size() - 1).forEach(token -> name.append(token.text()));
            includeSystem(directive, name.toString());
        } else {
            throw new HeaderException(
                    directive.position(), "#include without a name", "\"name.h\" or <name.h>");
        }
    }

    private void includeSystem(Token directive, String name) {
        SystemHeader header =
                SystemHeader.named(name)
                        .orElseThrow(
                                () ->
                                        new HeaderException(
                                                directive.position(),
                                                "#include <" + name + ">",
                                                "one of " + SystemHeader.choices()));
        if (systemHeaders.add(header)) {
            header.predefine(macros);
        }
    }

    private void includeQuoted(Path file, Token directive, String name) {
        Path found = resolve(file, name);
        if (found == null) {
            throw new HeaderException(
                    directive.position(),
                    "no file for #include \"" + name + "\"",
                    "it beside this header or in one of the -I directories " + includeDirectories);
        }
        if (once.contains(found)) {
            return;
        }
        if (++depth > MAX_DEPTH) {
            throw new HeaderException(
                    directive.position(), "includes that never end", "an include guard");
        }
        readFile(found);
        depth--;
    }

    private Path resolve(Path file, String name) {
        Path beside = file.resolveSibling(name);
        if (Files.isRegularFile(beside)) {
            return beside.normalize();
        }
        for (Path directory : includeDirectories) {
            Path candidate = directory.resolve(name);
            if (Files.isRegularFile(candidate)) {
                return candidate.normalize();
            }
        }
        return null;
    }
}
