package org.panamatorch.amp;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.Warnings;
import org.panamatorch.internal.amp.FoundInfs;
import org.panamatorch.internal.amp.GradScalerSpec;
import org.panamatorch.internal.aten.AtenA;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.StateEntries;
import org.panamatorch.optim.Optimizer;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Scales losses so that small gradients do not vanish in {@code float16}, and leaves out the steps
 * whose gradients are infinite or not numbers: then the scale shrinks, and it grows after many
 * steps without any.
 *
 * <pre>{@code
 * var scaler = new GradScaler(Device.Type.CUDA);
 * for (var batch : loader) {
 *     optimizer.zeroGrad();
 *     Tensor loss;
 *     try (var _ = new Autocast(Device.Type.CUDA)) {
 *         loss = criterion.call(model.call(batch.get(0)), batch.get(1));
 *     }
 *     scaler.scale(loss).backward();
 *     scaler.step(optimizer);
 *     scaler.update();
 * }
 * }</pre>
 *
 * <p>Its tensors belong to no {@link TensorScope}. It is for one thread at a time.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/amp.html#torch.amp.GradScaler">torch.amp.GradScaler</a>
 */
public final class GradScaler {
    private enum Stage {
        READY,
        UNSCALED,
        STEPPED
    }

    /** The progress of an optimizer since the last update. */
    private static final class Progress {
        Stage stage = Stage.READY;
        FoundInfs found = FoundInfs.NONE;
    }

    private final Device.Type device;
    private final boolean isEnabled;
    private final Map<Optimizer, Progress> progresses = new IdentityHashMap<>();
    private double growthFactor;
    private double backoffFactor;
    private long growthInterval;
    // What the tensors begin with, which are made where the first loss is.
    private double initScale;
    private long initGrowthTracker;
    private Tensor scale;
    private Tensor growthTracker;

    /** Makes a scaler for CUDA; without CUDA it is disabled, with a warning. */
    public GradScaler() {
        this(Device.Type.CUDA);
    }

    /**
     * Makes a scaler with Python's defaults.
     *
     * @param device the type of the devices that gradients are on; without CUDA a scaler for CUDA
     *     is disabled, with a warning
     */
    public GradScaler(Device.Type device) {
        this(device, _ -> {});
    }

    /**
     * Makes a scaler.
     *
     * @param device the type of the devices that gradients are on; without CUDA a scaler for CUDA
     *     is disabled, with a warning
     * @param options sets what is not to be as by default
     * @throws TorchException if the growth factor is not above 1 or the backoff factor not below
     */
    public GradScaler(Device.Type device, Consumer<? super GradScalerOptions> options) {
        this.device = Arguments.present(device, "GradScaler", "device", "a device type");
        GradScalerSpec chosen = GradScalerOptions.of(options, "GradScaler");
        boolean isMissing = device == Device.Type.CUDA && Torch.deviceCount(device) == 0;
        if (chosen.enabled() && isMissing) {
            Warnings.warn(
                    "torch.cuda.amp.GradScaler is enabled, but CUDA is not available.  Disabling.");
        }
        isEnabled = chosen.enabled() && !isMissing;
        if (isEnabled) {
            require(chosen.growthFactor() > 1, "The growth factor must be > 1.0.");
            require(chosen.backoffFactor() < 1, "The backoff factor must be < 1.0.");
        }
        initScale = chosen.initScale();
        growthFactor = chosen.growthFactor();
        backoffFactor = chosen.backoffFactor();
        growthInterval = chosen.growthInterval();
    }

    /** Python's {@code assert}. */
    private static void require(boolean condition, String text) {
        if (!condition) {
            throw new TorchException(Kind.VALUE, text);
        }
    }

    private static TorchException refused(String text) {
        return new TorchException(Kind.RUNTIME, text);
    }

    private void requireScale(String operation) {
        require(
                scale != null,
                "Attempted "
                        + operation
                        + " but _scale is None.  This may indicate your script did not use"
                        + " scaler.scale(loss or outputs) earlier in the iteration.");
    }

    /**
     * Multiplies a loss by the scale.
     *
     * @param output the loss
     * @return the product; the loss itself where the scaler is disabled
     */
    public Tensor scale(Tensor output) {
        Arguments.requirePresent(output, "scale", "output", "a tensor");
        if (!isEnabled) {
            return output;
        }
        if (scale == null) {
            begin(output.device());
        }
        return output.mul(scale.to(output.device()));
    }

    /**
     * Multiplies losses by the scale.
     *
     * @param outputs the losses
     * @return the products; the losses themselves where the scaler is disabled
     */
    public List<Tensor> scale(Collection<Tensor> outputs) {
        Arguments.requireAll(outputs, "scale", "outputs", "tensors");
        return outputs.stream().map(this::scale).toList();
    }

