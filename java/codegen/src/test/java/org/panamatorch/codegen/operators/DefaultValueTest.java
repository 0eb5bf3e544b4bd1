package org.panamatorch.codegen.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultValueTest {

    private static String of(String argument) {
        return DefaultValue.of(
                SchemaParser.parse("op(" + argument + ") -> Tensor").arguments().get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    Tensor? x=None                      | null
                    int x=-100                          | -100L
                    int x=Mean                          | 1L
                    int x=Sum                           | 2L
                    int? x=0                            | 0L
                    float x=1e-05                       | 1.0E-5
                    float x=2                           | 2.0
                    float x=inf                         | Double.POSITIVE_INFINITY
                    Scalar x=1                          | 1L
                    Scalar x=0.125                      | 0.125
                    Scalar x=1.0                        | 1.0
                    bool? x=False                       | false
                    bool x=True                         | true
                    int[1] x=[]                         | new long[0]
                    int[2] x=0                          | new long[] {0, 0}
                    SymInt[3] x=1                       | new long[] {1, 1, 1}
                    int[] x=[-2,-1]                     | new long[] {-2, -1}
                    str x="linear"                      | "linear"
                    str x='fro'                         | "fro"
                    ScalarType? x=long                  | DType.INT64
                    MemoryFormat x=contiguous_format    | MemoryFormat.CONTIGUOUS_FORMAT
                    """)
    void value_isAJavaExpression(String argument, String expression) {
        assertThat(of(argument)).isEqualTo(expression);
    }

    @Test
    void unknownValue_isRefused() {
        assertThatThrownBy(() -> of("ScalarType x=float"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown default float");
    }
}
