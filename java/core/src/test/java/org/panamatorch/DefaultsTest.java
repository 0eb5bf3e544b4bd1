package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.LSTM;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.MultiheadAttention;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What is taken where nothing is said: device, dtype, and how tensors are printed. */
@NoLeaks
class DefaultsTest {
    private TensorScope scope;

    @BeforeEach
    void open() {
        scope = new TensorScope();
    }

    @AfterEach
    void close() {
        scope.close();
        Torch.setDefaultDevice(null);
        Torch.setDefaultDtype(DType.FLOAT32);
        Torch.setPrintOptions(PrintOptions.DEFAULT);
    }

    static Stream<Supplier<Tensor>> factories() {
        return Stream.of(
                () -> Torch.zeros(2),
                () -> Torch.empty(2),
                () -> Torch.full(new long[] {2}, 3),
                () -> Torch.arange(2),
                () -> Torch.linspace(0, 1, 2),
                () -> Torch.randn(2),
                () -> Torch.randint(3, new long[] {2}),
                () -> Torch.eye(2),
                () -> Torch.hannWindow(2),
                () -> Torch.scalarTensor(1),
                () -> Torch.tensor(1f, 2f),
                () -> Torch.tensor(1),
                () -> Torch.tensor(new int[][] {{1}, {2}}),
                () -> Torch.tensor(true),
                () -> new Linear(2, 2).weight(),
                () -> new LSTM(2, 2).parameters().get(0),
                () -> new MultiheadAttention(2, 1).parameters().get(0));
    }

    @ParameterizedTest
    @MethodSource("factories")
    void defaultDevice_isWhereNewTensorsAre(Supplier<Tensor> factory) {
        try (DeviceMode _ = Torch.device(Device.META)) {
            assertThat(factory.get().device()).isEqualTo(Device.META);
        }
        assertThat(factory.get().device()).isEqualTo(Device.CPU);
    }

    @Test
    void namedDevice_isStronger() {
        Torch.setDefaultDevice(Device.META);
        assertThat(Torch.zeros(new long[] {2}, TensorOptions.of(Device.CPU)).isCpu()).isTrue();
        assertThat(Torch.tensor(3, TensorOptions.of(Device.CPU)).item()).isEqualTo(3L);
    }

    @Test
    void tensorsLikeOthers_areWhereThoseAre() {
        Tensor cpu = Torch.ones(2);
        Torch.setDefaultDevice(Device.META);
        assertThat(Torch.zerosLike(cpu).isCpu()).isTrue();
        assertThat(cpu.newZeros(3).isCpu()).isTrue();
        assertThat(cpu.to(DType.FLOAT64).isCpu()).isTrue();
        assertThat(cpu).hasToString("tensor([1., 1.])");
        assertThat(cpu.index(Index.of(1, 0)).toFloatArray()).containsExactly(1, 1);
    }

    @Test
    void defaultDevice_isTheThreads() throws InterruptedException {
        Torch.setDefaultDevice(Device.META);
        AtomicReference<Device> others = new AtomicReference<>();
        Thread.ofVirtual().start(() -> others.set(Torch.getDefaultDevice())).join();
        assertThat(others.get()).isEqualTo(Device.CPU);
        assertThat(Torch.getDefaultDevice()).isEqualTo(Device.META);
    }

    @Test
    void modes_nest() {
        try (DeviceMode _ = Torch.device(Device.META)) {
            try (DeviceMode _ = Torch.device(Device.CPU)) {
                assertThat(Torch.zeros(1).isCpu()).isTrue();
            }
            assertThat(Torch.getDefaultDevice()).isEqualTo(Device.META);
        }
        assertThat(Torch.getDefaultDevice()).isEqualTo(Device.CPU);
    }

    @Test
    void modeOfAnotherThread_isNotClosed() throws InterruptedException {
        DeviceMode mode = Torch.device(Device.META);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread.ofPlatform()
                .start(
                        () -> {
                            try {
                                mode.close();
                            } catch (IllegalStateException e) {
                                thrown.set(e);
                            }
                        })
                .join();
        assertThat(thrown.get()).hasMessageStartingWith("DeviceMode.close: called on thread");
        mode.close();
    }

    @Test
    void defaultDtype_isThatOfNewTensors() {
        Torch.setDefaultDtype(DType.FLOAT64);
        assertThat(Torch.zeros(1).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(Torch.tensor(1.5).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(Torch.arange(3).mul(0.5)).hasToString("tensor([0.0000, 0.5000, 1.0000])");
        assertThat(Torch.zeros(1).toFloat()).hasToString("tensor([0.], dtype=torch.float32)");
        assertThatThrownBy(() -> Torch.setDefaultDtype(DType.INT64))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith(
                        "only floating-point types are supported as the default type");
    }

    @Test
    void printOptions_changeTheText() {
        Tensor a = Torch.tensor(1.23456f, 1000f);
        Torch.setPrintOptions(PrintOptions.DEFAULT.withPrecision(2));
        assertThat(a).hasToString("tensor([   1.23, 1000.00])");
        Torch.setPrintOptions(PrintOptions.DEFAULT.withSciMode(true));
        assertThat(a).hasToString("tensor([1.2346e+00, 1.0000e+03])");
        Torch.setPrintOptions(PrintOptions.profile("short"));
        assertThat(a).hasToString("tensor([   1.23, 1000.00])");
        assertThat(Torch.arange(2000)).hasToString("tensor([   0,    1,  ..., 1998, 1999])");
        Torch.setPrintOptions(PrintOptions.DEFAULT.withThreshold(3).withEdgeItems(1));
        assertThat(Torch.arange(5)).hasToString("tensor([0,  ..., 4])");
        Torch.setPrintOptions(PrintOptions.DEFAULT.withLineWidth(20));
        assertThat(Torch.arange(8)).hasToString("tensor([0, 1, 2, 3,\n        4, 5, 6, 7])");
        assertThat(Torch.getPrintOptions().lineWidth()).isEqualTo(20);
        assertThatThrownBy(() -> Torch.setPrintOptions(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("setPrintOptions: argument 'options' is null, expected the options");
    }
}
