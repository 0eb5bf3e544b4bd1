package org.panamatorch.optim.lr;

import org.panamatorch.internal.library.PtRuntime;
import org.panamatorch.option.AnnealStrategy;

/** Curves from one value to another. */
final class Anneal {
    private Anneal() {}

    /** The value at a part of the way. */
    static double at(AnnealStrategy strategy, double start, double end, double part) {
        return switch (strategy) {
            case COS -> end + (start - end) / 2.0 * (PtRuntime.cos(Math.PI * part) + 1);
            case LINEAR -> (end - start) * part + start;
        };
    }
}