    private void begin(Device where) {
        scale = TensorScope.release(FoundInfs.number(initScale, where));
        growthTracker =
                TensorScope.release(
                        Torch.full(
                                Shape.of(),
                                initGrowthTracker,
                                TensorOptions.of(DType.INT32).device(where)));
    }

    /**
     * Divides the gradients of an optimizer by the scale, in place: for what is done to gradients
     * between {@code backward} and {@link #step}, such as clipping. A sparse gradient of {@code
     * float16} is replaced.
     *
     * @param optimizer the optimizer
     * @throws TorchException if nothing was scaled before, it was called for the optimizer since
     *     the last {@link #update}, or a gradient is of {@code float16}
     */
    public void unscale_(Optimizer optimizer) {
        Arguments.requirePresent(optimizer, "unscale_", "optimizer", "an optimizer");
        if (!isEnabled) {
            return;
        }
        requireScale("unscale_");
        Progress progress = progress(optimizer);
        switch (progress.stage) {
            case UNSCALED ->
                    throw refused(
                            "unscale_() has already been called on this optimizer since the last"
                                    + " update().");
            case STEPPED -> throw refused("unscale_() is being called after step().");
            case READY -> {}
        }
        try (var _ = new TensorScope()) {
            Tensor inverse = scale.to(DType.FLOAT64).reciprocal().to(DType.FLOAT32);
            progress.found = FoundInfs.unscaled(optimizer, inverse, false);
        }
        progress.stage = Stage.UNSCALED;
    }

    private Progress progress(Optimizer optimizer) {
        return progresses.computeIfAbsent(optimizer, _ -> new Progress());
    }

    /**
     * Divides the gradients by the scale, unless {@link #unscale_} has, and makes the optimizer's
     * step unless one is infinite or not a number.
     *
     * @param optimizer the optimizer
     * @throws TorchException if nothing was scaled before, there are no gradients, it was called
     *     for the optimizer since the last {@link #update}, or a gradient is of {@code float16}
     */
    public void step(Optimizer optimizer) {
        step(optimizer, null);
    }

    /**
     * Makes the optimizer's step with a closure, as Python does with one given by position. The
     * gradients that the closure computes are used as they are: neither are they divided by the
     * scale, nor is there a look at whether they are finite.
     *
     * @param optimizer the optimizer
     * @param closure computes the loss and the gradients, or null
     * @return the loss, or null where the step was left out or there is no closure
     * @throws TorchException as {@link #step(Optimizer)}
     */
    public Tensor step(Optimizer optimizer, Supplier<Tensor> closure) {
        Arguments.requirePresent(optimizer, "step", "optimizer", "an optimizer");
        if (!isEnabled) {
            return optimizer.step(closure);
        }
        requireScale("step");
        Progress progress = progress(optimizer);
        if (progress.stage == Stage.STEPPED) {
            throw refused("step() has already been called since the last update().");
        }
        Tensor loss = null;
        if (optimizer.stepSupportsAmpScaling()) {
            loss = stepScaled(optimizer, progress, closure);
        } else {
            if (progress.stage == Stage.READY) {
                unscale_(optimizer);
            }
            require(!progress.found.isEmpty(), "No inf checks were recorded for this optimizer.");
            if (!progress.found.any()) {
                loss = optimizer.step(closure);
            }
        }
        progress.stage = Stage.STEPPED;
        return loss;
    }

    /** A step that divides the gradients itself; what the closure makes belongs to the caller. */
    private Tensor stepScaled(Optimizer optimizer, Progress progress, Supplier<Tensor> closure) {
        try {
            try (var scope = new TensorScope()) {
                if (progress.stage == Stage.READY) {
                    progress.found =
                            FoundInfs.unscaled(
                                    optimizer, FoundInfs.number(1, scale.device()), true);
                    Tensor given = optimizer.gradScale();
                    optimizer.setGradScale(given == null ? scale : scope.keep(scale.mul(given)));
                }
                Tensor found = FoundInfs.sum(List.of(progress.found), scale.device());
                optimizer.setFoundInf(found == null ? null : scope.keep(found));
            }
            return optimizer.step(closure);
        } finally {
            optimizer.setGradScale(null);
            optimizer.setFoundInf(null);
        }
    }

    /**
     * Sets the next scale: smaller if a step was left out, greater if none was for long. Called
     * after the steps of all optimizers.
     *
     * @throws TorchException if nothing was scaled, or no gradients were looked at since the last
     *     update
     */
    public void update() {
        if (!isEnabled) {
            return;
        }
        requireScale("update");
        try (var _ = new TensorScope()) {
            Tensor found =
                    FoundInfs.sum(
                            progresses.values().stream().map(each -> each.found).toList(),
                            scale.device());
            require(found != null, "No inf checks were recorded prior to update.");
            AtenA._amp_update_scale_(
                    scale, growthTracker, found, growthFactor, backoffFactor, growthInterval);
        }
        forget();
    }

