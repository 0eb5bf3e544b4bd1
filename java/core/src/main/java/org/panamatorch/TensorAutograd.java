package org.panamatorch;

import org.panamatorch.internal.aten.AtenD;
import org.panamatorch.internal.aten.AtenO;
import org.panamatorch.internal.aten.AtenR;
import org.panamatorch.internal.aten.AtenV;
import org.panamatorch.internal.call.HookCalls;
import org.panamatorch.internal.library.PtAutograd;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Gradients.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/autograd.html">torch.autograd</a>
 */
public sealed interface TensorAutograd permits Tensor {
    /**
     * Whether autograd records operations on this tensor.
     *
     * @return true if it does
     */
    default boolean requiresGrad() {
        return PtAutograd.tensor_requires_grad((Tensor) this);
    }

    /**
     * Lets autograd record operations on this tensor from now on, or not.
     *
     * @param requiresGrad whether it shall
     * @return this
     * @throws TorchException if the tensor is no leaf, or its dtype is neither floating nor complex
     */
    default Tensor requiresGrad_(boolean requiresGrad) {
        PtAutograd.tensor_set_requires_grad((Tensor) this, requiresGrad);
        return (Tensor) this;
    }

    /**
     * Lets autograd record operations on this tensor from now on.
     *
     * @return this
     * @throws TorchException if its dtype is neither floating nor complex
     */
    default Tensor requiresGrad_() {
        return requiresGrad_(true);
    }

    /**
     * Whether the tensor was made by the user rather than by an operation that autograd recorded.
     *
     * @return true for a leaf
     */
    default boolean isLeaf() {
        return PtAutograd.tensor_is_leaf((Tensor) this);
    }

    /**
     * The gradient that has been accumulated in this tensor.
     *
     * @return a new object for the one gradient, or null if there is none
     */
    default Tensor grad() {
        return PtAutograd.tensor_grad((Tensor) this);
    }

    /**
     * Replaces the accumulated gradient.
     *
     * @param grad the gradient, of this tensor's shape, dtype and device, or null for none
     * @throws TorchException if it does not fit
     */
    default void setGrad(Tensor grad) {
        PtAutograd.tensor_set_grad((Tensor) this, grad);
    }

    /**
     * The name of the function that autograd recorded for this tensor.
     *
     * @return a name such as {@code AddBackward0}, or null for a leaf
     */
    default String gradFn() {
        return PtAutograd.tensor_grad_fn_name((Tensor) this);
    }

    /**
     * Adds the gradients of this scalar to the leaves that it depends on.
     *
     * @throws TorchException if this is no scalar, or autograd has not recorded it
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.backward.html">torch.Tensor.backward</a>
     */
    default void backward() {
        backward((Tensor) null);
    }

    /**
     * Adds the gradients of this scalar to leaves that it depends on.
     *
     * @param options code that sets options by name
     * @throws TorchException if this is no scalar, inputs are empty, or autograd has not recorded
     *     this tensor
     */
    default void backward(Consumer<? super BackwardOptions> options) {
        backward(null, options);
    }

    /**
     * Adds the gradients of this tensor, weighted, to the leaves that it depends on.
     *
     * @param gradient the weights, of this tensor's shape, or null for a scalar
     * @throws TorchException if the weights do not fit, or autograd has not recorded this tensor
     */
    default void backward(Tensor gradient) {
        Autograd.backward(new Tensor[] {(Tensor) this}, new Tensor[] {gradient});
    }

    /**
     * Adds the gradients of this tensor, weighted, to leaves that it depends on.
     *
     * @param gradient the weights, of this tensor's shape, or null for a scalar
     * @param options code that sets options by name
     * @throws TorchException if the weights do not fit, inputs are empty, or autograd has not
     *     recorded this tensor
     */
    default void backward(Tensor gradient, Consumer<? super BackwardOptions> options) {
        Autograd.backward(new Tensor[] {(Tensor) this}, new Tensor[] {gradient}, options);
    }

    /**
     * Runs a function each time that a gradient of this tensor is computed.
     *
     * <p>The function sees the gradient, which it must not change, and returns another one of the
     * same shape and type to go on with, or null to leave it. Of several, each sees what the one
     * before has returned. It runs inside the backward pass, on the thread that computes this
     * gradient: for the CPU that is the caller's. What it throws ends the pass and is thrown to the
     * caller of {@code backward}. It may itself run a backward pass.
     *
     * <p>Whatever the function refers to lives as long as the tensor does in LibTorch. If it refers
     * to the tensor itself, then neither is freed until the hook is removed or the tensor is
     * closed.
     *
     * @param hook the function
     * @return what removes it
     * @throws TorchException if this tensor does not require grad
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.register_hook.html">torch.Tensor.register_hook</a>
     */
    default HookHandle registerHook(UnaryOperator<Tensor> hook) {
        return HookCalls.registerHook((Tensor) this, hook);
    }

    /**
     * Runs a function each time that a gradient was accumulated in this leaf, with this tensor,
     * whose {@link #grad} it may use and clear: an optimizer can so step inside the backward pass.
     * It runs, throws and is kept as with {@link #registerHook}.
     *
     * @param hook the function
     * @return what removes it
     * @throws TorchException if this tensor does not require grad or is no leaf
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.register_post_accumulate_grad_hook.html">torch.Tensor.register_post_accumulate_grad_hook</a>
     */
    default HookHandle registerPostAccumulateGradHook(Consumer<Tensor> hook) {
        return HookCalls.registerPostAccumulateGradHook((Tensor) this, hook);
    }

    /**
     * Lets backward passes keep this tensor's gradient also if it is no leaf.
     *
     * @throws TorchException if autograd has not recorded this tensor
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.retain_grad.html">torch.Tensor.retain_grad</a>
     */
    default void retainGrad() {
        PtAutograd.tensor_retain_grad((Tensor) this);
    }

    /**
     * Whether backward passes keep this tensor's gradient although it is no leaf.
     *
     * @return true after {@link #retainGrad}
     */
    default boolean retainsGrad() {
        return AtenR.retains_grad((Tensor) this);
    }

    /**
     * How often the elements were written to in place, through this tensor or one that shares them.
     * Autograd compares it with what it was when an operation was recorded.
     *
     * @return the count
     * @throws TorchException if the tensor was made in inference mode
     */
    default long version() {
        return AtenV._version((Tensor) this);
    }

    /**
     * The same elements for autograd to ignore: writing to the result neither is recorded nor
     * counts for {@link #version}. {@code detach} is the safe way to leave autograd.
     *
     * @return a view of this tensor that does not require grad
     */
    default Tensor data() {
        return AtenD.data((Tensor) this);
    }

    /**
     * Replaces the elements by another tensor's, without a copy and without autograd noticing.
     *
     * @param data the tensor whose elements this one shares from now on
     * @throws TorchException if the tensor has another type, or this one requires grad and its
     *     dtype cannot
     */
    default void setData(Tensor data) {
        PtAutograd.tensor_set_data((Tensor) this, data);
    }

    /**
     * Which of its function's results this tensor is.
     *
     * @return the position, 0 for a leaf
     */
    default long outputNr() {
        return AtenO.output_nr((Tensor) this);
    }
}
