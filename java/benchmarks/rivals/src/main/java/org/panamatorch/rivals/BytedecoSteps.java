package org.panamatorch.rivals;

import static org.bytedeco.pytorch.global.torch.tensor;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.panamatorch.benchmarks.contest.Numbers;
import org.panamatorch.benchmarks.contest.Parameters;
import org.panamatorch.benchmarks.contest.Workload;

import java.util.function.Supplier;

/** A workload of a step that makes tensors: in a scope, or left to the collector. */
final class BytedecoSteps implements Workload {
    private final Supplier<Tensor> step;
    private final boolean scoped;
    private final boolean recorded;

    private BytedecoSteps(Parameters parameters, boolean recorded, Supplier<Tensor> step) {
        this.step = step;
        this.scoped = parameters.is("scoped");
        this.recorded = recorded;
    }

    static Workload of(Parameters parameters, Supplier<Tensor> step) {
        return new BytedecoSteps(parameters, false, step);
    }

    static Workload recorded(Parameters parameters, Supplier<Tensor> step) {
        return new BytedecoSteps(parameters, true, step);
    }

    // Copies, as operators on views take longer, and C++'s are none.
    static Tensor numbers(int index, float scale, long... sizes) {
        return tensor(Numbers.floats(index, scale, Numbers.elements(sizes))).view(sizes).clone();
    }

    static Tensor integers(int index, long bound, long... sizes) {
        return tensor(Numbers.longs(index, bound, Numbers.elements(sizes))).view(sizes).clone();
    }

    static <M extends Module> M filled(M module) {
        TensorVector parameters = module.parameters();
        try (AutoGradMode _ = new AutoGradMode(false)) {
            for (int i = 0; i < parameters.size(); i++) {
                Tensor parameter = parameters.get(i);
                long[] sizes = parameter.sizes().vec().get();
                parameter.copy_(numbers(i, Numbers.PARAMETER_SCALE, sizes));
            }
        }
        return module;
    }

    static float[] floats(Tensor tensor) {
        Tensor contiguous = tensor.detach().contiguous();
        float[] result = new float[Math.toIntExact(contiguous.numel())];
        new FloatPointer(contiguous.data_ptr_float()).get(result);
        return result;
    }

    @Override
    public void run(long count) {
        try (AutoGradMode _ = new AutoGradMode(recorded)) {
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
            try (PointerScope _ = new PointerScope()) {
                step.get();
            }
        }
    }

    @Override
    public float[] result() {
        try (AutoGradMode _ = new AutoGradMode(recorded)) {
            return floats(step.get());
        }
    }
}
