package org.panamatorch;

import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.RecordingCalls;
import org.panamatorch.internal.library.PtRecording;
import org.panamatorch.internal.memory.NativeHandle;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * The forward and backward pass of a training step, recorded where it runs first and replayed from
 * then on: its operators, with their arguments, are called again in one native call, without Java,
 * autograd and what composes operators of others. Losses and gradients are the same, bit for bit.
 * It pays where operators are small: the GRU of 32 characters of the benchmark takes half the time.
 *
 * {@snippet :
 * var step =
 *         RecordedStep.of(
 *                 model.parameters(),
 *                 in -> Functional.crossEntropy(model.call(in.get(0)), in.get(1)));
 * for (Batch batch : loader) {
 *     Tensor loss = step.call(batch.x(), batch.y());
 *     optimizer.step();
 * }
 * }
 *
 * <p>As with CUDA graphs, which Python has for accelerators, a replay does what the first run did,
 * but for the elements of tensors:
 *
 * <ul>
 *   <li>Java code runs once for inputs of a form (sizes, strides, dtype): numbers, lists, branches,
 *       hooks and the module's mode stay what they were then. Random numbers are drawn anew. Of
 *       other tensors the present elements are used. {@link #forget} has everything recorded anew.
 *   <li>What reads elements into Java ({@code item}, {@code toFloatArray}), has a result whose size
 *       depends on elements ({@code nonzero}), or steps an optimizer, is refused inside. Return
 *       what is to be read.
 *   <li>Gradients are those of this step alone, as after {@code optimizer.zeroGrad()}. The results
 *       have no graph.
 *   <li>A parameter that is replaced by another tensor is the old one to the recording; one that
 *       gets another form has the step recorded anew.
 * </ul>
 *
 * <p>A step belongs to no thread, and is used by one at a time. It keeps what it has captured, the
 * parameters among it, until it is closed.
 */
public final class RecordedStep implements AutoCloseable {
    // Batches come in few forms: the last one of an epoch is smaller.
    private static final int MOST_FORMS = 8;

    private record Recording(NativeHandle handle, int results) {}

    private final Tensor[] parameters;
    private final Function<List<Tensor>, List<Tensor>> pass;

    // The latest first.
    private final Deque<Recording> recordings = new ArrayDeque<>();

    private RecordedStep(Collection<Tensor> parameters, Function<List<Tensor>, List<Tensor>> pass) {
        this.parameters = parameters.toArray(Tensor[]::new);
        this.pass = pass;
    }

    /**
     * A step that computes a loss.
     *
     * @param parameters all that the loss depends on and that requires grad
     * @param loss computes the loss of the inputs
     * @return the step, of which nothing is recorded yet
     */
    public static RecordedStep of(
            Collection<Tensor> parameters, Function<List<Tensor>, Tensor> loss) {
        Arguments.requirePresent(loss, "RecordedStep.of", "loss", "a function");
        return ofAll(
                parameters,
                inputs -> {
                    Tensor result = loss.apply(inputs);
                    Arguments.requireResult(result, "RecordedStep.call", "loss", "a tensor");
                    return List.of(result);
                });
    }

    /**
     * A step that computes a loss and more.
     *
     * @param parameters all that the loss depends on and that requires grad
     * @param pass computes the loss of the inputs, which comes first, and what else is to be given
     * @return the step, of which nothing is recorded yet
     */
    public static RecordedStep ofAll(
            Collection<Tensor> parameters, Function<List<Tensor>, List<Tensor>> pass) {
        Arguments.requirePresent(
                parameters, "RecordedStep.of", "parameters", "a collection of tensors");
        Arguments.requirePresent(pass, "RecordedStep.of", "pass", "a function");
        for (Tensor each : parameters) {
            Arguments.requireOpen(each, "RecordedStep.of", "parameters");
        }
        return new RecordedStep(parameters, pass);
    }

    /**
     * Computes the loss, and the gradients of the parameters.
     *
     * @param inputs tensors that do not require grad
     * @return the loss
     * @throws TorchException if an operator fails, or if the step cannot be recorded; gradients are
     *     then as they were before, or none
     */
    public Tensor call(Tensor... inputs) {
        return callAll(inputs).getFirst();
    }

    /**
     * Computes the loss and what else the step gives, and the gradients of the parameters.
     *
     * @param inputs tensors that do not require grad
     * @return the loss and the others
     * @throws TorchException as {@link #call}
     */
    public synchronized List<Tensor> callAll(Tensor... inputs) {
        Arguments.requirePresent(inputs, "RecordedStep.call", "inputs", "a list of tensors");
        for (Recording each : recordings) {
            List<Tensor> results = RecordingCalls.replay(each.handle, inputs, each.results);
            if (results != null) {
                return results;
            }
        }
        return record(inputs);
    }

    private List<Tensor> record(Tensor[] inputs) {
        var recorded =
                RecordingCalls.record(
                        inputs,
                        parameters,
                        () -> {
                            List<Tensor> results = results(inputs);
                            results.getFirst().backward();
                            return results;
                        });
        if (recordings.size() == MOST_FORMS) {
            recordings.removeLast().handle.close();
        }
        recordings.addFirst(new Recording(recorded.recording(), recorded.results().size()));
        return recorded.results();
    }

    private List<Tensor> results(Tensor[] inputs) {
        List<Tensor> results = pass.apply(List.of(inputs));
        Arguments.requireResult(results, "RecordedStep.call", "pass", "a list of tensors");
        results.forEach(
                each ->
                        Arguments.requireResult(
                                each, "RecordedStep.call", "pass", "a list of tensors"));
        if (results.isEmpty()) {
            throw new IllegalArgumentException(
                    "RecordedStep.call: result of 'pass' is empty, expected the loss first");
        }
        return List.copyOf(results);
    }

    /**
     * How many operators the latest recording calls.
     *
     * @return the count, 0 where nothing is recorded
     */
    public synchronized long size() {
        return recordings.isEmpty() ? 0 : PtRecording.recording_size(recordings.getFirst().handle);
    }

    /** Drops what is recorded: the next call records anew, as after a change of the module's. */
    public synchronized void forget() {
        recordings.forEach(each -> each.handle.close());
        recordings.clear();
    }

    /** Drops what is recorded, and what that keeps. */
    @Override
    public void close() {
        forget();
    }
}
