package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.panamatorch.support.Refusals.assertRefused;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.accelerator.Cuda;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Linear;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/** Errors are sentences about the call; what is of use to PyTorch's developers is in the trace. */
@NoLeaks
class ErrorTextTest {
    private static TorchException refusal(ThrowingCallable call) {
        return catchThrowableOfType(TorchException.class, call);
    }

    @Test
    void errorInsideAnother_hasNoStack() {
        assertRefused(
                () -> Torch.ones(2, 3).unflatten(1, -1, -1),
                Kind.RUNTIME,
                "unflatten got an unexpected error:\n"
                        + "only one dimension can be inferred\n"
                        + "  in unflatten.int(self=float32[2, 3], dim=1, sizes=[-1, -1])");
    }

    @Test
    void numberBelowSymInts_saysWhichNumber() {
        assertRefused(
                () -> Torch.ones(2, 3).roll(Long.MIN_VALUE),
                Kind.RUNTIME,
                "a size, stride or index, given or computed from the arguments, is below -2^62;"
                        + " argument 'shifts' is [-9223372036854775808]\n"
                        + "  in roll(self=float32[2, 3], shifts=[-9223372036854775808], dims=[])");
    }

    @Test
    void sizeThatOverflows_saysWhichNumber() {
        assertRefused(
                () -> Torch.arange(Long.MAX_VALUE),
                Kind.RUNTIME,
                "a size, stride or index, given or computed from the arguments, is below -2^62;"
                        + " argument 'end' is 9223372036854775807\n"
                        + "  in arange(end=9223372036854775807, dtype=None, layout=None,"
                        + " device=None, pin_memory=None)");
    }

    @Test
    void internalError_saysWhatIsUnusual() {
        TorchException e =
                refusal(() -> Torch.ones(new long[] {2}, TensorOptions.of(DType.QUINT8)));

        assertThat(e)
                .hasMessageContaining("please report a bug to PyTorch")
                .hasMessageEndingWith(
                        " cannot call qscheme on UnknownQuantizer\n"
                                + "  PyTorch does not support this argument here: 'dtype' is"
                                + " torch.quint8\n"
                                + "  in ones(size=[2], dtype=torch.quint8, layout=None,"
                                + " device=None, pin_memory=None)");
    }

    private static void assertUnsupported(ThrowingCallable call, String argument) {
        assertThat(refusal(call))
                .hasMessageContaining("INTERNAL ASSERT FAILED")
                .hasMessageContaining(
                        "\n  PyTorch does not support this argument here: " + argument + "\n  in ");
    }

    @Test
    void internalError_namesWhatItIsLikelyToBeAbout() {
        Tensor x = Torch.ones(2, 3);
        assertUnsupported(
                () -> Torch.promoteTypes(DType.INT32, DType.INT7), "'type2' is torch.int7");
        assertUnsupported(
                () -> x.to(DType.UINT32).renorm(2, 0, 1), "'self' is a tensor of torch.uint32");
        assertUnsupported(
                () -> x.toMkldnn().sliceScatter(x), "'self' is a tensor of layout torch._mkldnn");
        assertUnsupported(
                () -> x.indexPut(new Tensor[0], Torch.ones(3), true), "'indices' is an empty list");
        assertUnsupported(() -> Linalg.ldlFactor(Torch.zeros(3, 3)), "'self' is float32[3, 3]");
    }

    @Test
    void operatorWithoutAKernel_isOneSentence() {
        TorchException e = refusal(() -> Torch.ones(2, 2).toSparse().flip(0));

        assertThat(e.kind()).isEqualTo(Kind.NOT_IMPLEMENTED);
        assertThat(e)
                .hasMessage(
                        "Could not run 'aten::flip' with arguments from the 'SparseCPU' backend.\n"
                                + "  in flip(self=float32[2, 2], dims=[0])");
        assertThat(e.nativeTrace()).contains("\nCPU: registered at ");
    }

    @Test
    void deviceThatIsNotThere_isOneSentence() {
        TensorOptions nowhere = TensorOptions.of(Device.of("xpu:3"));
        String text = "Torch not compiled with XPU enabled\n";

        assertThat(refusal(() -> Torch.ones(new long[] {1}, nowhere)))
                .hasMessage(
                        text
                                + "  in ones(size=[1], dtype=None, layout=None, device=xpu:3,"
                                + " pin_memory=None)")
                .satisfies(e -> assertThat(e.nativeTrace()).contains("\nCPU: registered at "));
        assertThat(refusal(() -> Torch.ones(1).to(Device.of("xpu")))).hasMessageStartingWith(text);
        assertThat(refusal(() -> new Linear(2, 3).to(Device.of("xpu"))))
                .hasMessageStartingWith(text);
        assertThat(refusal(() -> new Generator(Device.of("xpu")))).hasMessageStartingWith(text);
    }

    @Test
    void defaultDeviceThatIsNotThere_isOneSentence() {
        assumeFalse(Cuda.isAvailable(), "there is a CUDA device");
        String sentence =
                Cuda.isBuilt()
                        ? "Found no NVIDIA driver on your system."
                        : "Torch not compiled with CUDA enabled\n";
        try (DeviceMode _ = Torch.device(Device.CUDA)) {
            assertThat(refusal(() -> Torch.ones(1))).hasMessageStartingWith(sentence);
        }
    }

    @Test
    void trace_hasTheStack() {
        TorchException e = refusal(() -> Torch.ones(3).view(7));

        assertThat(e.nativeTrace())
                .startsWith("shape '[7]' is invalid for input of size 3")
                .contains("\nException raised from infer_size_impl at ")
                .contains("\nframe #0: ");
    }

    @Test
    void trace_isThatOfItsOwnException() {
        TorchException first = refusal(() -> Torch.ones(3).view(7));
        refusal(() -> Torch.ones(2).sum(5));

        assertThat(first.nativeTrace()).startsWith("shape '[7]' is invalid for input of size 3");
        assertThat(first.nativeTrace()).isSameAs(first.nativeTrace());
    }

    @Test
    void trace_isReadOnAnyThread() throws InterruptedException {
        TorchException e = refusal(() -> Torch.ones(3).view(7));
        String[] trace = new String[1];
        Thread other = Thread.ofPlatform().start(() -> trace[0] = e.nativeTrace());
        other.join();

        assertThat(trace[0]).startsWith("shape '[7]' is invalid for input of size 3");
    }

    @Test
    void serializedException_keepsAllButTheTrace() throws IOException, ClassNotFoundException {
        TorchException e = refusal(() -> Torch.ones(3).view(7));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(e);
        }
        TorchException read;
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            read = (TorchException) in.readObject();
        }

        assertThat(read).hasMessage(e.getMessage());
        assertThat(read.kind()).isEqualTo(Kind.RUNTIME);
        assertThat(read.nativeTrace()).isNull();
    }
}
