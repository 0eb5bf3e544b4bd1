package org.panamatorch.option;

import org.panamatorch.TorchException;
import org.panamatorch.nn.KLDivLoss;

import java.util.Locale;

/** How the losses of the elements become the loss. */
public enum Reduction {
    /** Leaves them as they are. */
    NONE(0),
    /** Their mean, weighted where there are weights. */
    MEAN(1),
    /** Their sum. */
    SUM(2),
    /** Their sum, divided by the size of the batch; for {@link KLDivLoss} only. */
    BATCHMEAN(-1);

    private final int code;

    Reduction(int code) {
        this.code = code;
    }

    /**
     * The code of ATen's {@code Reduction}.
     *
     * @return the code
     * @throws org.panamatorch.TorchException for {@link #BATCHMEAN}, which ATen does not know
     */
    public int code() {
        if (this == BATCHMEAN) {
            throw new TorchException(
                    TorchException.Kind.VALUE, this + " is not a valid value for reduction");
        }
        return code;
    }

    /**
     * Python's word.
     *
     * @return {@code none}, {@code mean}, {@code sum} or {@code batchmean}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
