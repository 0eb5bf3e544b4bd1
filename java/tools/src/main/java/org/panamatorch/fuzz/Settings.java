package org.panamatorch.fuzz;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.NativeMemory;
import org.panamatorch.PrintOptions;
import org.panamatorch.Sparse;
import org.panamatorch.Torch;
import org.panamatorch.Warnings;

/** What is set for the whole process, so that sequences do not depend on those before them. */
final class Settings {
    private static int resets;

    private Settings() {}

    /** How often there was a reset, which is once for each sequence. */
    static int resets() {
        return resets;
    }

    static void reset(long seed) {
        resets++;
        Torch.setDefaultDtype(DType.FLOAT32);
        Torch.setDefaultDevice(Device.CPU);
        Torch.setPrintOptions(PrintOptions.DEFAULT);
        Torch.useDeterministicAlgorithms(false);
        Torch.setFlushDenormal(false);
        Sparse.setCheckSparseTensorInvariants(true);
        NativeMemory.setDebug(false);
        Torch.setWarnAlways(false);
        Warnings.setAction(Warnings.Action.ONCE);
        Torch.manualSeed(seed);
    }
}
