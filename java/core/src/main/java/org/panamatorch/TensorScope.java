package org.panamatorch;

import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.load.NativeLibrary;
import org.panamatorch.internal.memory.HandleScope;

import java.util.Collection;

/**
 * Frees the tensors that a thread makes between two points, all at once.
 *
 * <pre>{@code
 * for (int epoch = 0; epoch < epochs; epoch++) {
 *     try (var scope = new TensorScope()) {
 *         Tensor loss = criterion.call(model.call(x), y);
 *         loss.backward();
 *         optimizer.step();
 *     }
 * }
 * }</pre>
 *
 * <p>A scope owns what is made on its thread while it is the innermost open one: results, views,
 * tensors from arrays. Parameters and buffers of a module and an optimizer's state are never a
 * scope's. {@link #keep} moves a tensor out. Scopes nest; each thread, platform or virtual, has its
 * own. Without any scope, tensors are freed when nothing refers to them any more, which costs the
 * collector's help: scopes are the fast path.
 */
public final class TensorScope implements AutoCloseable {
    private final HandleScope handles;

    /** Opens a scope on this thread. */
    public TensorScope() {
        NativeLibrary.load();
        handles = new HandleScope();
    }

    /**
     * Moves a tensor of this scope to the enclosing scope or, where there is none, to the
     * collector.
     *
     * @param tensor a tensor; one that this scope does not own stays as it is
     * @return the tensor
     * @throws IllegalStateException if the scope is closed or belongs to another thread
     */
    public Tensor keep(Tensor tensor) {
        Arguments.requirePresent(tensor, "TensorScope.keep", "tensor", "a tensor");
        handles.keep(tensor.handle());
        return tensor;
    }

    /**
     * Moves tensors of this scope to the enclosing scope or, where there is none, to the collector.
     *
     * @param tensors the tensors, null among them; those that this scope does not own stay as they
     *     are
     * @param <C> the kind of collection
     * @return the collection
     * @throws IllegalStateException if the scope is closed or belongs to another thread
     */
    public <C extends Collection<Tensor>> C keep(C tensors) {
        Arguments.requirePresent(tensors, "TensorScope.keep", "tensors", "a collection of tensors");
        for (Tensor tensor : tensors) {
            if (tensor != null) {
                keep(tensor);
            }
        }
        return tensors;
    }

    /**
     * Moves a tensor out of this thread's scopes, all of them: from now on the collector frees it.
     *
     * @param tensor a tensor; one that no scope owns stays as it is
     * @return the tensor
     */
    public static Tensor release(Tensor tensor) {
        Arguments.requirePresent(tensor, "TensorScope.release", "tensor", "a tensor");
        HandleScope.detach(tensor.handle());
        return tensor;
    }

    /**
     * How many tensors the scope would free now.
     *
     * @return the count
     */
    public int size() {
        return handles.size();
    }

    /**
     * Frees the scope's tensors; using one of them afterwards is an {@link IllegalStateException}
     * that names the scope: in debug mode by the line that opened it. Scopes that were opened later
     * on the thread and are still open are closed, too. Closing again does nothing, also where it
     * was such an outer scope that closed this one.
     *
     * @throws IllegalStateException on another thread than the scope's
     */
    @Override
    public void close() {
        handles.close();
    }
}
