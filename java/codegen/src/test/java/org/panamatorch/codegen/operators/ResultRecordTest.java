package org.panamatorch.codegen.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.stream.Stream;

class ResultRecordTest {

    private static Map<Operator, ResultRecord> choose(String... schemas) {
        return ResultRecord.choose(Stream.of(schemas).map(Schemas::operator).toList());
    }

    @Test
    void overloadsWithEqualResults_shareOneRecord() {
        assertThat(
                        choose(
                                        "max.dim(Tensor self, int dim) -> (Tensor values, Tensor"
                                                + " indices)",
                                        "max.names(Tensor self, str dim) -> (Tensor values, Tensor"
                                                + " indices)")
                                .values())
                .extracting(ResultRecord::name)
                .containsExactly("MaxResult", "MaxResult");
    }

    @Test
    void otherResults_getAnotherRecord() {
        assertThat(
                        choose(
                                        "op.a(Tensor self) -> (Tensor values, Tensor indices)",
                                        "op.b(Tensor self) -> (Tensor, int)")
                                .values())
                .extracting(ResultRecord::name)
                .containsExactly("OpResult", "Op2Result");
    }

    @Test
    void recordOfAnInternalOperator_isInternal() {
        Map<Operator, ResultRecord> records =
                choose(
                        "_svd(Tensor A) -> (Tensor U, Tensor S, Tensor Vh, Tensor LU)",
                        "svd(Tensor self) -> (Tensor U, Tensor S, Tensor V)");
        assertThat(records.values())
                .extracting(ResultRecord::packageName, ResultRecord::name)
                .containsExactlyInAnyOrder(
                        tuple(JavaNames.RESULT, "SvdResult"), tuple(JavaNames.ATEN, "Svd2Result"));
    }

    @Test
    void components_areNamedByTheSchemaOrTheirPlace() {
        ResultRecord record =
                choose("op(Tensor self) -> (Tensor LU, Tensor[] b_c, float)")
                        .values()
                        .iterator()
                        .next();
        assertThat(record.components())
                .extracting(ResultRecord.Component::name)
                .containsExactly("lu", "bC", "result2");
    }

    @Test
    void oneResult_needsNoRecord() {
        assertThat(choose("op(Tensor self) -> Tensor", "op2(Tensor self) -> ()"))
                .isEqualTo(Map.of());
    }
}
