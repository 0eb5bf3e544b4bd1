package org.panamatorch.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.BatchNorm1d;
import org.panamatorch.nn.Embedding;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.Sequential;
import org.panamatorch.nn.UnaryModule;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

@NoLeaks
class ModuleFilesTest {
    @TempDir Path folder;

    /** An embedding that is the head's weight as well. */
    private static final class Tied extends UnaryModule {
        final Embedding embedding = register("embedding", new Embedding(5, 3));
        final Linear head = register("head", new Linear(3, 5, o -> o.bias(false)));

        Tied() {
            head.registerParameter("weight", embedding.weight());
        }

        @Override
        protected Tensor forward(Tensor input) {
            return head.call(embedding.call(input));
        }
    }

    private static Sequential model() {
        return new Sequential(new Linear(2, 3), new BatchNorm1d(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"m.safetensors", "m.pt", "m.pth", "m.bin"})
    void module_isSavedAndLoadedByTheEnding(String name) throws IOException {
        Sequential saved = model();
        saved.call(Torch.randn(4, 2));
        Sequential loaded = model();
        saved.save(folder.resolve(name));
        assertThat(loaded.load(folder.resolve(name)))
                .hasToString("<All keys matched successfully>");
        saved.stateDict()
                .forEach(
                        (key, tensor) ->
                                assertThat(Torch.equal(tensor, loaded.stateDict().get(key)))
                                        .as(key)
                                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tied.safetensors", "tied.pt"})
    void tiedParameters_areWrittenOnceAndLoaded(String name) throws IOException {
        Tied saved = new Tied();
        Tied loaded = new Tied();
        saved.save(folder.resolve(name));
        loaded.load(folder.resolve(name));
        assertThat(Torch.equal(loaded.embedding.weight(), saved.embedding.weight())).isTrue();
        assertThat(Torch.equal(loaded.head.weight(), saved.head.weight())).isTrue();
    }

    @Test
    void safetensorsOfTiedParameters_saysWhichIsLeftOut() throws IOException {
        Path file = folder.resolve("tied.safetensors");
        new Tied().save(file);
        SafetensorsFile opened = Safetensors.open(file);
        assertThat(opened.names()).containsExactly("embedding.weight");
        // As Python's save_model.
        assertThat(opened.metadata()).isEqualTo(Map.of("head.weight", "embedding.weight"));
    }

    @Test
    void unknownEnding_isRefused() {
        Path file = folder.resolve("model.weights");
        assertThatThrownBy(() -> model().save(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "save: "
                                + file
                                + " has none of the endings .safetensors, .pt, .pth and .bin, which"
                                + " say the format");
    }

    @Test
    void modelOnMeta_takesTheFilesTensorsWithoutACopy() throws IOException {
        Path file = folder.resolve("m.safetensors");
        Linear saved = new Linear(2, 3);
        saved.save(file);
        Linear model;
        try (var _ = Torch.device(Device.META)) {
            model = new Linear(2, 3);
        }
        assertThat(model.weight().isMeta()).isTrue();
        Map<String, Tensor> state = Safetensors.load(file);
        model.loadStateDict(state, true, true);
        assertThat(model.weight().dataPtr()).isEqualTo(state.get("weight").dataPtr());
        assertThat(Torch.equal(model.weight(), saved.weight())).isTrue();
        assertThat(model.weight().requiresGrad()).isTrue();
        model.call(Torch.ones(1, 2)).sum().backward();
        assertThat(Torch.equal(model.weight().grad(), Torch.ones(3, 2))).isTrue();
    }
}
