package org.panamatorch.benchmarks.contender;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.benchmarks.contest.Parameters;
import org.panamatorch.benchmarks.contest.Reads;
import org.panamatorch.benchmarks.contest.Workload;

import java.util.ArrayList;
import java.util.List;

/** Operators so small that the way to them is what takes the time. */
record SmallWorkloads(Parameters parameters) {
    private Tensor square(int index) {
        long size = parameters.get("size");
        return size == 1 ? Steps.numbers(index, 1, 1) : Steps.numbers(index, 1, size, size);
    }

    Workload add() {
        boolean recorded = parameters.is("recorded");
        Tensor a = square(0).requiresGrad_(recorded);
        Tensor b = square(1);
        return recorded
                ? Steps.recorded(parameters, () -> a.add(b))
                : Steps.of(parameters, () -> a.add(b));
    }

    Workload chain() {
        Tensor x = square(0);
        Tensor a = square(1);
        Tensor b = square(2);
        return Steps.of(
                parameters, () -> x.mul(a).add(b).relu().sub(a).sigmoid().mul(b).tanh().neg());
    }

    Workload adds() {
        int count = parameters.count("count");
        Tensor a = Steps.numbers(0, 1, 1);
        Tensor b = Steps.numbers(1, 1, 1);
        return Steps.of(
                parameters,
                () -> {
                    List<Tensor> sums = new ArrayList<>(count);
                    for (int i = 0; i < count; i++) {
                        sums.add(a.add(b));
                    }
                    return sums.getLast();
                });
    }

    Workload addInPlace() {
        Tensor a = Steps.numbers(0, 1, 1);
        Tensor b = Torch.full(Shape.of(1), 0x1p-20);
        return Steps.of(parameters, () -> a.add_(b));
    }

    Workload matmul() {
        Tensor a = square(0);
        Tensor b = square(1);
        return Steps.of(parameters, () -> a.matmul(b));
    }

    Workload stack() {
        int count = parameters.count("count");
        Tensor x = Steps.numbers(0, 1, count, 64);
        return Steps.of(
                parameters,
                () -> {
                    List<Tensor> rows = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        rows.add(x.get(i));
                    }
                    return Torch.stack(rows);
                });
    }

    Workload size() {
        Tensor x = square(0);
        return new Reads(() -> x.size(0));
    }

    Workload item() {
        Tensor x = Steps.numbers(0, 1, 1);
        return new Reads(x::itemDouble);
    }

    Workload failingCall() {
        Tensor a = Torch.ones(2);
        return new Reads(
                () -> {
                    try (Tensor view = a.view(7)) {
                        return view.numel();
                    } catch (TorchException e) {
                        return e.getMessage().isEmpty() ? 0 : 1;
                    }
                });
    }
}
