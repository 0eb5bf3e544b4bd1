package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.call.Arguments;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The parameters of a distribution: tensors under Python's names, and the shapes of batch and
 * event. Immutable.
 *
 * <p>A distribution of one's own gives them to its super constructor:
 *
 * <pre>{@code
 * Triangular(Tensor low, Tensor high) {
 *     super(new Parameters("Triangular").with("low", low).with("high", high).broadcast());
 * }
 * }</pre>
 */
public final class Parameters {
    private static final Shape SCALAR = Shape.of();

    private final String owner;
    private final SequencedMap<String, Tensor> tensors;
    private final Shape batchShape;
    private final Shape eventShape;
    private final Boolean validateArgs;
    private final boolean isValid;

    private Parameters(
            String owner,
            SequencedMap<String, Tensor> tensors,
            Shape batchShape,
            Shape eventShape,
            Boolean validateArgs,
            boolean isValid) {
        this.owner = owner;
        this.tensors = tensors;
        this.batchShape = batchShape;
        this.eventShape = eventShape;
        this.validateArgs = validateArgs;
        this.isValid = isValid;
    }

    /**
     * No tensors, and the shapes of one number.
     *
     * @param owner the distribution's name, for errors
     */
    public Parameters(String owner) {
        this(owner, new LinkedHashMap<>(), SCALAR, SCALAR, null, false);
    }

    /**
     * These and one more.
     *
     * @param name its name in Python
     * @param tensor the tensor
     * @return new parameters
     */
    public Parameters with(String name, Tensor tensor) {
        Arguments.requirePresent(name, owner, "name", "a name");
        Arguments.requirePresent(tensor, owner, name, "a tensor");
        SequencedMap<String, Tensor> more = new LinkedHashMap<>(tensors);
        more.put(name, tensor);
        return new Parameters(owner, more, batchShape, eventShape, validateArgs, isValid);
    }

    Parameters either(Tensor probs, Tensor logits) {
        if ((probs == null) == (logits == null)) {
            throw Distribution.invalid(
                    "Either `probs` or `logits` must be specified, but not both.");
        }
        return probs == null ? with("logits", logits) : with("probs", probs);
    }

    /**
     * These, broadcast to one shape, which is the batch's.
     *
     * @return new parameters; the same where there are no tensors
     */
    public Parameters broadcast() {
        if (tensors.isEmpty()) {
            return this;
        }
        Tensor[] same = Torch.broadcastTensors(tensors.values().toArray(Tensor[]::new));
        SequencedMap<String, Tensor> broadcast = new LinkedHashMap<>();
        tensors.keySet().forEach(name -> broadcast.put(name, same[broadcast.size()]));
        return new Parameters(owner, broadcast, same[0].shape(), eventShape, validateArgs, isValid);
    }

    /**
     * These for another batch.
     *
     * @param shape the shape of the batch
     * @return new parameters
     */
    public Parameters batchShape(Shape shape) {
        Arguments.requirePresent(shape, owner, "batchShape", "a shape");
        return new Parameters(owner, tensors, shape, eventShape, validateArgs, isValid);
    }

    /**
     * These for other events.
     *
     * @param shape the shape of an event
     * @return new parameters
     */
    public Parameters eventShape(Shape shape) {
        Arguments.requirePresent(shape, owner, "eventShape", "a shape");
        return new Parameters(owner, tensors, batchShape, shape, validateArgs, isValid);
    }

    /**
     * These with a choice whether to check parameters and values.
     *
     * @param validate the choice; null for {@link Distribution#setDefaultValidateArgs}'s
     * @return new parameters
     */
    public Parameters validateArgs(Boolean validate) {
        return new Parameters(owner, tensors, batchShape, eventShape, validate, isValid);
    }

    /**
     * These, which have been checked already.
     *
     * @return new parameters
     */
    public Parameters valid() {
        return new Parameters(owner, tensors, batchShape, eventShape, validateArgs, true);
    }

    /**
     * A tensor.
     *
     * @param name its name in Python
     * @return the tensor; null where there is none of that name
     */
    public Tensor get(String name) {
        return tensors.get(name);
    }

    SequencedMap<String, Tensor> tensors() {
        return tensors;
    }

    Shape batchShape() {
        return batchShape;
    }

    Shape eventShape() {
        return eventShape;
    }

    Boolean validateArgs() {
        return validateArgs;
    }

    boolean isValid() {
        return isValid;
    }
}
