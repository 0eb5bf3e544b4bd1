package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.Warnings;
import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.norm.NormSpecs.InstanceNormFuncSpec;
import org.panamatorch.internal.nn.norm.NormSpecs.InstanceNormSpec;
import org.panamatorch.internal.nn.norm.Normalizations;
import org.panamatorch.internal.nn.norm.RunningNorm;

import java.util.ArrayList;
import java.util.List;

/**
 * Normalizes each channel of each element of the batch over the spatial dimensions.
 *
 * <p>Shapes: input and output (N, C, *) or (C, *).
 */
@Leaves
public abstract class InstanceNormNd extends NormBase {
    private final int dims;

    /**
     * Makes the module.
     *
     * @param numFeatures the number of channels, C
     */
    InstanceNormNd(int dims, long numFeatures, InstanceNormSpec options) {
        this(dims, (Long) numFeatures, options);
    }

    InstanceNormNd(int dims, Long channels, RunningNorm options) {
        super(channels, options, "InstanceNorm" + dims + "d");
        this.dims = dims;
    }

    @Override
    protected Tensor forward(Tensor input) {
        initializeOnce(input);
        int dim = input.dim();
        Checks.batchedOrNot(dim, dims);
        checkFeatures(input, dim - dims - 1);
        if (dim == dims + 2) {
            return normalized(input);
        }
        try (Tensor batch = input.unsqueeze(0);
                Tensor result = normalized(batch)) {
            return result.squeeze(0);
        }
    }

    private void checkFeatures(Tensor input, int dim) {
        long features = input.size(dim);
        if (features == numFeatures()) {
            return;
        }
        if (isAffine()) {
            throw Checks.value(
                    "expected input's size at dim="
                            + dim
                            + " to match num_features ("
                            + numFeatures()
                            + "), but got: "
                            + features
                            + ".");
        }
        Warnings.warn(
                "input's size at dim="
                        + dim
                        + " does not match num_features. You can silence this warning by not"
                        + " passing in num_features, which is not used because affine=False");
    }

    private Tensor normalized(Tensor batch) {
        return Normalizations.instanceNorm(
                batch,
                new InstanceNormFuncSpec(
                        runningMean(),
                        runningVar(),
                        weight(),
                        bias(),
                        isTraining() || !tracksRunningStats(),
                        momentum() == null ? 0 : momentum().doubleValue(),
                        eps()));
    }

    @Override
    void upgrade(StateLoader loader, String prefix, Integer version) {
        if (version == null && !tracksRunningStats()) {
            List<String> found = new ArrayList<>();
            for (String name : List.of("running_mean", "running_var")) {
                if (loader.contains(prefix + name)) {
                    found.add("\"" + prefix + name + "\"");
                    loader.remove(prefix + name);
                }
            }
            if (!found.isEmpty()) {
                String type = typeName();
                loader.error(
                        "Unexpected running stats buffer(s) "
                                + String.join(" and ", found)
                                + " for "
                                + type
                                + " with track_running_stats=False. If state_dict is a checkpoint"
                                + " saved before 0.4.0, this may be expected because "
                                + type
                                + " does not track running stats by default since 0.4.0. Please"
                                + " remove these keys from state_dict. If the running stats are"
                                + " actually needed, instead set track_running_stats=True in "
                                + type
                                + " to enable them. See the"
                                + " documentation of "
                                + type
                                + " for details.");
            }
        }
        super.upgrade(loader, prefix, version);
    }
}
