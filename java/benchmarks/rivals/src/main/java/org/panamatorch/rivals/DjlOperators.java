package org.panamatorch.rivals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;

import org.panamatorch.benchmarks.contest.ArrayReads;
import org.panamatorch.benchmarks.contest.Numbers;
import org.panamatorch.benchmarks.contest.Parameters;
import org.panamatorch.benchmarks.contest.Reads;
import org.panamatorch.benchmarks.contest.Workload;

import java.util.ArrayList;
import java.util.List;

/** Operators alone, and numbers in and out. */
record DjlOperators(Parameters parameters) {
    private NDArray square(int index) {
        long size = parameters.get("size");
        return size == 1 ? DjlSteps.numbers(index, 1, 1) : DjlSteps.numbers(index, 1, size, size);
    }

    Workload add() {
        NDArray a = square(0);
        NDArray b = square(1);
        if (parameters.is("recorded")) {
            a.setRequiresGradient(true);
            return DjlSteps.recorded(() -> a.add(b));
        }
        return DjlSteps.of(() -> a.add(b));
    }

    Workload chain() {
        NDArray x = square(0);
        NDArray a = square(1);
        NDArray b = square(2);
        return DjlSteps.of(
                () -> {
                    NDArray rectified = Activation.relu(x.mul(a).add(b));
                    return Activation.sigmoid(rectified.sub(a)).mul(b).tanh().neg();
                });
    }

    Workload adds() {
        int count = parameters.count("count");
        NDArray a = DjlSteps.numbers(0, 1, 1);
        NDArray b = DjlSteps.numbers(1, 1, 1);
        return DjlSteps.of(
                () -> {
                    List<NDArray> sums = new ArrayList<>(count);
                    for (int i = 0; i < count; i++) {
                        sums.add(a.add(b));
                    }
                    return sums.getLast();
                });
    }

    Workload addInPlace() {
        NDArray a = DjlSteps.numbers(0, 1, 1);
        NDArray b = DjlSteps.MANAGER.create(new float[] {0x1p-20f});
        return DjlSteps.of(() -> a.addi(b));
    }

    Workload matmul() {
        NDArray a = square(0);
        NDArray b = square(1);
        return DjlSteps.of(() -> a.matMul(b));
    }

    Workload stack() {
        int count = parameters.count("count");
        NDArray x = DjlSteps.numbers(0, 1, count, 64);
        return DjlSteps.of(
                () -> {
                    NDList rows = new NDList(count);
                    for (int i = 0; i < count; i++) {
                        rows.add(x.get(i));
                    }
                    return NDArrays.stack(rows);
                });
    }

    Workload size() {
        NDArray x = square(0);
        return new Reads(() -> x.getShape().get(0));
    }

    Workload item() {
        NDArray x = DjlSteps.numbers(0, 1, 1);
        return new Reads(() -> x.getFloat(0));
    }

    Workload failingCall() {
        NDArray a = DjlSteps.MANAGER.ones(new Shape(2));
        return new Reads(
                () -> {
                    try {
                        return a.reshape(7).size();
                    } catch (RuntimeException e) {
                        return e.getMessage().isEmpty() ? 0 : 1;
                    }
                });
    }

    Workload floatsIn() {
        float[] array = Numbers.floats(0, 1, parameters.count("count"));
        return DjlSteps.of(() -> DjlSteps.MANAGER.create(array));
    }

    Workload floatsOut() {
        NDArray tensor = DjlSteps.numbers(0, 1, parameters.get("count"));
        return new ArrayReads(tensor::toFloatArray);
    }

    Workload temporaries() {
        long count = parameters.get("count");
        NDArray a = DjlSteps.numbers(0, 1, parameters.get("elements"));
        return DjlSteps.of(
                () -> {
                    for (long i = 1; i < count; i++) {
                        try (NDScope _ = new NDScope()) {
                            a.add(a);
                        }
                    }
                    return a.add(a);
                });
    }
}
