package org.panamatorch.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.panamatorch.internal.dispatch.ValueType.Base;

class SchemaParserTest {
    @Test
    void arguments_haveNamesTypesAndDefaults() {
        OperatorSchema schema =
                SchemaParser.parse(
                        "aten::sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *,"
                                + " ScalarType? dtype=None) -> Tensor");
        assertThat(schema.name()).isEqualTo("aten::sum");
        assertThat(schema.overload()).isEqualTo("dim_IntList");
        assertThat(schema.qualifiedName()).isEqualTo("aten::sum.dim_IntList");
        assertThat(schema.arguments())
                .extracting(
                        SchemaArgument::name,
                        argument -> argument.type().text(),
                        SchemaArgument::defaultText)
                .containsExactly(
                        tuple("self", "Tensor", null),
                        tuple("dim", "int[1]?", null),
                        tuple("keepdim", "bool", "False"),
                        tuple("dtype", "ScalarType?", "None"));
        assertThat(schema.arguments())
                .extracting(SchemaArgument::keywordOnly)
                .containsExactly(false, false, false, true);
        ValueType dim = schema.arguments().get(1).type();
        assertThat(dim.base()).isEqualTo(Base.LIST);
        assertThat(dim.optional()).isTrue();
        assertThat(dim.length()).isEqualTo(1);
        assertThat(dim.element().base()).isEqualTo(Base.INT);
    }

    @Test
    void aliases_arePassedOver() {
        OperatorSchema schema =
                SchemaParser.parse(
                        "aten::split.Tensor(Tensor(a -> *) self, SymInt split_size, int dim=0) ->"
                                + " Tensor(a)[]");
        assertThat(schema.arguments().getFirst().type().text()).isEqualTo("Tensor");
        assertThat(schema.results()).extracting(ValueType::text).containsExactly("Tensor[]");
    }

    @Test
    void results_mayBeNoneOrNamed() {
        assertThat(SchemaParser.parse("a::b(Tensor(a!)[] self) -> ()").results()).isEmpty();
        assertThat(
                        SchemaParser.parse("a::b() -> (Tensor values, Tensor(a!) indices, int)")
                                .results())
                .extracting(ValueType::text)
                .containsExactly("Tensor", "Tensor", "int");
        assertThat(SchemaParser.parse("a::b() -> Tensor Y").results())
                .extracting(ValueType::text)
                .containsExactly("Tensor");
    }

    @Test
    void defaults_mayHaveCommasAndBrackets() {
        OperatorSchema schema =
                SchemaParser.parse(
                        "a::b(str d=\"x, (\\\"\", int[2] e=[0, 1], float f=1.0000000000000001e-05)"
                                + " -> ()");
        assertThat(schema.arguments())
                .extracting(SchemaArgument::defaultText)
                .containsExactly("\"x, (\\\"\"", "[0, 1]", "1.0000000000000001e-05");
    }

    @Test
    void elementsMayBeOptional() {
        ValueType type =
                SchemaParser.parse("a::b(Tensor?[] indices) -> Tensor?")
                        .arguments()
                        .getFirst()
                        .type();
        assertThat(type.base()).isEqualTo(Base.LIST);
        assertThat(type.optional()).isFalse();
        assertThat(type.element().optional()).isTrue();
    }

    @Test
    void typesWithoutAForm_areObjects() {
        OperatorSchema schema =
                SchemaParser.parse(
                        "q::c(__torch__.torch.classes.rnn.CellParamsBase[] p, Dict(str, Tensor)? d)"
                                + " -> Dict(Tensor, Tensor)");
        assertThat(schema.arguments().get(0).type().element().base()).isEqualTo(Base.OBJECT);
        assertThat(schema.arguments().get(1).type().base()).isEqualTo(Base.OBJECT);
        assertThat(schema.arguments().get(1).type().optional()).isTrue();
        assertThat(schema.results()).extracting(ValueType::base).containsExactly(Base.OBJECT);
    }

    @Test
    void brokenSchema_isNamed() {
        assertThatThrownBy(() -> SchemaParser.parse("a::b(Tensor self)"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a::b(Tensor self)");
    }
}
