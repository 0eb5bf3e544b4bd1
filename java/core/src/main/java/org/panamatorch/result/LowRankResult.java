package org.panamatorch.result;

import org.panamatorch.Tensor;

import java.util.List;

/**
 * The results of {@code svd_lowrank} and {@code pca_lowrank}: {@code U diag(S) Vᴴ} is about the
 * input.
 *
 * @param u shape {@code [*, m, q]}
 * @param s the singular values, shape {@code [*, q]}
 * @param v shape {@code [*, n, q]}
 */
public record LowRankResult(Tensor u, Tensor s, Tensor v) implements TensorTuple {
    @Override
    public List<Tensor> tensors() {
        return TensorTuple.of(u, s, v);
    }
}
