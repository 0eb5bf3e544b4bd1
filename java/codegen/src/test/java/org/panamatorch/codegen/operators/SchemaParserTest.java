package org.panamatorch.codegen.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaParserTest {

    @Nested
    class Names {
        @Test
        void name_isApartFromTheOverload() {
            Schema schema = SchemaParser.parse("add.Tensor(Tensor self) -> Tensor");
            assertThat(schema.name()).isEqualTo("add");
            assertThat(schema.overload()).isEqualTo("Tensor");
            assertThat(schema.qualifiedName()).isEqualTo("add.Tensor");
        }

        @Test
        void defaultOverload_hasNoName() {
            Schema schema = SchemaParser.parse("__and__(Tensor self) -> Tensor");
            assertThat(schema.overload()).isEmpty();
            assertThat(schema.qualifiedName()).isEqualTo("__and__");
        }

        @Test
        void text_isKept() {
            String text = "max.dim(Tensor self, int dim) -> (Tensor values, Tensor indices)";
            assertThat(SchemaParser.parse(text).text()).isEqualTo(text);
        }
    }

    @Nested
    class Types {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Tensor",
                    "Tensor?",
                    "Tensor[]",
                    "Tensor?[]",
                    "int",
                    "SymInt?",
                    "int[2]",
                    "SymInt[1]?",
                    "int[]?",
                    "float[]?",
                    "bool[3]",
                    "Scalar[]",
                    "str?",
                    "ScalarType",
                    "Layout?",
                    "MemoryFormat?",
                    "Device",
                    "DeviceIndex",
                    "Generator?",
                    "Storage",
                    "Stream"
                })
        void type_printsAsItWasWritten(String type) {
            Schema schema = SchemaParser.parse("op(" + type + " x) -> Tensor");
            assertThat(schema.arguments().get(0).type()).hasToString(type);
        }

        @Test
        void sizedOptionalList_hasAllItsParts() {
            SchemaType type =
                    SchemaParser.parse("op(int[1]? dim) -> Tensor").arguments().get(0).type();
            assertThat(type.list()).isTrue();
            assertThat(type.size()).isEqualTo(1);
            assertThat(type.optional()).isTrue();
            assertThat(type.optionalElements()).isFalse();
        }

        @Test
        void unknownType_isRefused() {
            assertThatThrownBy(() -> SchemaParser.parse("op(Quux x) -> Tensor"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("unknown type Quux");
        }
    }

    @Nested
    class Aliases {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        Tensor(a) self      | Tensor   | a      | false
                        Tensor(a!) self     | Tensor   | a!     | true
                        Tensor(a!)[] self   | Tensor[] | a!     | true
                        Tensor(a -> *) self | Tensor   | a -> * | false
                        Tensor(a)? self     | Tensor?  | a      | false
                        """)
        void alias_isReadApartFromTheType(
                String declaration, String type, String alias, boolean written) {
            Schema.Argument argument =
                    SchemaParser.parse("op(" + declaration + ") -> ()").arguments().get(0);
            assertThat(argument.type()).hasToString(type);
            assertThat(argument.alias()).isEqualTo(alias);
            assertThat(argument.isWritten()).isEqualTo(written);
        }

        @Test
        void resultList_hasAnAliasToo() {
            Schema schema = SchemaParser.parse("unbind(Tensor(a -> *) self) -> Tensor(a)[]");
            assertThat(schema.results().get(0).type()).hasToString("Tensor[]");
            assertThat(schema.results().get(0).alias()).isEqualTo("a");
            assertThat(schema.returnsView()).isTrue();
        }
    }

    @Nested
    class Defaults {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                textBlock =
                        """
                        None
                        -1
                        1e-05
                        True
                        Mean
                        []
                        [0,1]
                        [-2,-1]
                        contiguous_format
                        "linear"
                        'fro'
                        "a, b)"
                        "\\"'\\\\"
                        """)
        void defaultValue_isKeptAsWritten(String value) {
            Schema schema = SchemaParser.parse("op(int x=" + value + ", int y=7) -> Tensor");
            assertThat(schema.arguments().get(0).defaultValue()).isEqualTo(value);
            assertThat(schema.arguments().get(1).defaultValue()).isEqualTo("7");
        }

        @Test
        void argumentWithoutDefault_hasNone() {
            Schema schema = SchemaParser.parse("op(int x) -> Tensor");
            assertThat(schema.arguments().get(0).hasDefault()).isFalse();
        }

        @Test
        void argumentsAfterTheStar_areKeywordOnly() {
            Schema schema = SchemaParser.parse("op(Tensor self, *, Scalar alpha=1) -> Tensor");
            assertThat(schema.arguments())
                    .extracting(Schema.Argument::keywordOnly)
                    .containsExactly(false, true);
        }
    }

    @Nested
    class Results {
        @Test
        void namedResults_keepTheirNames() {
            Schema schema = SchemaParser.parse("op() -> (Tensor values, Tensor[] lists)");
            assertThat(schema.results())
                    .extracting(Schema.Result::name)
                    .containsExactly("values", "lists");
        }

        @Test
        void unnamedResults_haveNone() {
            Schema schema = SchemaParser.parse("op() -> (Tensor, SymInt)");
            assertThat(schema.results()).extracting(Schema.Result::name).containsOnlyNulls();
        }

        @Test
        void emptyParentheses_areNoResult() {
            assertThat(SchemaParser.parse("op() -> ()").results()).isEmpty();
        }

        @Test
        void singleResult_mayHaveAName() {
            Schema schema = SchemaParser.parse("op() -> Tensor softmax_logsumexp");
            assertThat(schema.results().get(0).name()).isEqualTo("softmax_logsumexp");
        }

        @Test
        void textAfterTheResults_isRefused() {
            assertThatThrownBy(() -> SchemaParser.parse("op() -> () x"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the end expected at position 10 of schema op() -> () x");
        }
    }

    @Nested
    class Kinds {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        add_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)        | true  | false
                        add.Tensor(Tensor self, Tensor other) -> Tensor                 | false | false
                        add.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)           | false | true
                        fbgemm.out(Tensor input, Tensor(a!) output) -> Tensor           | false | true
                        _foreach_add_.List(Tensor(a!)[] self, Tensor[] other) -> ()     | false | false
                        """)
        void schema_knowsInPlaceAndOutForms(String text, boolean inPlace, boolean out) {
            Schema schema = SchemaParser.parse(text);
            assertThat(schema.isInPlace()).isEqualTo(inPlace);
            assertThat(schema.isOutForm()).isEqualTo(out);
        }
    }
}