    private void forget() {
        progresses.values().forEach(each -> each.found.close());
        progresses.clear();
    }

    /**
     * Sets the next scale.
     *
     * @param newScale the scale
     * @throws TorchException if nothing was scaled before
     */
    public void update(double newScale) {
        if (isEnabled) {
            requireScale("update");
            scale.fill_(newScale);
            forget();
        }
    }

    /**
     * Sets the next scale to a tensor's element.
     *
     * @param newScale a tensor of one element, on a device of the scaler's type, which requires no
     *     gradient
     * @throws TorchException if it is none, or nothing was scaled before
     */
    public void update(Tensor newScale) {
        Arguments.requirePresent(newScale, "update", "newScale", "a tensor");
        if (!isEnabled) {
            return;
        }
        requireScale("update");
        require(
                newScale.device().type() == device
                        && newScale.numel() == 1
                        && !newScale.requiresGrad(),
                "new_scale should be a float or a 1-element torch.cuda.FloatTensor or"
                        + " torch.FloatTensor with requires_grad=False.");
        scale.copy_(newScale);
        forget();
    }

    /**
     * The scale.
     *
     * @return the scale, 1 where the scaler is disabled
     */
    public double getScale() {
        if (!isEnabled) {
            return 1;
        }
        return scale == null ? initScale : scale.itemDouble();
    }

    /**
     * By what the scale is multiplied when it grows.
     *
     * @return the factor
     */
    public double getGrowthFactor() {
        return growthFactor;
    }

    /**
     * Sets by what the scale is multiplied when it grows.
     *
     * @param newFactor the factor
     */
    public void setGrowthFactor(double newFactor) {
        growthFactor = newFactor;
    }

    /**
     * By what the scale is multiplied when a step is left out.
     *
     * @return the factor
     */
    public double getBackoffFactor() {
        return backoffFactor;
    }

    /**
     * Sets by what the scale is multiplied when a step is left out.
     *
     * @param newFactor the factor
     */
    public void setBackoffFactor(double newFactor) {
        backoffFactor = newFactor;
    }

    /**
     * After how many steps the scale grows.
     *
     * @return the number of steps
     */
    public long getGrowthInterval() {
        return growthInterval;
    }

    /**
     * Sets after how many steps the scale grows.
     *
     * @param newInterval the number of steps
     */
    public void setGrowthInterval(long newInterval) {
        growthInterval = newInterval;
    }

    /**
     * Whether the scaler does anything.
     *
     * @return false if it was made so, or CUDA is missing
     */
    public boolean isEnabled() {
        return isEnabled;
    }

    /**
     * The state under Python's names, to be taken after {@link #update}.
     *
     * @return {@code scale}, {@code growth_factor}, {@code backoff_factor}, {@code growth_interval}
     *     and {@code _growth_tracker}; empty where the scaler is disabled
     */
    public SequencedMap<String, Object> stateDict() {
        SequencedMap<String, Object> state = new LinkedHashMap<>();
        if (isEnabled) {
            state.put("scale", getScale());
            state.put("growth_factor", growthFactor);
            state.put("backoff_factor", backoffFactor);
            state.put("growth_interval", growthInterval);
            state.put(
                    "_growth_tracker",
                    growthTracker == null ? initGrowthTracker : growthTracker.itemLong());
        }
        return state;
    }

    /**
     * Takes over a state; nothing where the scaler is disabled.
     *
     * @param state what {@link #stateDict} of a scaler gave
     * @throws TorchException if it is empty or lacks a value
     */
    public void loadStateDict(Map<String, ?> state) {
        Arguments.requirePresent(state, "loadStateDict", "state", "a state");
        if (!isEnabled) {
            return;
        }
        if (state.isEmpty()) {
            throw refused(
                    "The source state dict is empty, possibly because it was saved from a disabled"
                            + " instance of GradScaler.");
        }
        Number loadedScale = number(state, "scale");
        Number loadedGrowthFactor = number(state, "growth_factor");
        Number loadedBackoffFactor = number(state, "backoff_factor");
        Number loadedGrowthInterval = number(state, "growth_interval");
        initGrowthTracker = number(state, "_growth_tracker").longValue();
        initScale = loadedScale.doubleValue();
        growthFactor = loadedGrowthFactor.doubleValue();
        backoffFactor = loadedBackoffFactor.doubleValue();
        growthInterval = loadedGrowthInterval.longValue();
        if (scale != null) {
            scale.fill_(initScale);
            growthTracker.fill_(initGrowthTracker);
        }
    }

    private static Number number(Map<String, ?> state, String name) {
        return StateEntries.required(state, name, Number.class, "a number");
    }
}
