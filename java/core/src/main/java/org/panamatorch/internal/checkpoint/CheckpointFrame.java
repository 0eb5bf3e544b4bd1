package org.panamatorch.internal.checkpoint;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.checkpoint.CheckpointContexts;
import org.panamatorch.checkpoint.CheckpointException;
import org.panamatorch.internal.call.AnomalyCalls;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Callbacks;
import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.internal.call.SavedTensor;
import org.panamatorch.internal.call.TensorAccess;
import org.panamatorch.internal.library.PtAutograd;
import org.panamatorch.internal.memory.LentObjects;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.option.DeterminismCheck;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One call of a function whose saved tensors are not kept: a backward pass that needs one computes
 * them all again, once. The inputs are saved as an operation saves them, so that a checkpoint
 * around this one computes them again.
 */
final class CheckpointFrame implements Callbacks.Packing {
    private static final String TIP =
            "\n"
                    + "Tip: To see a more detailed error message, either set `debug(true)` in the"
                    + " options of `ActivationCheckpoint.checkpoint`, or call it while"
                    + " `ActivationCheckpoint.setDebugEnabled(true)` is not closed.\n";

    // Numbers of what asks for a saved tensor outside of any backward pass.
    private static final AtomicLong outside = new AtomicLong(-2);

    private final Function<List<Tensor>, List<Tensor>> function;
    private final Function<List<Tensor>, List<Tensor>> functionAgain;
    private final Surroundings surroundings;
    private final boolean stopsEarly;
    private final boolean compares;
    private final boolean explains;
    private final List<SavedTensor> inputs = new ArrayList<>();
    private final List<Holder> holders = new ArrayList<>();
    private final List<String> traces = new ArrayList<>();
    private final AtomicInteger heldTensors = new AtomicInteger();
    private final Map<Long, Recomputation> recomputations = new HashMap<>();
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean isComplete;
    private boolean mayDiffer;

    private CheckpointFrame(
            Function<List<Tensor>, List<Tensor>> function,
            Function<List<Tensor>, List<Tensor>> functionAgain,
            List<Tensor> inputs,
            CheckpointSpec options) {
        this.function = function;
        this.functionAgain = functionAgain;
        surroundings = new Surroundings(inputs, options.preserveRngState());
        stopsEarly = Overrides.stopsEarly(options);
        compares = options.determinismCheck() == DeterminismCheck.DEFAULT;
        explains = Overrides.explains(options);
    }

    /** Calls a function so. */
    static List<Tensor> call(
            Function<List<Tensor>, List<Tensor>> function,
            List<Tensor> inputs,
            CheckpointSpec options) {
        CheckpointContexts contexts = null;
        if (options.contextFn() != null) {
            contexts = options.contextFn().get();
            Arguments.requireResult(contexts, "checkpoint", "contextFn", "contexts");
        }
        if (!PtAutograd.grad_mode_enabled()) {
            return function.apply(inputs);
        }
        CheckpointFrame frame =
                contexts == null
                        ? new CheckpointFrame(function, function, inputs, options)
                        : new CheckpointFrame(
                                within(contexts.forward(), function),
                                within(contexts.recompute(), function),
                                inputs,
                                options);
        try {
            for (Tensor input : inputs) {
                frame.inputs.add(new SavedTensor(input));
            }
            // What the function makes on its way would live as long as the caller's scope.
            try (TensorScope scope = new TensorScope()) {
                return scope.keep(
                        ModeCalls.within(
                                () -> ModeCalls.enterSavedTensorsHooks(frame),
                                () -> frame.function.apply(inputs)));
            }
        } finally {
            frame.isComplete = true;
            frame.closeWhenUnused();
        }
    }

