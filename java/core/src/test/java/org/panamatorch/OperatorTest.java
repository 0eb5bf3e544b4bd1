package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.Operator.Parameter;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.InScope;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

@NoLeaks
class OperatorTest {
    private static final String CUSTOM = "panamatorch_test::";

    @RegisterExtension final InScope scope = new InScope();

    @BeforeAll
    static void loadCustomOperators() {
        Torch.loadLibrary(
                Path.of(
                        System.getProperty("panamatorch.native.dir"),
                        System.mapLibraryName("custom_operator")));
    }

    private static float[] floats(Object tensor) {
        return ((Tensor) tensor).toFloatArray();
    }

    private static Tensor counting(int count) {
        return Torch.arange(1, count + 1, TensorOptions.of(DType.FLOAT32));
    }

    @Nested
    class Found {
        @Test
        void ops_tellsNameOverloadSchemaAndParameters() {
            Operator add = Torch.ops("aten::add.Tensor");
            assertThat(add.name()).isEqualTo("aten::add");
            assertThat(add.overload()).isEqualTo("Tensor");
            assertThat(add.schema())
                    .isEqualTo(
                            "aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) ->"
                                    + " Tensor")
                    .isEqualTo(add.toString());
            assertThat(add.parameters())
                    .containsExactly(
                            new Parameter("self", "Tensor", null, false),
                            new Parameter("other", "Tensor", null, false),
                            new Parameter("alpha", "Scalar", "1", true));
            assertThat(add.resultTypes()).containsExactly("Tensor");
        }

        @Test
        void ops_isTheSameObjectEachTime() {
            assertThat(Torch.ops("aten::relu")).isSameAs(Torch.ops("aten::relu"));
        }

        @Test
        void operators_haveAllOfAtenAndTheLoadedOnes() {
            assertThat(Torch.operators())
                    .hasSizeGreaterThan(3000)
                    .contains(Torch.ops("aten::relu"), Torch.ops(CUSTOM + "scale_add"))
                    .extracting(Operator::schema)
                    .isSorted();
        }

