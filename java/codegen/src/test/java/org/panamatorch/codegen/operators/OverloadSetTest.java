package org.panamatorch.codegen.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;

class OverloadSetTest {
    private static final String TENSOR = PublicPlaces.TENSOR;
    private static final String TORCH = PublicPlaces.TORCH;

    private static List<String> of(String type, String... schemas) {
        return Schemas.overloads(type, schemas);
    }

    @Nested
    class Defaults {
        @Test
        void trailingDefaults_areLeftOutOneByOne() {
            assertThat(of(TENSOR, "op(Tensor self, int dim, int a=0, bool b=False) -> Tensor"))
                    .containsExactly("long dim", "long dim, long a", "long dim, long a, boolean b");
        }

        @Test
        void optionalNumbers_arePrimitive_andNullableInFull() {
            assertThat(
                            of(
                                    TENSOR,
                                    "argmax(Tensor self, int? dim=None, bool keepdim=False) ->"
                                            + " Tensor"))
                    .containsExactly(
                            "",
                            "long dim",
                            "Long dim, boolean keepdim",
                            "long dim, boolean keepdim");
        }

        @Test
        void fourOptions_areOneParameter_orADtypeBesideAShape() {
            assertThat(
                            of(
                                    TORCH,
                                    "zeros(SymInt[] size, *, ScalarType? dtype=None, Layout?"
                                            + " layout=None, Device? device=None, bool?"
                                            + " pin_memory=None) -> Tensor"))
                    .containsExactly(
                            "Shape size",
                            "long... size",
                            "Shape size, DType dtype",
                            "Shape size, TensorOptions options",
                            "long[] size, TensorOptions options");
        }

        @Test
        void self_isTheReceiverWhereverItStands() {
            assertThat(
                            OverloadExpansion.of(
                                            Schemas.operator(
                                                    "where.self(Tensor condition, Tensor self,"
                                                            + " Tensor other) -> Tensor"),
                                            new PublicPlaces.Face(TENSOR, "where", true))
                                    .get(0)
                                    .values())
                    .containsExactly("condition", "(Tensor) this", "other");
        }
    }

    @Nested
    class ManyDefaults {
        @Test
        void all_areSetByName_andTheFirstMayStandInPlace() {
            assertThat(
                            of(
                                    TENSOR,
                                    "topk(Tensor self, SymInt k, int dim=-1, bool largest=True,"
                                        + " bool sorted=True) -> (Tensor values, Tensor indices)"))
                    .containsExactly(
                            "long k",
                            "long k, Consumer<? super TopkOptions> options",
                            "long k, long dim");
        }

        @Test
        void keywords_followTheFirstByName() {
            assertThat(
                            of(
                                    TENSOR,
                                    "std.correction(Tensor self, int[1]? dim=None, *, Scalar?"
                                            + " correction=None, bool keepdim=False) -> Tensor"))
                    .containsExactly(
                            "",
                            "Consumer<? super StdOptions> options",
                            "long... dim",
                            "long dim, Consumer<? super StdDimOptions> options");
        }

        @Test
        void booleansAndKeywords_areOnlySetByName() {
            assertThat(
                            of(
                                    TORCH,
                                    "cov(Tensor self, *, int correction=1, Tensor? fweights=None,"
                                            + " Tensor? aweights=None) -> Tensor"))
                    .containsExactly(
                            "Tensor input", "Tensor input, Consumer<? super CovOptions> options");
            assertThat(
                            of(
                                    TENSOR,
                                    "triangular_solve(Tensor self, Tensor A, bool upper=True, bool"
                                            + " transpose=False, bool unitriangular=False) ->"
                                            + " Tensor"))
                    .containsExactly(
                            "Tensor a",
                            "Tensor a, Consumer<? super TriangularSolveOptions> options");
        }

        @Test
        void parametersOfADistribution_standTogether() {
            assertThat(
                            of(
                                    TENSOR,
                                    "uniform_(Tensor(a!) self, float from=0, float to=1, *,"
                                            + " Generator? generator=None) -> Tensor(a!)"))
                    .containsExactly(
                            "",
                            "Consumer<? super UniformOptions> options",
                            "double from, double to",
                            "double from, double to, Generator generator");
        }

