package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.panamatorch.junit.NoLeaks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a tensor says of its form, which it is mostly asked for without a call. */
@NoLeaks
class TensorFormTest {
    private static void requireForm(Tensor tensor, long[] sizes, long[] strides, long offset) {
        assertThat(tensor.sizes()).isEqualTo(sizes);
        assertThat(tensor.shape()).isEqualTo(Shape.of(sizes));
        assertThat(tensor.dim()).isEqualTo(sizes.length);
        assertThat(tensor.strides()).isEqualTo(strides);
        assertThat(tensor.storageOffset()).isEqualTo(offset);
        long numel = 1;
        for (int i = 0; i < sizes.length; i++) {
            assertThat(tensor.size(i)).isEqualTo(sizes[i]);
            assertThat(tensor.size(i - sizes.length)).isEqualTo(sizes[i]);
            assertThat(tensor.stride(i)).isEqualTo(strides[i]);
            numel *= sizes[i];
        }
        assertThat(tensor.numel()).isEqualTo(numel);
    }

    private static long[] of(long... values) {
        return values;
    }

    @Test
    void views_haveFormsOfTheirOwn() {
        Tensor x = Torch.arange(24).reshape(2, 3, 4);

        requireForm(x, of(2, 3, 4), of(12, 4, 1), 0);
        requireForm(x.transpose(0, 2), of(4, 3, 2), of(1, 4, 12), 0);
        requireForm(x.select(1, 2), of(2, 4), of(12, 1), 8);
        requireForm(x.select(0, 1).select(0, 1).select(0, 3), of(), of(), 19);
        requireForm(x.expand(5, 2, 3, 4), of(5, 2, 3, 4), of(0, 12, 4, 1), 0);
        requireForm(Torch.zeros(0, 3), of(0, 3), of(3, 1), 0);
    }

    @Test
    void moreDimensionsThanATensorHoldsItself_areToldAllTheSame() {
        Tensor five = Torch.zeros(2, 3, 4, 5, 6);
        Tensor six = five.unsqueeze(0);

        requireForm(five, of(2, 3, 4, 5, 6), of(360, 120, 30, 6, 1), 0);
        requireForm(six, of(1, 2, 3, 4, 5, 6), of(720, 360, 120, 30, 6, 1), 0);
        six.squeeze_(0);
        requireForm(six, of(2, 3, 4, 5, 6), of(360, 120, 30, 6, 1), 0);
        five.unsqueeze_(5).unsqueeze_(6);
        assertThat(five.sizes()).containsExactly(2, 3, 4, 5, 6, 1, 1);
    }

    @Test
    void changesInPlace_showAtOnce() {
        Tensor x = Torch.arange(6).reshape(2, 3);

        requireForm(x.t_(), of(3, 2), of(1, 3), 0);
        requireForm(x.unsqueeze_(1), of(3, 1, 2), of(1, 6, 3), 0);
        requireForm(x.transpose_(0, 2), of(2, 1, 3), of(3, 6, 1), 0);
        requireForm(x.squeeze_(1), of(2, 3), of(3, 1), 0);
        requireForm(x.resize_(4, 5), of(4, 5), of(5, 1), 0);
        requireForm(x.asStrided_(of(2, 2), of(1, 2), 3L), of(2, 2), of(1, 2), 3);
        requireForm(x.set_(Torch.zeros(7).narrow(0, 2, 3)), of(3), of(1), 2);
    }

    @Test
    void otherData_showsAtOnce() {
        Tensor x = Torch.zeros(2, 3);
        assertThat(x.dtype()).isEqualTo(DType.FLOAT32);

        x.setData(Torch.zeros(Shape.of(4), DType.INT64));

        assertThat(x.dtype()).isEqualTo(DType.INT64);
        requireForm(x, of(4), of(1), 0);
    }

    @Test
    void kindsWithFormsOfTheirOwn_areAskedByACall() {
        Tensor sparse = Torch.eye(3).toSparse();
        Tensor meta = Torch.zeros(Shape.of(2, 3), TensorOptions.DEFAULT.device(Device.of("meta")));
        Tensor quantized = Torch.quantizePerTensor(Torch.ones(2, 2), 0.1, 0, DType.QINT8);
        Tensor conjugate = Torch.zeros(Shape.of(2, 1), DType.COMPLEX64).conj();

        assertThat(sparse.sizes()).containsExactly(3, 3);
        assertThat(sparse.layout()).isEqualTo(Layout.SPARSE_COO);
        assertThat(sparse.device()).isEqualTo(Device.CPU);
        assertThat(meta.sizes()).containsExactly(2, 3);
        assertThat(meta.device().type()).isEqualTo(Device.Type.META);
        assertThat(quantized.dtype()).isEqualTo(DType.QINT8);
        assertThat(quantized.numel()).isEqualTo(4);
        assertThat(conjugate.dtype()).isEqualTo(DType.COMPLEX64);
        requireForm(conjugate, of(2, 1), of(1, 1), 0);
    }

    @Test
    void nestedTensor_hasNoSizes() {
        Tensor nested = Nested.nestedTensor(List.of(Torch.zeros(2), Torch.zeros(3)));

        assertThat(nested.isNested()).isTrue();
        assertThat(nested.dim()).isEqualTo(2);
        assertThatThrownBy(nested::sizes).isInstanceOf(TorchException.class);
    }

    @Test
    void closedTensor_tellsNothing() {
        Tensor x = Torch.zeros(2);
        x.close();

        for (Runnable question :
                List.<Runnable>of(
                        x::sizes,
                        x::dim,
                        x::numel,
                        x::dtype,
                        x::device,
                        x::strides,
                        x::layout,
                        x::storageOffset,
                        () -> x.size(0))) {
            assertThatThrownBy(question::run).isInstanceOf(IllegalStateException.class);
        }
    }

    /** The sizes are of before or after a change by another thread, and never some of each. */
    @Test
    void changesByAnotherThread_areSeenWhole() throws InterruptedException {
        Tensor x = Torch.zeros(2, 3, 5);
        Tensor y = Torch.zeros(2, 3, 5);
        AtomicBoolean done = new AtomicBoolean();
        List<Object> failures = Collections.synchronizedList(new ArrayList<>());
        Thread changer =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    while (!done.get()) {
                                        x.transpose_(0, 2);
                                        y.resize_(7, 11, 13).resize_(2, 3, 5);
                                    }
                                });
        for (int i = 0; i < 20_000; i++) {
            long[] sizes = x.sizes();
            if (sizes[0] * sizes[2] != 10 || sizes[0] == sizes[2]) {
                failures.add(sizes);
            }
            long[] strides = x.strides();
            if (strides[0] * strides[2] != 15 || strides[0] == strides[2]) {
                failures.add(strides);
            }
            long[] resized = y.sizes();
            if (!Arrays.equals(resized, of(7, 11, 13)) && !Arrays.equals(resized, of(2, 3, 5))) {
                failures.add(resized);
            }
        }
        done.set(true);
        changer.join();

        assertThat(failures).isEmpty();
    }
}
