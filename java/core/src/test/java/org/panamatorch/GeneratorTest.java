package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.panamatorch.junit.NoLeaks;

import java.util.ArrayList;
import java.util.List;

/** Random numbers against those that Python draws. */
@NoLeaks
class GeneratorTest {
    // What torch.Generator() has before it is seeded.
    private static final long DEFAULT_SEED = 67280421310721L;

    @Test
    void seededDefaultGenerator_drawsWhatPythonDraws() {
        Torch.manualSeed(42);
        assertThat(Torch.rand(3).toFloatArray())
                .containsExactly(0.8822692632675171f, 0.9150039553642273f, 0.38286375999450684f);
        assertThat(Torch.randn(2).toFloatArray())
                .containsExactly(-0.829319179058075f, -1.6137069463729858f);
        assertThat(Torch.randint(10, new long[] {4}).toLongArray()).containsExactly(4, 0, 3, 8);
        assertThat(Torch.initialSeed()).isEqualTo(42);
    }

    @Test
    void ownGenerator_drawsWhatPythonDraws() {
        try (Generator generator = new Generator()) {
            assertThat(generator.initialSeed()).isEqualTo(DEFAULT_SEED);
            generator.manualSeed(7);
            assertThat(Torch.randperm(5, generator).toLongArray()).containsExactly(0, 1, 3, 2, 4);
            assertThat(Torch.empty(2).normal_(0, 1, generator).toFloatArray())
                    .containsExactly(0.9468216300010681f, -1.1143440008163452f);
        }
    }

    @Test
    void seedOf64Bits_isUnsignedAsInPython() {
        try (Generator generator = new Generator().manualSeed(-1)) {
            assertThat(Torch.rand(new long[] {2}, generator).toFloatArray())
                    .containsExactly(0.9937993884086609f, 0.5713063478469849f);
            assertThat(generator.initialSeed()).isEqualTo(-1);
        }
    }

    @Test
    void ownGenerator_leavesTheDefaultOneAlone() {
        Torch.manualSeed(1);
        Tensor state = Torch.getRngState();
        try (Generator generator = new Generator()) {
            Torch.rand(new long[] {100}, generator);
        }
        assertThat(Torch.getRngState().equal(state)).isTrue();
    }

    @Test
    void defaultGenerator_isOneForAllThreads() throws InterruptedException {
        Torch.manualSeed(5);
        assertThat(Torch.rand(2).toFloatArray())
                .containsExactly(0.8302518725395203f, 0.12611091136932373f);
        float[][] elsewhere = new float[1][];
        Thread.ofVirtual().start(() -> elsewhere[0] = Torch.rand(2).toFloatArray()).join();
        assertThat(elsewhere[0]).containsExactly(0.9074696898460388f, 0.8199270367622375f);
        assertThat(Torch.rand(1).item()).isEqualTo((double) 0.9201034307479858f);
    }

    @Test
    void defaultGeneratorOfADevice_isTheOneThatManualSeedSeeds() {
        Torch.manualSeed(11);
        try (Generator generator = Generator.ofDefault(Device.CPU)) {
            assertThat(generator.initialSeed()).isEqualTo(11);
            generator.manualSeed(42);
            assertThat(Torch.initialSeed()).isEqualTo(42);
            assertThat(Torch.rand(1).item()).isEqualTo((double) 0.8822692632675171f);
        }
    }

    @Test
    void ownGeneratorsOfManyThreads_drawWhatPythonDraws() throws InterruptedException {
        float[][] expected = {
            {0.49625658988952637f, 0.7682217955589294f},
            {0.7576315999031067f, 0.2793108820915222f},
            {0.6146950721740723f, 0.38101285696029663f}
        };
        float[][] drawn = new float[64][];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < drawn.length; i++) {
            int index = i;
            threads.add(Thread.ofVirtual().start(() -> drawn[index] = draw(index % 3)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (int i = 0; i < drawn.length; i++) {
            assertThat(drawn[i]).containsExactly(expected[i % 3]);
        }
    }

    private static float[] draw(long seed) {
        try (Generator generator = new Generator().manualSeed(seed)) {
            return Torch.rand(new long[] {2}, generator).toFloatArray();
        }
    }

    @Test
    void state_bringsTheSameNumbersBack() {
        Torch.manualSeed(3);
        Torch.rand(5);
        Tensor state = Torch.getRngState();
        assertThat(state.sizes()).containsExactly(5056);
        Tensor first = Torch.randn(4);
        Torch.setRngState(state);
        assertThat(Torch.randn(4).equal(first)).isTrue();
    }

    @Test
    void seed_isAnotherOneEachTime() {
        long first = Torch.seed();
        assertThat(Torch.initialSeed()).isEqualTo(first);
        assertThat(Torch.seed()).isNotEqualTo(first);
    }

    @Test
    void stateOfAnotherLength_throws() {
        assertThatThrownBy(
                        () ->
                                Torch.setRngState(
                                        Torch.zeros(new long[] {3}, TensorOptions.of(DType.UINT8))))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith(
                        "Expected a CPUGeneratorImplState of size 5056 but found the input RNG"
                                + " state size to be 3");
    }

    @Test
    void closedGenerator_throws() {
        Generator generator = new Generator();
        generator.close();
        assertThatThrownBy(() -> Torch.rand(new long[] {1}, generator))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "random sampling: generator 'generator' was used after it had been closed");
    }
}