        @Test
        void optionsThatALambdaWouldFitTwice_areInPlaceForTheSecond() {
            assertThat(
                            of(
                                    "Linalg",
                                    "linalg_pinv.atol_rtol_float(Tensor self, *, float? atol=None,"
                                            + " float? rtol=None, bool hermitian=False) -> Tensor",
                                    "linalg_pinv.atol_rtol_tensor(Tensor self, *, Tensor?"
                                        + " atol=None, Tensor? rtol=None, bool hermitian=False) ->"
                                        + " Tensor"))
                    .containsExactly(
                            "Tensor input",
                            "Tensor input, Consumer<? super LinalgMatrixRankOptions> options",
                            "Tensor input, Tensor atol, Tensor rtol, boolean hermitian");
        }

        @Test
        void whatATensorIsConvertedTo_isInPlace() {
            assertThat(
                            of(
                                    TENSOR,
                                    "to.dtype_layout(Tensor(a) self, *, ScalarType? dtype=None,"
                                            + " Layout? layout=None, Device? device=None, bool?"
                                            + " pin_memory=None, bool non_blocking=False, bool"
                                            + " copy=False, MemoryFormat? memory_format=None) ->"
                                            + " Tensor(a)"))
                    .containsExactly(
                            "DType dtype",
                            "TensorOptions options",
                            "TensorOptions target, Consumer<? super ToOptions> options");
        }

        @Test
        void options_areDeclaredOnceForAFamily() {
            List<NamedOptions> options =
                    List.of(
                                    "std.correction(Tensor self, int[1]? dim=None, *, Scalar?"
                                            + " correction=None, bool keepdim=False) -> Tensor",
                                    "var.correction(Tensor self, int[1]? dim=None, *, Scalar?"
                                            + " correction=None, bool keepdim=False) -> Tensor")
                            .stream()
                            .map(Schemas::operator)
                            .flatMap(
                                    op ->
                                            OverloadExpansion.of(
                                                    op, new PublicPlaces.Face(TORCH, "x", false))
                                                    .stream())
                            .map(PublicMethod::named)
                            .filter(named -> named != null && named.name().equals("Std"))
                            .toList();
            assertThat(options).hasSize(2);
            assertThat(options)
                    .allSatisfy(
                            named ->
                                    assertThat(named.declarations())
                                            .containsExactly(
                                                    "@Default(\"null\") long[] dim",
                                                    "@Default(\"null\") Number correction",
                                                    "@Default(\"false\") boolean keepdim"));
        }
    }

    @Nested
    class Lists {
        @Test
        void sizedLists_canBeOneNumberEach() {
            assertThat(
                            of(
                                    TORCH,
                                    "quantized_max_pool2d(Tensor x, int[2] kernel, int[2]"
                                            + " stride=[], bool ceil=False) -> Tensor"))
                    .containsExactly(
                            "Tensor x, long[] kernel",
                            "Tensor x, long kernel",
                            "Tensor x, long kernel, long stride",
                            "Tensor x, long[] kernel, long[] stride",
                            "Tensor x, long kernel, long stride, boolean ceil",
                            "Tensor x, long[] kernel, long[] stride, boolean ceil");
        }

        @Test
        void oneNumber_standsForTheWholeList() {
            Operator pad = Schemas.operator("pad(Tensor x, SymInt[2] padding) -> Tensor");
            assertThat(OverloadExpansion.of(pad, new PublicPlaces.Face(TORCH, "pad", false)))
                    .extracting(PublicMethod::values)
                    .containsExactly(
                            List.of("x", "padding"), List.of("x", "new long[] {padding, padding}"));
        }

        @Test
        void lastList_takesAnyNumber() {
            assertThat(of(TENSOR, "view(Tensor self, SymInt[] size) -> Tensor"))
                    .containsExactly("Shape size", "long... size");
        }

        @Test
        void listOfOne_takesAnyNumber_andNeedsNoSingleForm() {
            assertThat(of(TENSOR, "sum(Tensor self, int[1]? dim, bool keepdim=False) -> Tensor"))
                    .containsExactly(
                            "long... dim",
                            "long dim, boolean keepdim",
                            "long[] dim, boolean keepdim");
        }

