package org.panamatorch.codegen.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingTest {

    @ParameterizedTest
    @CsvSource({
        "add, add",
        "add_, add_",
        "max_pool2d, maxPool2d",
        "max_pool2d_with_indices, maxPool2dWithIndices",
        "index_add_, indexAdd_",
        "log1p, log1p",
        "numpy_T, T",
        "matrix_H, H",
        "mT, mT"
    })
    void method_isCamelCase(String operator, String method) {
        assertThat(Naming.javaMethod(operator)).isEqualTo(method);
    }

    @ParameterizedTest
    @CsvSource({
        "memory_format, memoryFormat",
        "keepdim, keepdim",
        "default, default_",
        "LU_data, luData",
        "A, a",
        "Vh, vh",
        "UPLO, uplo",
        "sum_S, sumS"
    })
    void parameter_isCamelCaseAndNoKeyword(String name, String parameter) {
        assertThat(Naming.javaParameter(name)).isEqualTo(parameter);
    }

    @ParameterizedTest
    @CsvSource({
        "max, Max",
        "_linalg_svd, LinalgSvd",
        "lstm_cell, LstmCell",
        "_fused_adam_, FusedAdam"
    })
    void type_hasNoUnderscores(String operator, String type) {
        assertThat(Naming.javaType(operator)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "add, AtenA",
        "__and__, AtenA",
        "_foreach_add_, AtenForeach",
        "fft_fft2, AtenFft",
        "linalg_norm, AtenLinalg",
        "special_erf, AtenSpecial",
        "_softmax, AtenS"
    })
    void atenClass_isThatOfTheFirstLetterOrTheFamily(String operator, String type) {
        assertThat(Naming.atenClass(operator)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({"self, self", "register, register_", "this, this_"})
    void cParameter_isNoKeyword(String name, String parameter) {
        assertThat(Naming.cParameter(name)).isEqualTo(parameter);
    }
}
