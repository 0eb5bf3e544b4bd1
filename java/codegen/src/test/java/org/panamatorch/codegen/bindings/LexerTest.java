package org.panamatorch.codegen.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

class LexerTest {

    private static List<String> texts(String c) {
        return Lexer.tokens("a.h", c).stream().map(Token::text).toList();
    }

    @Test
    void commentsOfBothKinds_vanish() {
        assertThat(texts("int /* one\n * two */ a; // three\nint b;"))
                .containsExactly("int", "a", ";", "int", "b", ";", "");
    }

    @Test
    void commentBetweenWords_separatesThem() {
        assertThat(texts("unsigned/**/int")).containsExactly("unsigned", "int", "");
    }

    @Test
    void spliceInsideWord_joinsIt() {
        assertThat(texts("pt_\\\nadd")).containsExactly("pt_add", "");
    }

    @Test
    void numbers_areWhole() {
        assertThat(texts("0x1F+1.5e-3f 10ULL .5 0xE+1"))
                .containsExactly("0x1F", "+", "1.5e-3f", "10ULL", ".5", "0xE", "+", "1", "");
    }

    @Test
    void quotesInsideLiterals_doNotEndThem() {
        assertThat(texts("\"a\\\"b\" '\\''")).containsExactly("\"a\\\"b\"", "'\\''", "");
    }

    @Test
    void longPunctuators_comeWhole() {
        assertThat(texts("a<<=b>>c...")).containsExactly("a", "<<=", "b", ">>", "c", "...", "");
    }

    @Test
    void positions_countFromOneAcrossLines() {
        Token second = Lexer.tokens("a.h", "int\n  b;").get(1);
        assertThat(second.position()).hasToString("a.h:2:3");
        assertThat(second.startsLine()).isTrue();
    }

    @Test
    void openComment_isAnErrorWhereItBegins() {
        assertThatThrownBy(() -> Lexer.tokens("a.h", "int a;\n /* for ever"))
                .isInstanceOf(HeaderException.class)
                .hasMessage("a.h:2:2: comment without an end; expected */");
    }

    @Test
    void loneQuote_isStrayAndNoErrorByItself() {
        assertThat(Lexer.tokens("a.h", "#error don't").get(2).kind())
                .isEqualTo(Token.Kind.IDENTIFIER);
        assertThat(Lexer.tokens("a.h", "#error don't").get(3).kind()).isEqualTo(Token.Kind.STRAY);
    }
}