        @Test
        void ops_withoutItsOverload_namesTheOverloads() {
            assertThatThrownBy(() -> Torch.ops("aten::add"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(
                            "no operator 'aten::add'", "aten::add.Tensor", "aten::add.Scalar");
        }

        @Test
        void ops_ofAnUnknownOverload_namesTheOthers() {
            assertThatThrownBy(() -> Torch.ops("aten::add.Tensr"))
                    .hasMessageContaining("aten::add.Tensor");
        }

        @Test
        void ops_ofAMisspelledName_suggestsNearOnes() {
            assertThatThrownBy(() -> Torch.ops("aten::sofmax"))
                    .hasMessageContaining("near ones are aten::softmax");
            assertThatThrownBy(() -> Torch.ops("aten::logSoftmax"))
                    .hasMessageContaining("aten::log_softmax");
        }

        @Test
        void ops_withoutANameSpace_suggestsIt() {
            assertThatThrownBy(() -> Torch.ops("relu"))
                    .hasMessageContaining("near ones are aten::relu");
        }

        @Test
        void ops_ofNull_throws() {
            assertThatThrownBy(() -> Torch.ops(null)).isInstanceOf(NullPointerException.class);
        }
    }

    @Nested
    class Called {
        @Test
        void call_fillsDefaults() {
            assertThat(floats(Torch.call("aten::add.Tensor", counting(3), counting(3))))
                    .containsExactly(2, 4, 6);
        }

        @Test
        void call_takesKeywordOnlyArgumentsByPosition() {
            assertThat(floats(Torch.call("aten::add.Tensor", counting(2), counting(2), 10)))
                    .containsExactly(11, 22);
        }

        @Test
        void call_takesArgumentsByName() {
            Object sum =
                    Torch.call(
                            "aten::add.Tensor",
                            List.of(counting(2)),
                            Map.of("alpha", 2, "other", counting(2)));
            assertThat(floats(sum)).containsExactly(3, 6);
        }

        @Test
        void call_takesANumberForATensor_asBareNumber() {
            Tensor product = (Tensor) Torch.call("aten::mul.Tensor", counting(2), 0.5);
            assertThat(product.dtype()).isEqualTo(DType.FLOAT32);
            assertThat(floats(product)).containsExactly(0.5f, 1);
        }

        @Test
        void call_withAnArrayOfTensors_takesItAsOneArgument() {
            Object[] both = new Tensor[] {counting(2), counting(1)};
            assertThat(floats(Torch.call("aten::cat", both))).containsExactly(1, 2, 1);
            assertThat(floats(Torch.call("aten::cat", List.of(both)))).containsExactly(1, 2, 1);
        }

        @Test
        void call_inPlace_returnsTheGivenTensor() {
            Tensor tensor = counting(3);
            assertThat(Torch.call("aten::add_.Tensor", tensor, 1)).isSameAs(tensor);
            assertThat(floats(tensor)).containsExactly(2, 3, 4);
        }

        @Test
        void call_withOut_returnsTheGivenTensors() {
            Tensor values = Torch.empty(new long[] {0});
            Tensor indices = Torch.empty(new long[] {0}, TensorOptions.of(DType.INT64));
            Object[] results =
                    (Object[])
                            Torch.call("aten::max.dim_max", counting(3), 0, false, values, indices);
            assertThat(results[0]).isSameAs(values);
            assertThat(results[1]).isSameAs(indices);
            assertThat(values.item()).isEqualTo(3.0);
        }

        @Test
        void call_repeatsASingleNumber_forAListOfFixedLength() {
            Tensor image = Torch.ones(new long[] {1, 1, 4, 4});
            Tensor pooled = (Tensor) Torch.call("aten::avg_pool2d", image, 2);
            assertThat(pooled.sizes()).containsExactly(1, 1, 2, 2);
        }

        @Test
        void call_records_forAutograd() {
            Tensor x = counting(2).requiresGrad_(true);
            Tensor y = (Tensor) Torch.call(CUSTOM + "scale_add", x, x, 3);
            y.sum().backward();
            assertThat(floats(x.grad())).containsExactly(4, 4);
        }

        @Test
        void call_withoutResult_returnsNull() {
            Tensor tensor = counting(2);
            assertThat(Torch.call("aten::_foreach_neg_", List.of(tensor))).isNull();
            assertThat(floats(tensor)).containsExactly(-1, -2);
        }
    }

    @Nested
    class Values {
        @Test
        void scalars_arriveAsGiven() {
            try (Generator generator = new Generator().manualSeed(11)) {
                Object text =
                        Torch.call(
                                CUSTOM + "scalars",
                                -5,
                                0.25f,
                                true,
                                Scalar.complex(1, 2),
                                "grüß",
                                DType.FLOAT64,
                                Layout.SPARSE_COO,
                                Device.of("cuda:1"),
                                MemoryFormat.CONTIGUOUS_FORMAT,
                                generator,
                                counting(3),
                                9L);
                assertThat(text)
                        .isEqualTo(
                                "-5; 0.25; true; (1,2); grüß; Double; Sparse; cuda:1; Contiguous;"
                                        + " seed 11; 3 elements; 9");
            }
        }

        @Test
        void optionals_mayBeNull() {
            Object text =
                    Torch.call(
                            CUSTOM + "scalars",
                            (byte) 1,
                            2,
                            Scalar.FALSE,
                            true,
                            "",
                            DType.BOOL,
                            Layout.STRIDED,
                            Device.CPU,
                            MemoryFormat.PRESERVE_FORMAT,
                            null,
                            null,
                            null);
            assertThat(text)
                    .isEqualTo(
                            "1; 2; false; true; ; Bool; Strided; cpu; Preserve; none; none; none");
        }

        @Test
        void lists_ofEveryKind_arriveAsGiven() {
            Object text =
                    Torch.call(
                            CUSTOM + "lists",
                            new long[] {1, -2},
                            new float[] {0.5f},
                            new boolean[] {true, false},
                            List.of(3, 1.5, Scalar.complex(1, 2)),
                            new String[] {"a", ""},
                            List.of(counting(1), counting(2)),
                            Arrays.asList(null, counting(3)),
                            null);
            assertThat(text)
                    .isEqualTo(
                            "[1, -2]; [0.5]; [true, false]; [3, 1.5, (1,2)]; [a, ]; [1 elements, 2"
                                    + " elements]; [none, 3 elements]; none");
        }

        @Test
        void lists_mayBeEmpty() {
            Object text =
                    Torch.call(
                            CUSTOM + "lists",
                            Shape.of(),
                            List.of(),
                            true,
                            new Number[0],
                            List.of(),
                            new Tensor[0],
                            List.of(),
                            4);
            assertThat(text).isEqualTo("[]; []; [true, true]; []; []; []; []; [4, 4]");
        }

        @Test
        void results_ofEveryKind_comeBack() {
            Tensor x = counting(2);
            Object[] results = (Object[]) Torch.call(CUSTOM + "several", x);
            assertThat(floats(results[0])).containsExactly(2, 4);
            assertThat(results[1]).isNull();
            assertThat(results[2]).isEqualTo(7L);
            assertThat(results[3]).isEqualTo(0.5);
            assertThat(results[4]).isEqualTo(true);
            assertThat(results[5]).isEqualTo(Scalar.complex(1, -2));
            assertThat(results[6]).isEqualTo("grüß");
            assertThat(floats(((List<?>) results[7]).get(1))).containsExactly(3, 6);
            assertThat(results[8]).isEqualTo(List.of(1L, 2L, 3L));
            assertThat(results[9]).isEqualTo(List.of("a", ""));
            assertThat(results[10]).isEqualTo(DType.FLOAT16);
        }

        @Test
        void results_inNestedLists_comeBack() {
            List<?> nested = (List<?>) Torch.call(CUSTOM + "nested", counting(2));
            assertThat(nested).hasSize(2);
            assertThat((List<?>) nested.get(0)).hasSize(2);
            assertThat((List<?>) nested.get(1)).isEmpty();
        }

        @Test
        void opaqueObjects_arePassedOn() {
            try (Operator.Opaque counter = (Operator.Opaque) Torch.call(CUSTOM + "counter", 41)) {
                assertThat(counter.type()).contains("panamatorch_test.Counter");
                Torch.call(CUSTOM + "count", counter);
                assertThat(Torch.call(CUSTOM + "count", counter)).isEqualTo(42L);
            }
        }

        @Test
        void opaqueObjects_closed_areRefused() {
            Operator.Opaque counter = (Operator.Opaque) Torch.call(CUSTOM + "counter", 1);
            counter.close();
            counter.close();
            assertThatThrownBy(() -> Torch.call(CUSTOM + "count", counter))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("count");
        }
    }
}
