package org.panamatorch.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.Generator;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Dropout;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.Sequential;
import org.panamatorch.optim.AdamW;
import org.panamatorch.optim.lr.CosineAnnealingLR;
import org.panamatorch.support.ChildJvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

@NoLeaks
class CheckpointTest {
    @TempDir Path folder;

    private Path file() {
        return folder.resolve("last.pt");
    }

    @Test
    void interruptedTraining_endsAsTheOneThatWasNot() throws IOException, InterruptedException {
        String whole = trained(List.of("0", "6", file().toString()));
        Files.delete(file());
        trained(List.of("0", "3", file().toString()));
        String resumed = trained(List.of("9", "6", file().toString()));
        assertThat(resumed).isEqualTo(whole).hasLineCount(1);
    }

    private static String trained(List<String> arguments) throws IOException, InterruptedException {
        Process process = ChildJvm.builder(TrainingProgram.class, List.of(), arguments).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void everyPart_isRestored() throws IOException {
        Sequential model = new Sequential(new Linear(2, 2), new Dropout(0.5));
        AdamW optimizer = new AdamW(model.parameters(), o -> o.lr(0.25));
        CosineAnnealingLR schedule = new CosineAnnealingLR(optimizer, 4);
        Generator generator = new Generator().manualSeed(5);
        Checkpoint checkpoint = Checkpoint.of(model, optimizer, schedule).add("own", generator);
        step(model, optimizer);
        schedule.step();
        checkpoint.set("epoch", 3).set("best", 0.5).save(file());
        Tensor weight = model.parameters().getFirst();
        Tensor before = weight.detach().clone();
        double random = Torch.rand(1).itemDouble();
        Tensor state = generator.state();
        step(model, optimizer);
        schedule.step();
        generator.seed();
        checkpoint.set("epoch", 4).load(file());
        assertThat(Torch.equal(weight, before)).isTrue();
        assertThat(Torch.rand(1).itemDouble()).isEqualTo(random);
        assertThat(Torch.equal(generator.state(), state)).isTrue();
        assertThat(schedule.lastEpoch()).isEqualTo(1);
        assertThat(((Tensor) optimizer.state(weight).get("step")).itemDouble()).isEqualTo(1);
        assertThat(checkpoint.integer("epoch", 0)).isEqualTo(3);
        assertThat(checkpoint.number("best", 0)).isEqualTo(0.5);
        assertThat(checkpoint.get("epoch")).isEqualTo(3L);
        generator.close();
    }

    private static void step(Sequential model, AdamW optimizer) {
        try (var _ = new TensorScope()) {
            Functional.mseLoss(model.call(Torch.ones(4, 2)), Torch.zeros(4, 2)).backward();
            optimizer.step();
        }
    }

    @Test
    void valuesThatAreNotThere_haveTheGivenOnesInstead() {
        Checkpoint checkpoint = Checkpoint.of(new Linear(1, 1));
        assertThat(checkpoint.integer("epoch", 7)).isEqualTo(7);
        assertThat(checkpoint.number("best", 0.5)).isEqualTo(0.5);
        assertThatThrownBy(() -> checkpoint.get("epoch"))
                .isInstanceOf(TorchException.class)
                .hasMessage("Checkpoint.get: there is no value 'epoch' in []");
        assertThatThrownBy(() -> checkpoint.set("epoch", "x").integer("epoch", 0))
                .hasMessage("Checkpoint.integer: the value 'epoch' is no number");
    }

    @Test
    void partThatTheFileLacks_isNamedBeforeAnythingChanges() throws IOException {
        Linear model = new Linear(1, 1);
        Checkpoint.of(model).save(file());
        Tensor weight = model.weight().detach().clone();
        model.weight().detach().add_(1);
        Checkpoint more = Checkpoint.of(model, new AdamW(model.parameters()));
        assertThatThrownBy(() -> more.load(file()))
                .isInstanceOf(FileFormatException.class)
                .hasMessage(
                        file()
                                + ": the checkpoint has no 'optimizer', but [model,"
                                + " default_generators, values]");
        assertThat(Torch.equal(model.weight(), weight)).isFalse();
    }

    @Test
    void fileOfWeightsAlone_isNoCheckpoint() throws IOException {
        Linear model = new Linear(1, 1);
        TorchFile.save(Map.of("model", model.stateDict()), file());
        assertThatThrownBy(() -> Checkpoint.of(model).load(file()))
                .hasMessage(file() + ": values has no values by name, as a checkpoint has");
    }

    @Test
    void nameTwice_isRefused() {
        Linear model = new Linear(1, 1);
        assertThatThrownBy(() -> Checkpoint.of(model).add("model", new Linear(1, 1)))
                .hasMessage("Checkpoint.add: there is something named 'model' already");
        assertThatThrownBy(() -> Checkpoint.of(model).add("values", new Linear(1, 1)))
                .hasMessage("Checkpoint.add: there is something named 'values' already");
    }
}
