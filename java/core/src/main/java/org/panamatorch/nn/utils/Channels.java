package org.panamatorch.nn.utils;

import org.panamatorch.Index;
import org.panamatorch.Tensor;

import java.util.Arrays;
import java.util.stream.LongStream;

/** The parts of a tensor along one of its dimensions. */
final class Channels {
    private Channels() {}

    /** All of a tensor but for what an index leaves of one dimension. */
    static Index[] along(Tensor t, int dim, Index index) {
        Index[] indices = new Index[t.dim()];
        Arrays.fill(indices, Index.all());
        indices[Math.floorMod(dim, t.dim())] = index;
        return indices;
    }

    /** The dimensions without one. */
    static long[] otherDims(Tensor t, int dim) {
        long left = Math.floorMod(dim, t.dim());
        return LongStream.range(0, t.dim()).filter(each -> each != left).toArray();
    }
}
