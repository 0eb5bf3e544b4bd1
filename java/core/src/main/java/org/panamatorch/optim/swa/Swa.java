package org.panamatorch.optim.swa;

import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.aten.AtenForeach;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.nn.BatchNormNd;
import org.panamatorch.nn.Layer;
import org.panamatorch.nn.Module;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Functions of averages.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/optim.html#weight-averaging-swa-and-ema">Weight
 *     averaging</a>
 */
public final class Swa {
    private Swa() {}

    private static void requireDecay(double decay) {
        if (decay < 0.0 || decay > 1.0) {
            throw new TorchException(
                    Kind.VALUE,
                    "Invalid decay value "
                            + PythonFormat.repr(decay)
                            + " provided. Please provide a value in [0,1] range.");
        }
    }

    private static void requirePair(Tensor averaged, Tensor current) {
        Arguments.requirePresent(averaged, "avgFn", "averaged", "a tensor");
        Arguments.requirePresent(current, "avgFn", "current", "a tensor");
    }

    private static void requireCount(Tensor count) {
        Arguments.requirePresent(count, "avgFn", "count", "a tensor");
    }

    private static void requireLists(List<Tensor> averaged, List<Tensor> current) {
        Arguments.requireAll(averaged, "multiAvgFn", "averaged", "tensors");
        Arguments.requireAll(current, "multiAvgFn", "current", "tensors");
        if (averaged.isEmpty() || averaged.size() != current.size()) {
            throw new TorchException(
                    Kind.VALUE,
                    "multiAvgFn: averaged and current have "
                            + averaged.size()
                            + " and "
                            + current.size()
                            + " tensors, expected as many of each, at least one");
        }
    }

    private static boolean isContinuous(Tensor tensor) {
        return tensor.isFloatingPoint() || tensor.isComplex();
    }

    /**
     * The mean that forgets: {@code decay * average + (1 - decay) * parameter}.
     *
     * @param decay how much of the average stays, such as 0.999
     * @return the function
     * @throws TorchException if it is not between 0 and 1
     */
    public static AveragingFunction getEmaAvgFn(double decay) {
        requireDecay(decay);
        return (averaged, current, _) -> {
            requirePair(averaged, current);
            return averaged.mul(decay).add(current.mul(1 - decay));
        };
    }

    /**
     * The mean of all.
     *
     * @return the function
     */
    public static AveragingFunction getSwaAvgFn() {
        return (averaged, current, count) -> {
            requirePair(averaged, current);
            requireCount(count);
            return averaged.add(current.sub(averaged).div(count.add(1)));
        };
    }

    /**
     * The mean that forgets, of many parameters in a few calls.
     *
     * @param decay how much of the averages stays, such as 0.999
     * @return the function
     * @throws TorchException if it is not between 0 and 1
     */
    public static MultiAveragingFunction getEmaMultiAvgFn(double decay) {
        requireDecay(decay);
        return (averaged, current, _) -> {
            requireLists(averaged, current);
            if (isContinuous(averaged.getFirst())) {
                AtenForeach._foreach_lerp__Scalar(array(averaged), array(current), 1 - decay);
                return;
            }
            for (int i = 0; i < averaged.size(); i++) {
                averaged.get(i)
                        .copy_(averaged.get(i).mul(decay).add(current.get(i).mul(1 - decay)));
            }
        };
    }

    /**
     * The mean of all, of many parameters in a few calls.
     *
     * @return the function
     */
    public static MultiAveragingFunction getSwaMultiAvgFn() {
        return (averaged, current, count) -> {
            requireLists(averaged, current);
            requireCount(count);
            Tensor next = count.add(1);
            if (isContinuous(averaged.getFirst())) {
                AtenForeach._foreach_lerp__Scalar(
                        array(averaged), array(current), next.reciprocal().itemDouble());
                return;
            }
            Tensor[] differences =
                    AtenForeach._foreach_sub_List(array(current), array(averaged), 1);
            Tensor[] counts = new Tensor[differences.length];
            Arrays.fill(counts, next);
            AtenForeach._foreach_addcdiv__Scalar(array(averaged), differences, counts, 1);
        };
    }

    private static Tensor[] array(List<Tensor> tensors) {
        return tensors.toArray(Tensor[]::new);
    }

    /**
     * Computes the running means and variances of a model's batch normalizations anew, as those of
     * an averaged model.
     *
     * @param <M> the model's class
     * @param loader batches: tensors, or lists of which the first is the input
     * @param model the model
     */
    public static <M extends Module & Layer> void updateBn(Iterable<?> loader, M model) {
        updateBn(loader, model, null);
    }

    /**
     * Computes the running means and variances of a model's batch normalizations anew, as {@link
     * #updateBn(Iterable, Module)}.
     *
     * @param <M> the model's class
     * @param loader batches: tensors, or lists of which the first is the input
     * @param model the model
     * @param device where the batches go, or null to leave them where they are
     */
    public static <M extends Module & Layer> void updateBn(
            Iterable<?> loader, M model, Device device) {
        Arguments.requirePresent(loader, "updateBn", "loader", "batches");
        Arguments.requirePresent(model, "updateBn", "model", "a module");
        Map<BatchNormNd, Number> momenta = new IdentityHashMap<>();
        for (Module module : model.modules()) {
            if (module instanceof BatchNormNd norm) {
                norm.resetRunningStats();
                momenta.put(norm, norm.momentum());
            }
        }
        if (momenta.isEmpty()) {
            return;
        }
        boolean wasTraining = model.isTraining();
        model.train();
        momenta.keySet().forEach(norm -> norm.setMomentum(null));
        try {
            Torch.noGrad(
                    () -> {
                        for (Object batch : loader) {
                            try (var _ = new TensorScope()) {
                                Tensor input = input(batch);
                                model.call(device == null ? input : input.to(device));
                            }
                        }
                    });
        } finally {
            momenta.forEach(BatchNormNd::setMomentum);
            model.train(wasTraining);
        }
    }

    private static Tensor input(Object batch) {
        Object first = batch instanceof List<?> list && !list.isEmpty() ? list.getFirst() : batch;
        if (first instanceof Tensor tensor) {
            return tensor;
        }
        throw new TorchException(
                Kind.TYPE,
                "updateBn: a batch is "
                        + (first == null ? "null" : "a " + first.getClass().getSimpleName())
                        + ", expected a tensor or a list that begins with one");
    }
}
