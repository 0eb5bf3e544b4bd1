package org.panamatorch.optim.swa;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.optim.AveragedModelSpec;
import org.panamatorch.nn.Layer;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.UnaryModule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A copy of a model whose parameters are the averages of the model's over its training: the mean of
 * all (SWA), the mean that forgets (EMA), or what a function says.
 *
 * <pre>{@code
 * var averaged = new AveragedModel<>(model, o -> o.multiAvgFn(Swa.getEmaMultiAvgFn(0.999)));
 * …
 * optimizer.step();
 * averaged.updateParameters(model);
 * }</pre>
 *
 * @param <M> the model's class
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.swa_utils.AveragedModel.html">torch.optim.swa_utils.AveragedModel</a>
 */
public final class AveragedModel<M extends Module> extends UnaryModule {
    private final M module;
    private final Tensor averagedCount;
    private final AveragingFunction avgFn;
    private final MultiAveragingFunction multiAvgFn;
    private final boolean useBuffers;

    /**
     * Makes the mean of all.
     *
     * @param model the model, which is copied
     */
    public AveragedModel(M model) {
        this(model, AveragedModelOptions.defaults());
    }

    /**
     * Makes an average.
     *
     * @param model the model, which is copied
     * @param options sets what is not to be as by default
     * @throws TorchException if both kinds of functions are set
     */
    public AveragedModel(M model, Consumer<? super AveragedModelOptions> options) {
        this(model, AveragedModelOptions.of(options, "AveragedModel"));
    }

    private AveragedModel(M model, AveragedModelSpec options) {
        Arguments.requirePresent(model, "AveragedModel", "model", "a module");
        if (options.avgFn() != null && options.multiAvgFn() != null) {
            throw new TorchException(
                    Kind.VALUE, "Only one of avg_fn and multi_avg_fn should be provided");
        }
        @SuppressWarnings("unchecked") // A copy is of the same class.
        M copy = (M) model.copy();
        if (options.device() != null) {
            copy.to(options.device());
        }
        module = register("module", copy);
        TensorOptions place = TensorOptions.of(DType.INT64);
        averagedCount =
                registerBuffer(
                        "n_averaged",
                        Torch.zeros(
                                Shape.of(),
                                options.device() == null ? place : place.device(options.device())));
        avgFn = options.avgFn();
        multiAvgFn = options.multiAvgFn();
        useBuffers = options.useBuffers();
    }

    /**
     * The copy, whose parameters are the averages.
     *
     * @return the copy
     */
    public M module() {
        return module;
    }

    /**
     * Computes the output of the copy.
     *
     * @param input the input
     * @return what the copy gives
     * @throws TorchException if the copy does not take one tensor: then call {@link #module}
     */
    @Override
    protected Tensor forward(Tensor input) {
        if (module instanceof Layer layer) {
            return layer.call(input);
        }
        throw new TorchException(
                Kind.TYPE,
                "AveragedModel: "
                        + module.getClass().getSimpleName()
                        + " does not take one tensor; call module() with what it takes");
    }

    private record Place(Device device, DType dtype) {}

    /** Averages and what goes into them. */
    private record Pairs(List<Tensor> averaged, List<Tensor> current) {
        Pairs() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(Tensor average, Tensor now) {
            averaged.add(average);
            current.add(now);
        }
    }

    private List<Tensor> averagedOf(Module model) {
        List<Tensor> tensors = new ArrayList<>(model.parameters());
        if (useBuffers) {
            tensors.addAll(model.buffers());
        }
        return tensors;
    }

    /**
     * Takes the parameters of a model into the averages.
     *
     * @param model the model
     */
    public void updateParameters(Module model) {
        Arguments.requirePresent(model, "updateParameters", "model", "a module");
        Torch.noGrad(
                () -> {
                    try (var _ = new TensorScope()) {
                        update(model);
                    }
                });
    }

    private void update(Module model) {
        List<Tensor> averaged = averagedOf(module);
        List<Tensor> current = averagedOf(model);
        boolean isFirst = averagedCount.itemLong() == 0;
        Map<Place, Pairs> places = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(averaged.size(), current.size()); i++) {
            Tensor average = averaged.get(i).detach();
            Tensor now = current.get(i).detach().to(average.device());
            if (isFirst) {
                average.copy_(now);
            } else {
                places.computeIfAbsent(
                                new Place(average.device(), average.dtype()), _ -> new Pairs())
                        .add(average, now);
            }
        }
        places.forEach((place, pairs) -> average(pairs, averagedCount.to(place.device())));
        if (!useBuffers) {
            copyBuffers(model);
        }
        averagedCount.add_(1);
    }

    private void average(Pairs pairs, Tensor count) {
        if (multiAvgFn != null) {
            multiAvgFn.average(pairs.averaged(), pairs.current(), count);
            return;
        }
        AveragingFunction function = avgFn != null ? avgFn : Swa.getSwaAvgFn();
        for (int i = 0; i < pairs.averaged().size(); i++) {
            Tensor average = pairs.averaged().get(i);
            Tensor next = function.average(average, pairs.current().get(i), count);
            Arguments.requireResult(next, "updateParameters", "avgFn", "a tensor");
            average.copy_(next);
        }
    }

    private void copyBuffers(Module model) {
        List<Tensor> own = List.copyOf(module.buffers());
        List<Tensor> others = List.copyOf(model.buffers());
        for (int i = 0; i < Math.min(own.size(), others.size()); i++) {
            own.get(i).detach().copy_(others.get(i).detach().to(own.get(i).device()));
        }
    }
}
