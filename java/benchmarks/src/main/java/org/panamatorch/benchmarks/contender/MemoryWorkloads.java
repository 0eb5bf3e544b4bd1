package org.panamatorch.benchmarks.contender;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.benchmarks.contest.ArrayReads;
import org.panamatorch.benchmarks.contest.Numbers;
import org.panamatorch.benchmarks.contest.Parameters;
import org.panamatorch.benchmarks.contest.Workload;

/** Numbers into tensors and out of them, and many tensors one after the other. */
record MemoryWorkloads(Parameters parameters) {
    Workload floatsIn() {
        float[] array = Numbers.floats(0, 1, parameters.count("count"));
        return Steps.of(parameters, () -> Torch.tensor(array));
    }

    Workload floatsOut() {
        Tensor tensor = Steps.numbers(0, 1, parameters.get("count"));
        return new ArrayReads(tensor::toFloatArray);
    }

    Workload temporaries() {
        long count = parameters.get("count");
        Tensor a = Steps.numbers(0, 1, parameters.get("elements"));
        return Steps.of(
                parameters,
                () -> {
                    for (long i = 1; i < count; i++) {
                        drop(a);
                    }
                    return a.add(a);
                });
    }

    private void drop(Tensor a) {
        if (parameters.is("scoped")) {
            try (TensorScope _ = new TensorScope()) {
                a.add(a);
            }
        } else {
            a.add(a);
        }
    }
}
