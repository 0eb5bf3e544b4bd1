package org.panamatorch.checks;

import static org.panamatorch.checks.Refused.assertRefused;

import org.junit.jupiter.api.Test;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;

/** Layouts that kernels take for granted. */
@NoLeaks
class LayoutChecksTest {
    @Test
    void copyOverATensorWithoutStorage_isRefused() {
        try (TensorScope _ = new TensorScope()) {
            Tensor packed = Torch.ones(2, 3).toMkldnn();

            assertRefused(
                    "copy: self has layout Mkldnn, expected torch.strided; call to_dense() first\n",
                    () -> Torch.call("aten::copy", packed, Torch.ones(2, 3), false));
            assertRefused(
                    "copy: self has layout SparseCsr, expected torch.strided; call to_dense()"
                            + " first\n",
                    () ->
                            Torch.call(
                                    "aten::copy",
                                    Torch.ones(2, 2).toSparseCsr(),
                                    Torch.ones(3),
                                    false));
            assertRefused(
                    "Could not run 'aten::copy' with arguments from the 'SparseCPU' backend.\n",
                    () ->
                            Torch.call(
                                    "aten::copy",
                                    Torch.ones(2, 2).toSparse(),
                                    Torch.ones(3),
                                    false));
        }
    }
}