    /** The function, while something is open. */
    private static Function<List<Tensor>, List<Tensor>> within(
            Supplier<? extends AutoCloseable> opener,
            Function<List<Tensor>, List<Tensor>> function) {
        return inputs -> {
            AutoCloseable open = opener.get();
            Arguments.requireResult(open, "checkpoint", "contextFn", "what can be closed");
            try {
                return function.apply(inputs);
            } finally {
                close(open);
            }
        };
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("checkpoint: what contextFn opened is not closed", e);
        }
    }

    private record Form(Shape shape, DType dtype, Device device) {
        static Form of(Tensor tensor) {
            return new Form(tensor.shape(), tensor.dtype(), tensor.device());
        }

        /** As Python prints its dict. */
        @Override
        public String toString() {
            return "{'shape': "
                    + shape
                    + ", 'dtype': "
                    + dtype
                    + ", 'device': device(type='"
                    + new Device(device.type(), Device.CURRENT)
                    + "'"
                    + (device.index() < 0 ? "" : ", index=" + device.index())
                    + ")}";
        }
    }

    @Override
    public Callbacks.Unpacking pack(Tensor tensor) {
        Holder holder = new Holder(holders.size(), Form.of(tensor));
        if (explains) {
            traces.add(trace(tensor));
        }
        heldTensors.incrementAndGet();
        holders.add(holder);
        return holder;
    }

    private static String trace(Tensor tensor) {
        return tensor.dtype() + " of size " + tensor.shape() + "\n" + AnomalyCalls.stack();
    }

    /** Stands in the graph for a tensor that is not kept. */
    private final class Holder implements Callbacks.Unpacking {
        final int index;
        final Form form;
        // What was computed again, by backward passes.
        final Map<Long, Tensor> tensors = new ConcurrentHashMap<>();
        volatile boolean isGone;

        Holder(int index, Form form) {
            this.index = index;
            this.form = form;
        }

        void hold(long pass, Tensor tensor) {
            Tensor kept = tensor.detach();
            handle(kept).handOver();
            tensors.put(pass, kept);
            if (isGone) {
                close();
            }
        }

        /**
         * The tensor that was computed again for a pass, moved to the thread's scope; null the
         * second time.
         */
        Tensor take(long pass) {
            Tensor tensor = tensors.remove(pass);
            if (tensor != null) {
                handle(tensor).takeOver();
            }
            return tensor;
        }

        private void close() {
            for (Long pass : tensors.keySet()) {
                Tensor tensor = tensors.remove(pass);
                if (tensor != null) {
                    tensor.close();
                }
            }
        }

        @Override
        public Tensor unpack() {
            turn.lock();
            try {
                return recomputed(this);
            } finally {
                turn.unlock();
            }
        }

        // Takes no lock: whoever computes waits for all that is given back.
        @Override
        public void returned() {
            isGone = true;
            close();
            heldTensors.decrementAndGet();
            closeWhenUnused();
        }
    }

    private static NativeHandle handle(Tensor tensor) {
        return TensorAccess.get().handle(tensor);
    }

    private void closeWhenUnused() {
        if (isComplete && heldTensors.get() == 0) {
            inputs.forEach(SavedTensor::close);
            surroundings.close();
        }
    }

    private Tensor recomputed(Holder holder) {
        long task = PtAutograd.backward_pass();
        long pass = task < 0 ? outside.getAndDecrement() : task;
        if (!recomputations.containsKey(pass)) {
            Recomputation recomputation = new Recomputation(pass);
            recompute(recomputation);
            recomputations.put(pass, recomputation);
            check(recomputation);
        }
        Tensor tensor = holder.take(pass);
        if (tensor == null) {
            throw new CheckpointException(
                    "torch.utils.checkpoint: Unpack is being triggered for a tensor that was"
                            + " already unpacked once. If you are calling ctx.saved_tensors in"
                            + " backward, make sure to do so only once. Otherwise please open an"
                            + " issue with details on your use case.");
        }
        return tensor;
    }

    private void recompute(Recomputation recomputation) {
        // So that nothing is kept for graphs that are gone.
        LentObjects.takeBackUnused();
        try (var _ = new TensorScope()) {
            List<Tensor> given = inputs.stream().map(SavedTensor::unpack).toList();
            ModeCalls.within(
                    () -> ModeCalls.enterSavedTensorsHooks(recomputation),
                    () ->
                            ModeCalls.withGrad(
                                    true,
                                    () ->
                                            surroundings.restoredFor(
                                                    () -> functionAgain.apply(given))));
        } catch (StopRecomputation e) {
            // All that is needed is there.
        } catch (CheckpointException e) {
            throw explained(e, recomputation);
        }
    }

    /** Keeps what the function saves this time. */
    private final class Recomputation implements Callbacks.Packing {
        final long pass;
        final List<String> tracesNow = new ArrayList<>();
        int count;

        Recomputation(long pass) {
            this.pass = pass;
        }

        // The graph that is made meanwhile has the tensors themselves: code of the function's may
        // compute gradients.
        @Override
        public Callbacks.Unpacking pack(Tensor tensor) {
            int index = count++;
            if (explains) {
                tracesNow.add(trace(tensor));
            }
            if (index >= holders.size()) {
                if (!isComplete) {
                    // The function computes a gradient itself, and is not at its end the first
                    // time.
                    mayDiffer = true;
                    return null;
                }
                throw new CheckpointException(
                        "torch.utils.checkpoint: trying to save more tensors during recomputation"
                                + " than during the original forward pass.\n"
                                + TIP);
            }
            Holder holder = holders.get(index);
            if (!holder.isGone) {
                holder.hold(pass, tensor);
            }
            if (stopsEarly && count == holders.size()) {
                throw StopRecomputation.NOW;
            }
            return null;
        }
    }

    private void check(Recomputation now) {
        if (mayDiffer) {
            return;
        }
        if (now.count != holders.size()) {
            throw explained(
                    new CheckpointException(
                            "torch.utils.checkpoint: A different number of tensors was saved during"
                                    + " the original forward and recomputation.\n"
                                    + "Number of tensors saved during forward: "
                                    + holders.size()
                                    + "\nNumber of tensors saved during recomputation: "
                                    + now.count
                                    + ".\n"
                                    + TIP),
                    now);
        }
        StringBuilder different = new StringBuilder();
        for (Holder holder : compares ? holders : List.<Holder>of()) {
            Tensor tensor = holder.tensors.get(now.pass);
            if (tensor == null) {
                continue;
            }
            Form form = Form.of(tensor);
            handle(tensor).handOver();
            if (!form.equals(holder.form)) {
                different
                        .append("tensor at position ")
                        .append(holder.index)
                        .append(":\nsaved metadata: ")
                        .append(holder.form)
                        .append("\nrecomputed metadata: ")
                        .append(form)
                        .append('\n');
            }
        }
        if (!different.isEmpty()) {
            throw explained(
                    new CheckpointException(
                            "torch.utils.checkpoint: Recomputed values for the following tensors"
                                    + " have different metadata than during the forward pass.\n"
                                    + different
                                    + ".\n"
                                    + TIP),
                    now);
        }
    }

    private CheckpointException explained(CheckpointException e, Recomputation now) {
        if (!explains) {
            return e;
        }
        StringBuilder text =
                new StringBuilder(
                        "An error happened while unpacking tensors; dumping logs of latest"
                                + " computation because you passed `debug=True` to"
                                + " `torch.utils.checkpoint.checkpoint()`.\n");
        append(text, "original", traces);
        append(text, "recompute", now.tracesNow);
        CheckpointException explained =
                new CheckpointException(text.append('\n').append(e.getMessage()).toString());
        explained.initCause(e);
        return explained;
    }

    private static void append(StringBuilder text, String label, List<String> traces) {
        for (int i = 0; i < traces.size(); i++) {
            text.append("\ntensor saved ")
                    .append(i + 1)
                    .append(" of ")
                    .append(traces.size())
                    .append(" in ")
                    .append(label)
                    .append(": ")
                    .append(traces.get(i))
                    .append('\n');
        }
    }
}
