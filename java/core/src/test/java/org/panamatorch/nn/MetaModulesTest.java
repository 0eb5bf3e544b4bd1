package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every module that can be made on a device, made on the meta device and filled later: by copying
 * after {@code toEmpty}, which lazy modules refuse, and by assigning.
 */
@NoLeaks
class MetaModulesTest {
    /** A module, made anew each time, and its inputs. */
    interface Recipe {
        Module make(Map<String, Object> kwargs) throws ReflectiveOperationException;

        Tensor[] inputs();
    }

    private record Recorded(RecordedForm form) implements Recipe {
        @Override
        public Module make(Map<String, Object> kwargs) throws ReflectiveOperationException {
            return form.build(kwargs);
        }

        @Override
        public Tensor[] inputs() {
            return form.isCalled() ? form.inputs() : new Tensor[0];
        }
    }

    private record Native(String type, List<Object> args, long[]... sizes) implements Recipe {
        @Override
        public Module make(Map<String, Object> kwargs) throws ReflectiveOperationException {
            return PythonModules.create(type, args, kwargs);
        }

        @Override
        public Tensor[] inputs() {
            return Stream.of(sizes).map(Torch::randn).toArray(Tensor[]::new);
        }
    }

    private static Named<Recipe> recurrent(String type) {
        return Named.of(type, new Native(type, List.of(4L, 6L), new long[] {5, 2, 4}));
    }

    private static Named<Recipe> cell(String type) {
        return Named.of(type, new Native(type, List.of(4L, 6L), new long[] {2, 4}));
    }

    private static Named<Recipe> attention(String type, List<Object> args, int inputs) {
        long[][] sizes =
                Stream.generate(() -> new long[] {5, 2, 8}).limit(inputs).toArray(long[][]::new);
        return Named.of(type, new Native(type, args, sizes));
    }

    static Stream<Named<Recipe>> recipes() throws IOException {
        List<Named<Recipe>> recipes = new ArrayList<>();
        // A tensor that is given stays where it is.
        RecordedForm.all()
                .filter(form -> PythonModules.hasOption(form.text("module"), "device"))
                .filter(form -> !form.line().get("kwargs").toString().contains("\"values\""))
                .forEach(form -> recipes.add(Named.of(form.toString(), new Recorded(form))));
        Stream.of("RNN", "LSTM", "GRU").forEach(type -> recipes.add(recurrent(type)));
        Stream.of("RNNCell", "LSTMCell", "GRUCell").forEach(type -> recipes.add(cell(type)));
        recipes.add(attention("MultiheadAttention", List.of(8L, 2L), 3));
        recipes.add(attention("TransformerEncoderLayer", List.of(8L, 2L, 12L), 1));
        recipes.add(attention("TransformerDecoderLayer", List.of(8L, 2L, 12L), 2));
        recipes.add(attention("Transformer", List.of(8L, 2L, 1L, 1L, 12L), 2));
        return recipes.stream();
    }

    /** A module with values; a lazy one has sizes. */
    private static Module source(Recipe recipe) throws ReflectiveOperationException {
        Module source = recipe.make(Map.of());
        if (source.hasUninitializedParams()) {
            RecordedForm.called(source, recipe.inputs());
        }
        return source;
    }

    private static Module meta(Recipe recipe) throws ReflectiveOperationException {
        Torch.manualSeed(RecordedForm.SEED);
        Tensor untouched = Torch.rand(1);
        Torch.manualSeed(RecordedForm.SEED);
        Module module = recipe.make(Map.of("device", Device.META));
        assertThat(Torch.rand(1).equal(untouched)).as("no random number is taken").isTrue();
        assertThat(module.stateDict().values())
                .allSatisfy(
                        tensor -> assertThat(tensor.device().type()).isEqualTo(Device.Type.META));
        return module;
    }

    private static void assertSame(Recipe recipe, Module module, Module source)
            throws ReflectiveOperationException {
        assertThat(RecordedResults.state(module)).isEqualTo(RecordedResults.state(source));
        module.parameters().forEach(parameter -> assertThat(parameter.requiresGrad()).isTrue());
        if (module.getClass().getSimpleName().startsWith("Lazy")) {
            // As in Python it has the sizes of the tensors now, but none of its own.
            return;
        }
        assertThat(module).hasToString(source.toString());
        Tensor[] inputs = recipe.inputs();
        if (inputs.length > 0) {
            module.eval();
            source.eval();
            List<Tensor> results = RecordedForm.called(module, inputs);
            List<Tensor> wanted = RecordedForm.called(source, inputs);
            for (int i = 0; i < wanted.size(); i++) {
                assertThat(results.get(i).equal(wanted.get(i))).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void metaModule_afterToEmpty_takesAStateUnlessItHasNoSizes(Recipe recipe)
            throws ReflectiveOperationException {
        try (var _ = new TensorScope()) {
            Module source = source(recipe);
            Module module = meta(recipe);
            if (module.hasUninitializedParams()) {
                assertThatThrownBy(() -> module.toEmpty(Device.CPU))
                        .hasMessageStartingWith(
                                "Attempted to use an uninitialized parameter in empty_like.");
                return;
            }
            module.toEmpty(Device.CPU);
            module.loadStateDict(source.stateDict());
            assertSame(recipe, module, source);
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void metaModule_takesTheTensorsOfAState(Recipe recipe) throws ReflectiveOperationException {
        try (var _ = new TensorScope()) {
            Module source = source(recipe);
            Module module = meta(recipe);
            Map<String, Tensor> state = new LinkedHashMap<>();
            source.stateDict().forEach((name, tensor) -> state.put(name, tensor.clone()));
            module.loadStateDict(state, true, true);
            assertSame(recipe, module, source);
        }
    }
}
