package org.panamatorch.codegen.bindings;

import java.util.ArrayList;
import java.util.List;

/** Cuts the text of a header into tokens; comments and line splices vanish. */
final class Lexer {

    /** Longest first, since the first match is taken. */
    private static final String[] PUNCTUATORS = {
        "...", "<<=", ">>=", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "##", "->", "++", "--"
    };

    private final String file;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int offset;
    private int line = 1;
    private int column = 1;
    private boolean startsLine = true;
    private boolean spaced;

    private Lexer(String file, String text) {
        this.file = file;
        this.text = text;
    }

    static List<Token> tokens(String file, String text) {
        Lexer lexer = new Lexer(file, text);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        skipSplices();
        while (!atEnd()) {
            char c = peek(0);
            if (c == '\n') {
                startsLine = true;
                advance();
            } else if (Character.isWhitespace(c)) {
                spaced = true;
                advance();
            } else if (c == '/' && peek(1) == '/') {
                skipLineComment();
            } else if (c == '/' && peek(1) == '*') {
                skipBlockComment();
            } else {
                readToken(c);
                startsLine = false;
                spaced = false;
            }
        }
        tokens.add(new Token(Token.Kind.END, "", here(), true, true));
    }

    private void readToken(char c) {
        if (isIdentifierStart(c)) {
            readWhile(Token.Kind.IDENTIFIER, false);
        } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            readWhile(Token.Kind.NUMBER, true);
        } else if (c == '"') {
            readQuoted(Token.Kind.STRING);
        } else if (c == '\'') {
            readQuoted(Token.Kind.CHARACTER);
        } else {
            readPunctuator();
        }
    }

    private void readWhile(Token.Kind kind, boolean number) {
        SourcePosition start = here();
        StringBuilder word = new StringBuilder();
        while (!atEnd() && continuesWord(word, number)) {
            word.append(peek(0));
            advance();
        }
        add(kind, word.toString(), start);
    }

    private boolean continuesWord(StringBuilder word, boolean number) {
        char c = peek(0);
        if (isIdentifierStart(c) || isDigit(c)) {
            return true;
        }
        if (!number) {
            return false;
        }
        char last = word.isEmpty() ? ' ' : word.charAt(word.length() - 1);
        boolean hex = word.length() > 1 && Character.toLowerCase(word.charAt(1)) == 'x';
        boolean exponent = "pP".indexOf(last) >= 0 || (!hex && "eE".indexOf(last) >= 0);
        return c == '.' || (exponent && (c == '+' || c == '-'));
    }

    private void readQuoted(Token.Kind kind) {
        SourcePosition start = here();
        char quote = peek(0);
        StringBuilder quoted = new StringBuilder().append(quote);
        advance();
        while (!atEnd() && peek(0) != quote && peek(0) != '\n') {
            if (peek(0) == '\\') {
                quoted.append('\\');
                advance();
            }
            if (!atEnd()) {
                quoted.append(peek(0));
                advance();
            }
        }
        if (atEnd() || peek(0) != quote) {
            add(Token.Kind.STRAY, quoted.toString(), start);
            return;
        }
        quoted.append(quote);
        advance();
        add(kind, quoted.toString(), start);
    }

    private void readPunctuator() {
        SourcePosition start = here();
        for (String punctuator : PUNCTUATORS) {
            if (text.startsWith(punctuator, offset)) {
                for (int i = 0; i < punctuator.length(); i++) {
                    advance();
                }
                add(Token.Kind.PUNCTUATOR, punctuator, start);
                return;
            }
        }
        char c = peek(0);
        advance();
        boolean known = "#()[]{},;:*=+-~!/%<>&|^?.".indexOf(c) >= 0;
        add(known ? Token.Kind.PUNCTUATOR : Token.Kind.STRAY, String.valueOf(c), start);
    }

    private void skipLineComment() {
        while (!atEnd() && peek(0) != '\n') {
            advance();
        }
    }

    private void skipBlockComment() {
        SourcePosition start = here();
        advance();
        advance();
        while (!atEnd() && !(peek(0) == '*' && peek(1) == '/')) {
            advance();
        }
        if (atEnd()) {
            throw new HeaderException(start, "comment without an end", "*/");
        }
        advance();
        advance();
        spaced = true;
    }

    private void add(Token.Kind kind, String word, SourcePosition start) {
        tokens.add(new Token(kind, word, start, startsLine, spaced));
    }

    private SourcePosition here() {
        return new SourcePosition(file, line, column);
    }

    private boolean atEnd() {
        return offset >= text.length();
    }

    private char peek(int ahead) {
        return offset + ahead < text.length() ? text.charAt(offset + ahead) : '\0';
    }

    private void advance() {
        step();
        skipSplices();
    }

    private void step() {
        if (text.charAt(offset++) == '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
    }

    private void skipSplices() {
        while (peek(0) == '\\' && (peek(1) == '\n' || (peek(1) == '\r' && peek(2) == '\n'))) {
            while (peek(0) != '\n') {
                step();
            }
            step();
        }
    }

    private static boolean isIdentifierStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
