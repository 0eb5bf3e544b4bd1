package org.panamatorch;

import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.aten.AtenP;
import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.internal.aten.AtenV;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.Options;
import org.panamatorch.internal.option.StftSpec;
import org.panamatorch.option.PadMode;

import java.util.Arrays;

/** Python's {@code torch.stft}, which pads before the operator frames. */
final class Stft {
    // Padding wants a batch and channels before the signal.
    private static final int PADDED_DIMS = 3;

    private Stft() {}

    /**
     * A short-time Fourier transform.
     *
     * @param input one signal or a batch of them
     * @param nFft the size of a transform
     * @param set the options
     * @return the transforms
     */
    static Tensor stft(Tensor input, long nFft, StftSpec set) {
        if (set.center() && set.alignToWindow() != null) {
            throw Failure.refusal(
                    Kind.RUNTIME,
                    "stft align_to_window should only be set when center = false",
                    "stft",
                    "input",
                    input,
                    "nFft",
                    nFft,
                    "center",
                    set.center(),
                    "alignToWindow",
                    set.alignToWindow());
        }
        TensorScope scope = new TensorScope();
        try (scope) {
            return scope.keep(
                    AtenS.stft(
                            set.center() ? padded(input, nFft / 2, set.padMode()) : input,
                            nFft,
                            set.hopLength(),
                            set.winLength(),
                            set.window(),
                            set.normalized(),
                            set.onesided(),
                            set.returnComplex(),
                            set.alignToWindow()));
        }
    }

    private static Tensor padded(Tensor input, long pad, PadMode padMode) {
        Options.present(padMode, "stft", "padMode");
        Arguments.requirePresent(input, "stft", "input", "a tensor");
        long[] sizes = input.sizes();
        int added = Math.max(PADDED_DIMS - sizes.length, 0);
        long[] extended = new long[added + sizes.length];
        Arrays.fill(extended, 0, added, 1);
        System.arraycopy(sizes, 0, extended, added, sizes.length);
        Tensor padded =
                AtenP.pad(
                        AtenV.view(input, extended),
                        new long[] {pad, pad},
                        padMode.toString(),
                        null);
        // Python's shape[-dim:], which for a scalar is all of them.
        long[] wide = padded.sizes();
        return AtenV.view(
                padded,
                sizes.length == 0
                        ? wide
                        : Arrays.copyOfRange(wide, wide.length - sizes.length, wide.length));
    }
}
