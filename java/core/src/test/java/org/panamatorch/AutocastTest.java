package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Linear;

import java.util.concurrent.atomic.AtomicReference;

/** Autocast, as in Python 2.13. */
@NoLeaks
class AutocastTest {
    private static final Device.Type CPU = Device.Type.CPU;

    private TensorScope scope;
    private Tensor a;

    @BeforeEach
    void open() {
        scope = new TensorScope();
        a = Torch.ones(2, 2);
    }

    @AfterEach
    void close() {
        assertThat(Autocast.isEnabled(CPU)).isFalse();
        assertThat(a.matmul(a).dtype()).isEqualTo(DType.FLOAT32);
        scope.close();
    }

    @Test
    void products_runInLowerPrecision() {
        assertThat(Autocast.dtype(CPU)).isEqualTo(DType.BFLOAT16);
        assertThat(Autocast.dtype(Device.Type.CUDA)).isEqualTo(DType.FLOAT16);
        try (Autocast _ = new Autocast(CPU)) {
            assertThat(Autocast.isEnabled(CPU)).isTrue();
            assertThat(a.matmul(a).dtype()).isEqualTo(DType.BFLOAT16);
            assertThat(a.add(a).dtype()).isEqualTo(DType.FLOAT32);
            assertThat(new Linear(2, 2).call(a).dtype()).isEqualTo(DType.BFLOAT16);
        }
    }

    @Test
    void modes_nest() {
        try (Autocast _ = new Autocast(CPU)) {
            try (Autocast _ = new Autocast(CPU, null, false, null)) {
                assertThat(a.matmul(a).dtype()).isEqualTo(DType.FLOAT32);
            }
            try (Autocast _ = new Autocast(CPU, DType.FLOAT16)) {
                assertThat(a.matmul(a).dtype()).isEqualTo(DType.FLOAT16);
                assertThat(Autocast.dtype(CPU)).isEqualTo(DType.FLOAT16);
            }
            assertThat(a.matmul(a).dtype()).isEqualTo(DType.BFLOAT16);
        }
        assertThat(Autocast.dtype(CPU)).isEqualTo(DType.BFLOAT16);
    }

    @Test
    void gradients_haveTheParametersDtype() {
        Linear linear = new Linear(2, 2);
        Tensor loss;
        try (Autocast _ = new Autocast(CPU, DType.BFLOAT16, true, false)) {
            loss = linear.call(a).sum();
        }
        loss.backward();
        assertThat(linear.weight().grad().dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void otherDtype_switchesItOff() {
        try (Autocast _ = new Autocast(CPU, DType.FLOAT64)) {
            assertThat(Autocast.isEnabled(CPU)).isFalse();
            assertThat(a.matmul(a).dtype()).isEqualTo(DType.FLOAT32);
        }
    }

    @Test
    void deviceWithoutAutocast_isRefused() {
        assertThatThrownBy(() -> new Autocast(Device.Type.META))
                .isInstanceOf(TorchException.class)
                .hasMessage("User specified an unsupported autocast device_type 'meta'");
        assertThat(Autocast.isEnabled(Device.Type.META)).isFalse();
        assertThat(Autocast.dtype(Device.Type.META)).isNull();
        // The refused mode is not open.
        try (Autocast _ = new Autocast(CPU)) {
            assertThat(Autocast.isEnabled(CPU)).isTrue();
        }
    }

    @Test
    void virtualThread_runsCodeInIt() throws InterruptedException {
        AtomicReference<Object> found = new AtomicReference<>();
        AtomicReference<Throwable> refused = new AtomicReference<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (TensorScope _ = new TensorScope()) {
                                Tensor own = Torch.ones(2, 2);
                                found.set(Autocast.call(CPU, null, () -> own.matmul(own).dtype()));
                                new Autocast(CPU).close();
                            } catch (IllegalStateException e) {
                                refused.set(e);
                            }
                        })
                .join();
        assertThat(found.get()).isEqualTo(DType.BFLOAT16);
        assertThat(refused.get())
                .hasMessageStartingWith("autocast: the mode belongs to an operating system thread")
                .hasMessageEndingWith("Autocast.call(device, dtype, () -> ...)");
    }

    @Test
    void whatTheCodeThrows_leavesTheMode() {
        assertThatThrownBy(
                        () ->
                                Autocast.call(
                                        CPU,
                                        DType.BFLOAT16,
                                        () -> {
                                            throw new IllegalStateException("mine");
                                        }))
                .hasMessage("mine");
    }
}
