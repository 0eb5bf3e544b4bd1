package org.panamatorch.internal.optim;

import org.panamatorch.Device;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.optim.swa.AveragingFunction;
import org.panamatorch.optim.swa.MultiAveragingFunction;

/**
 * Options of AveragedModel.
 *
 * @param device where the averages are, where the model is if none
 * @param avgFn how a parameter goes into its average, the mean of all if none
 * @param multiAvgFn how parameters of one device and dtype go into their averages, instead
 * @param useBuffers whether buffers are averaged, too, instead of copied
 */
@OptionSet(home = "org.panamatorch.optim.swa")
@Unprinted
public record AveragedModelSpec(
        @Default("null") Device device,
        @Default("null") AveragingFunction avgFn,
        @Default("null") MultiAveragingFunction multiAvgFn,
        @Default("false") boolean useBuffers) {}
