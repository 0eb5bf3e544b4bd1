package org.panamatorch.rivals;

import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.tensor;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.panamatorch.benchmarks.contest.ArrayReads;
import org.panamatorch.benchmarks.contest.Numbers;
import org.panamatorch.benchmarks.contest.Parameters;
import org.panamatorch.benchmarks.contest.Reads;
import org.panamatorch.benchmarks.contest.Workload;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Operators alone, and numbers in and out. */
record BytedecoOperators(Parameters parameters) {
    private Tensor square(int index) {
        long size = parameters.get("size");
        return size == 1
                ? BytedecoSteps.numbers(index, 1, 1)
                : BytedecoSteps.numbers(index, 1, size, size);
    }

    private Workload steps(Supplier<Tensor> step) {
        return BytedecoSteps.of(parameters, step);
    }

    Workload add() {
        boolean recorded = parameters.is("recorded");
        Tensor a = square(0).set_requires_grad(recorded);
        Tensor b = square(1);
        return recorded
                ? BytedecoSteps.recorded(parameters, () -> a.add(b))
                : steps(() -> a.add(b));
    }

    Workload chain() {
        Tensor x = square(0);
        Tensor a = square(1);
        Tensor b = square(2);
        return steps(() -> x.mul(a).add(b).relu().sub(a).sigmoid().mul(b).tanh().neg());
    }

    Workload adds() {
        int count = parameters.count("count");
        Tensor a = BytedecoSteps.numbers(0, 1, 1);
        Tensor b = BytedecoSteps.numbers(1, 1, 1);
        return steps(
                () -> {
                    List<Tensor> sums = new ArrayList<>(count);
                    for (int i = 0; i < count; i++) {
                        sums.add(a.add(b));
                    }
                    return sums.getLast();
                });
    }

    Workload addInPlace() {
        Tensor a = BytedecoSteps.numbers(0, 1, 1);
        Tensor b = tensor(0x1p-20f);
        return steps(() -> a.add_(b));
    }

    Workload matmul() {
        Tensor a = square(0);
        Tensor b = square(1);
        return steps(() -> a.matmul(b));
    }

    Workload stack() {
        int count = parameters.count("count");
        Tensor x = BytedecoSteps.numbers(0, 1, count, 64);
        return steps(
                () -> {
                    Tensor[] rows = new Tensor[count];
                    for (int i = 0; i < count; i++) {
                        rows[i] = x.get(i);
                    }
                    return torch.stack(new TensorVector(rows));
                });
    }

    Workload size() {
        Tensor x = square(0);
        return new Reads(() -> x.size(0));
    }

    Workload item() {
        Tensor x = BytedecoSteps.numbers(0, 1, 1);
        return new Reads(x::item_float);
    }

    Workload failingCall() {
        Tensor a = ones(2);
        return new Reads(
                () -> {
                    try {
                        return a.view(7).numel();
                    } catch (RuntimeException e) {
                        return e.getMessage().isEmpty() ? 0 : 1;
                    }
                });
    }

    Workload floatsIn() {
        float[] array = Numbers.floats(0, 1, parameters.count("count"));
        return steps(() -> tensor(array));
    }

    Workload floatsOut() {
        Tensor tensor = BytedecoSteps.numbers(0, 1, parameters.get("count"));
        return new ArrayReads(
                () -> {
                    float[] array = new float[Math.toIntExact(tensor.numel())];
                    tensor.data_ptr_float().get(array);
                    return array;
                });
    }

    Workload temporaries() {
        long count = parameters.get("count");
        Tensor a = BytedecoSteps.numbers(0, 1, parameters.get("elements"));
        return steps(
                () -> {
                    for (long i = 1; i < count; i++) {
                        drop(a);
                    }
                    return a.add(a);
                });
    }

    private void drop(Tensor a) {
        if (parameters.is("scoped")) {
            try (PointerScope _ = new PointerScope()) {
                a.add(a);
            }
        } else {
            a.add(a);
        }
    }
}
