package org.panamatorch.codegen.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class LexerTest {

    private static List<String> texts(String c) {
        return Lexer.tokens("a.h", 1, c).stream().map(Token::text).toList();
    }

    @Test
    void numbers_areWhole() {
        assertThat(texts("0x1F +1.5e-3f 10ULL .5"))
                .containsExactly("0x1F", "+", "1.5e-3f", "10ULL", ".5");
    }

    @Test
    void quotesInsideLiterals_doNotEndThem() {
        assertThat(texts("\"a\\\"b\" \"\"")).containsExactly("\"a\\\"b\"", "\"\"");
    }

    @Test
    void dotsOfVariadicFunctions_comeWhole() {
        assertThat(texts("int a,...)")).containsExactly("int", "a", ",", "...", ")");
    }

    @Test
    void positions_countFromOne() {
        assertThat(Lexer.tokens("a.h", 2, "int  b;").get(1).position()).hasToString("a.h:2:6");
    }
}
