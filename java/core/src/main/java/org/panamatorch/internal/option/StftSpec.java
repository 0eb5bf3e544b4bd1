package org.panamatorch.internal.option;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.PadMode;

/**
 * Options of {@code stft}.
 *
 * @param hopLength how far apart the frames are; a quarter of the transform's size if not set
 * @param winLength the size of the window; that of the transform if not set
 * @param window the window; ones if not set
 * @param center whether the signal is padded so that frames are centred at their places
 * @param padMode how it is padded
 * @param normalized whether the results are divided by the square root of the size
 * @param onesided whether half of the results is left out; if not set, where signal and window are
 *     real
 * @param returnComplex whether the results are complex; to be set where the input is real
 * @param alignToWindow whether the first frame begins with the window where the frames are not
 *     centred
 */
@OptionSet(home = "org.panamatorch")
@Unprinted
public record StftSpec(
        @Default("null") Long hopLength,
        @Default("null") Long winLength,
        @Default("null") Tensor window,
        @Default("true") boolean center,
        @Default("REFLECT") PadMode padMode,
        @Default("false") boolean normalized,
        @Default("null") Boolean onesided,
        @Default("null") Boolean returnComplex,
        @Default("null") Boolean alignToWindow) {}
