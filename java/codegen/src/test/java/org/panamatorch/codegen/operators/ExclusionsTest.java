package org.panamatorch.codegen.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExclusionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    abs.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)            | OUT_FORM
                    gelu_backward(Tensor grad_output, Tensor self) -> Tensor         | BACKWARD
                    record_stream(Tensor(a!) self, Stream s) -> ()                   | NOT_PASSABLE
                    qscheme(Tensor self) -> QScheme                                  | NOT_PASSABLE
                    sym_size.int(Tensor self, int dim) -> SymInt                     | SYMBOLIC
                    _test_check_tensor(Tensor self) -> Tensor                        | TEST
                    _cudnn_rnn(Tensor input) -> Tensor                               | BACKEND
                    _backward(Tensor self, Tensor[] inputs) -> ()                    | BY_HAND
                    """)
    void operator_isLeftOutForAReason(String schema, Exclusions.Reason reason) {
        assertThat(Exclusions.reason(SchemaParser.parse(schema))).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "add.Tensor(Tensor self, Tensor other) -> Tensor",
                "_softmax(Tensor self, int dim, bool half_to_float) -> Tensor",
                "_softmax_backward_data(Tensor grad_output, Tensor output) -> Tensor",
                "_foreach_add_.List(Tensor(a!)[] self, Tensor[] other) -> ()",
                "an_operator_of_the_future(Tensor self) -> Tensor"
            })
    void operator_isGeneratedOtherwise(String schema) {
        assertThat(Exclusions.reason(SchemaParser.parse(schema))).isEmpty();
    }
}