        @Test
        void list_staysAnArray_whereAnotherMethodTakesTwoNumbers() {
            assertThat(of(TENSOR, "roll(Tensor self, SymInt[1] shifts, int[1] dims=[]) -> Tensor"))
                    .containsExactly(
                            "long[] shifts",
                            "long shifts",
                            "long shifts, long dims",
                            "long[] shifts, long[] dims");
        }

        @Test
        void list_staysAnArray_whereOneNumberLessFitsAnotherMethod() {
            assertThat(
                            of(
                                    TORCH,
                                    "randint(SymInt high, SymInt[] size) -> Tensor",
                                    "randint.low(SymInt low, SymInt high, SymInt[] size) ->"
                                            + " Tensor"))
                    .containsExactly(
                            "long high, Shape size",
                            "long high, long[] size",
                            "long low, long high, Shape size",
                            "long low, long high, long[] size");
        }

        @Test
        void leadingTensors_mayBeAList() {
            assertThat(of(TORCH, "cat(Tensor[] tensors, int dim=0) -> Tensor"))
                    .containsExactly(
                            "List<Tensor> tensors",
                            "Tensor... tensors",
                            "List<Tensor> tensors, long dim",
                            "Tensor[] tensors, long dim");
        }
    }

    @Nested
    class Words {
        private List<String> valuesOf(String schema) {
            Operator operator = Schemas.operator(schema);
            return OverloadExpansion.of(operator, new PublicPlaces.Face(TORCH, "op", false))
                    .stream()
                    .filter(method -> method.dropped() == 0)
                    .map(method -> method.values().getLast())
                    .toList();
        }

        @Test
        void closedSets_areEnums() {
            assertThat(of(TORCH, "scatter_reduce(Tensor self, *, str reduce='sum') -> Tensor"))
                    .containsExactly("Tensor input", "Tensor input, ScatterReduce reduce");
        }

        @Test
        void openSets_stayStrings() {
            assertThat(of(TORCH, "einsum(str equation, Tensor[] tensors) -> Tensor"))
                    .containsExactly("String equation, Tensor... tensors");
        }

        @Test
        void enums_becomeWords() {
            assertThat(valuesOf("gelu(Tensor self, *, str approximate='none') -> Tensor"))
                    .containsExactly("Options.word(approximate)");
        }

        @Test
        void enums_becomeCodes() {
            assertThat(
                            valuesOf(
                                    "l1_loss(Tensor self, Tensor target, int reduction=Mean) ->"
                                            + " Tensor"))
                    .containsExactly(
                            "Options.present(reduction, \"l1_loss\", \"reduction\").code()");
        }

        @Test
        void absentCodes_stayNull() {
            assertThat(valuesOf("cdist(Tensor x1, int? compute_mode=None) -> Tensor"))
                    .containsExactly(
                            "computeMode == null ? null : Long.valueOf(computeMode.code())");
        }
    }

    @Nested
    class Collisions {
        @Test
        void equalTypes_goToTheMethodThatLeavesOutLess() {
            List<PublicMethod> candidates =
                    List.of(
                                    "std.correction(Tensor self, int[1]? dim=None, *, Scalar?"
                                            + " correction=None) -> Tensor",
                                    "std(Tensor self, bool unbiased=True) -> Tensor")
                            .stream()
                            .map(Schemas::operator)
                            .flatMap(
                                    op ->
                                            OverloadExpansion.of(
                                                    op, new PublicPlaces.Face(TENSOR, "std", true))
                                                    .stream())
                            .toList();
            assertThat(OverloadSet.of(candidates))
                    .filteredOn(method -> method.parameters().isEmpty())
                    .singleElement()
                    .extracting(method -> method.operator().stem())
                    .isEqualTo("std");
        }

        @Test
        void overloads_standSideBySide() {
            assertThat(
                            of(
                                    TENSOR,
                                    "max(Tensor self) -> Tensor",
                                    "max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor"
                                            + " values, Tensor indices)",
                                    "max.other(Tensor self, Tensor other) -> Tensor"))
                    .containsExactly("", "Tensor other", "long dim", "long dim, boolean keepdim");
        }
    }
}
