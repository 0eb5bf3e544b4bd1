package org.panamatorch.codegen.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentFormTest {

    private static SchemaType type(String text) {
        return SchemaParser.parse("op(" + text + " x) -> Tensor").arguments().get(0).type();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Tensor       | pt_tensor* x                             | *Borrowed(x)                       | Tensor
                    Tensor?      | pt_tensor* x                             | *BorrowedOptional(x)               | Tensor
                    Tensor[]     | pt_tensor* const* x, int64_t x_count     | owned_list(x, x_count)             | Tensor[]
                    Tensor?[]    | pt_tensor* const* x, int64_t x_count     | optional_list(x, x_count)          | Tensor[]
                    SymInt       | int64_t x                                | x                                  | long
                    bool         | int64_t x                                | x != 0                             | boolean
                    float        | double x                                 | x                                  | double
                    Scalar       | const pt_scalar* x                       | to_scalar(x)                       | Number
                    int?         | const int64_t* x                         | to_optional(x)                     | Long
                    float?       | const double* x                          | to_optional(x)                     | Double
                    int[2]       | const int64_t* x, int64_t x_count        | to_ints(x, x_count)                | long[]
                    SymInt[1]?   | const int64_t* x, int64_t x_count        | to_optional_sym_ints(x, x_count)   | long[]
                    bool[3]      | const int64_t* x, int64_t x_count        | to_bools<3>(x, x_count)            | boolean[]
                    float[]?     | const double* x, int64_t x_count         | to_optional_doubles(x, x_count)    | double[]
                    str?         | const char* x                            | to_optional_string(x)              | String
                    ScalarType?  | int64_t x                                | optional_code(x, to_dtype)         | DType
                    Generator?   | pt_generator* x                          | optional_generator(x)              | Generator
                    """)
    void type_hasOneWayThroughCAndJava(String text, String parameters, String value, String java) {
        SchemaType type = type(text);
        ArgumentForm form = ArgumentForm.of(type);
        assertThat(String.join(", ", form.cParameters("x"))).isEqualTo(parameters);
        assertThat(form.cValue("x", type)).isEqualTo(value);
        assertThat(form.javaType()).isEqualTo(java);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Storage", "Stream", "Dimname", "QScheme", "SymBool"})
    void typeWithoutCForm_hasNone(String text) {
        assertThat(ArgumentForm.find(type(text))).isEmpty();
    }

    @Test
    void list_isPassedWithItsLength() {
        assertThat(ArgumentForm.INTS.javaValues("keepDims", "\"op\"", "keep_dims"))
                .containsExactly(
                        "frame.longs(keepDims, \"op\", \"keep_dims\")",
                        "Arguments.count(keepDims)");
    }

    @Test
    void references_areWhatMustStayAlive() {
        assertThat(ArgumentForm.TENSORS.isReference()).isTrue();
        assertThat(ArgumentForm.OPTIONAL_GENERATOR.isReference()).isTrue();
        assertThat(ArgumentForm.SCALAR.isReference()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Tensor, pt_tensor*, Tensor",
        "Tensor[], pt_tensor_list*, Tensor[]",
        "SymInt, int64_t, long",
        "bool, int64_t, boolean",
        "Scalar, pt_scalar, Number",
        "ScalarType, int64_t, DType"
    })
    void result_hasOneWayBack(String text, String c, String java) {
        SchemaType type = SchemaParser.parse("op() -> " + text).results().get(0).type();
        assertThat(ResultForm.of(type).cType()).isEqualTo(c);
        assertThat(ResultForm.of(type).javaType()).isEqualTo(java);
    }
}
