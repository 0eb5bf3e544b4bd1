package org.panamatorch.benchmarks.contender;

import org.panamatorch.GradMode;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.benchmarks.contest.Numbers;
import org.panamatorch.benchmarks.contest.Parameters;
import org.panamatorch.benchmarks.contest.Workload;
import org.panamatorch.nn.Module;

import java.util.List;
import java.util.function.Supplier;

/** A workload of a step that makes tensors: in a scope, or with none of them closed. */
final class Steps implements Workload {
    private final Supplier<Tensor> step;
    private final boolean scoped;
    private final boolean recorded;

    private Steps(Parameters parameters, boolean recorded, Supplier<Tensor> step) {
        this.step = step;
        this.scoped = parameters.is("scoped");
        this.recorded = recorded;
    }

    static Workload of(Parameters parameters, Supplier<Tensor> step) {
        return new Steps(parameters, false, step);
    }

    static Workload recorded(Parameters parameters, Supplier<Tensor> step) {
        return new Steps(parameters, true, step);
    }

    // Copies, as operators on views take longer, and C++'s are none.
    static Tensor numbers(int index, float scale, long... sizes) {
        Tensor all = Torch.tensor(Numbers.floats(index, scale, Numbers.elements(sizes)));
        return all.view(sizes).clone();
    }

    static Tensor integers(int index, long bound, long... sizes) {
        Tensor all = Torch.tensor(Numbers.longs(index, bound, Numbers.elements(sizes)));
        return all.view(sizes).clone();
    }

    static <M extends Module> M filled(M module) {
        List<Tensor> parameters = module.parameters();
        try (GradMode _ = Torch.noGrad()) {
            for (int i = 0; i < parameters.size(); i++) {
                Tensor parameter = parameters.get(i);
                parameter.copy_(numbers(i, Numbers.PARAMETER_SCALE, parameter.shape().toArray()));
            }
        }
        return module;
    }

    @Override
    public void run(long count) {
        try (GradMode _ = Torch.setGradEnabled(recorded)) {
            if (scoped) {
                runInScopes(count);
            } else {
                for (long i = 0; i < count; i++) {
                    step.get();
                }
            }
        }
    }

    private void runInScopes(long count) {
        for (long i = 0; i < count; i++) {
            try (TensorScope _ = new TensorScope()) {
                step.get();
            }
        }
    }

    @Override
    public float[] result() {
        try (GradMode _ = Torch.setGradEnabled(recorded)) {
            // In no scope: it would keep all that the step drops.
            Tensor result = step.get();
            try (TensorScope _ = new TensorScope()) {
                return result.detach().toFloat().toFloatArray();
            }
        }
    }
}
