package org.panamatorch.nn;

import org.panamatorch.DType;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parametrizations of a tensor, and its originals: the parameter or buffer {@code original}, or
 * {@code original0}, {@code original1} and so on where the first parametrization takes several.
 * {@link org.panamatorch.nn.utils.Parametrize} makes such lists.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.utils.parametrize.ParametrizationList.html">torch.nn.utils.parametrize.ParametrizationList</a>
 */
public final class ParametrizationList extends ModuleSequence<Module, ParametrizationList> {
    private static final String ORIGINAL = "original";
    private static final String UNLESS_UNSAFE = ", unless `unsafe` flag is enabled.\n";
    private static final ThreadLocal<Cache> CACHE = new ThreadLocal<>();

    private final boolean isTensor;
    private final int count;
    private boolean unsafe;

    private static final class Cache {
        private final Map<ParametrizationList, Tensor> values = new IdentityHashMap<>();
        private int depth;
    }

    /** A stretch in which this thread computes each parametrized tensor once. */
    public static final class Cached implements AutoCloseable {
        private boolean isOpen = true;

        private Cached() {
            if (CACHE.get() == null) {
                CACHE.set(new Cache());
            }
            CACHE.get().depth++;
        }

        /** Ends the stretch; the outermost one forgets the tensors. */
        @Override
        public void close() {
            if (isOpen && --CACHE.get().depth == 0) {
                CACHE.remove();
            }
            isOpen = false;
        }
    }

    /**
     * Makes the list of a tensor that has one parametrization.
     *
     * @param parametrization a {@link MultiParametrization} or a {@link Layer}
     * @param original the tensor, which becomes the original if there is one
     * @param isParameter whether the originals are parameters, not buffers
     * @param unsafe whether dtype and shape may differ from the tensor's
     * @throws TorchException if they do though they may not
     */
    public ParametrizationList(
            Module parametrization, Tensor original, boolean isParameter, boolean unsafe) {
        Required.tensor(ParametrizationList.class, "original", original);
        append(parametrization);
        this.unsafe = unsafe;
        DType dtype = original.dtype();
        Shape shape = original.shape();
        try (TensorScope scope = new TensorScope()) {
            if (parametrization instanceof MultiParametrization several) {
                List<Tensor> originals;
                try (var _ = Torch.noGrad()) {
                    originals = several.rightInverse(original);
                }
                isTensor = false;
                count = originals.size();
                for (int i = 0; i < count; i++) {
                    adopt(scope, ORIGINAL + i, originals.get(i), original, isParameter);
                }
            } else {
                isTensor = true;
                count = 1;
                takeOriginal(parametrization, original, isParameter);
            }
            if (!unsafe) {
                Tensor value = computed();
                requireAlike(dtype, value.dtype(), "dtype");
                requireAlike(shape, value.shape(), "shape");
            }
        }
    }

    @Override
    void check(Module module) {
        super.check(module);
        boolean isFirst = tree.children.isEmpty();
        if (!(module instanceof Layer || isFirst && module instanceof MultiParametrization)) {
            throw Checks.type(
                    module.typeName()
                            + " cannot parametrize a tensor: it must be a Layer or a"
                            + " Parametrization, or, as the first, a MultiParametrization");
        }
    }

    private void takeOriginal(Module parametrization, Tensor original, boolean isParameter) {
        Tensor value = original;
        try (var _ = Torch.noGrad()) {
            try {
                value =
                        parametrization instanceof Parametrization inverse
                                ? inverse.rightInverse(original)
                                : original;
            } catch (UnsupportedOperationException | TorchException e) {
                if (e instanceof TorchException refusal && refusal.kind() != Kind.NOT_IMPLEMENTED) {
                    throw e;
                }
                // Then the inverse is taken to be the identity, as for one that has none.
                value = original;
            }
            String text = "When `right_inverse` outputs one tensor, it may not change the ";
            if (value.dtype() != original.dtype()) {
                throw Checks.value(
                        text
                                + "dtype.\noriginal.dtype: "
                                + original.dtype()
                                + "\nright_inverse(original).dtype: "
                                + value.dtype());
            }
            if (!value.device().equals(original.device())) {
                throw Checks.value(
                        text
                                + "device.\noriginal.device: "
                                + original.device()
                                + "\nright_inverse(original).device: "
                                + value.device());
            }
            original.set_(value);
        }
        register(ORIGINAL, original, isParameter, original.requiresGrad());
    }

    private void adopt(
            TensorScope scope, String name, Tensor given, Tensor original, boolean isParameter) {
        Tensor plain = scope.keep(given.detach());
        plain.requiresGrad_(original.requiresGrad());
        register(name, plain, isParameter, original.requiresGrad());
    }

    private void register(String name, Tensor tensor, boolean isParameter, boolean requiresGrad) {
        if (isParameter) {
            registerParameter(name, tensor, requiresGrad);
        } else {
            registerBuffer(name, tensor);
        }
    }

    private static void requireAlike(Object before, Object after, String what) {
        if (!before.equals(after)) {
            throw Checks.value(
                    "Registering a parametrization may not change the "
                            + what
                            + " of the tensor"
                            + UNLESS_UNSAFE
                            + "unparametrized "
                            + what
                            + ": "
                            + before
                            + "\nparametrized "
                            + what
                            + ": "
                            + after);
        }
    }

    /**
     * Lets this thread compute each parametrized tensor once, until the result is closed.
     *
     * @return what ends it
     */
    public static Cached cached() {
        return new Cached();
    }

    /**
     * The parametrized tensor.
     *
     * @return a new tensor, or the same again within {@link #cached}
     */
    public Tensor value() {
        Cache cache = CACHE.get();
        if (cache == null) {
            return computed();
        }
        Tensor known = cache.values.get(this);
        if (known == null) {
            known = TensorScope.release(computed());
            cache.values.put(this, known);
        }
        return known;
    }

    private Tensor computed() {
        try (TensorScope scope = new TensorScope()) {
            Tensor value = null;
            for (Module each : tree.children.values()) {
                value =
                        each instanceof MultiParametrization several
                                ? callAll(several)
                                : ((Layer) each).call(value == null ? original() : value);
            }
            return scope.keep(value);
        }
    }

    private Tensor callAll(MultiParametrization several) {
        return (Tensor)
                ((Module) several)
                        .callWithHooks(
                                inputs ->
                                        several.forward(
                                                Arrays.copyOf(
                                                        inputs, inputs.length, Tensor[].class)),
                                originals().toArray());
    }

    /**
     * Sets the originals to those that give a value.
     *
     * @param value the value
     * @throws TorchException if a parametrization has no inverse, or it gives another number or
     *     dtype of tensors than there are originals
     */
    public void rightInverse(Tensor value) {
        try (var _ = new TensorScope();
                var _ = Torch.noGrad()) {
            Tensor single = value;
            List<Module> all = new ArrayList<>(tree.children.values());
            for (Module each : all.reversed()) {
                if (each instanceof MultiParametrization several) {
                    setOriginals(several.rightInverse(single));
                    return;
                }
                single = inverse(each, single);
            }
            if (single.dtype() != original().dtype()) {
                throw Checks.value(
                        "The tensor returned by `right_inverse` has dtype "
                                + single.dtype()
                                + " while `original` has dtype "
                                + original().dtype());
            }
            original().set_(single);
        }
    }

    private static Tensor inverse(Module parametrization, Tensor value) {
        if (parametrization instanceof Parametrization inverse) {
            return inverse.rightInverse(value);
        }
        throw Checks.runtime(
                "parametrization "
                        + parametrization.tree.className()
                        + " does not implement right_inverse.");
    }

    private void setOriginals(List<Tensor> values) {
        if (values.size() != count) {
            throw Checks.value(
                    "'right_inverse' must return a sequence of tensors of length "
                            + count
                            + ". Got a sequence of length "
                            + values.size()
                            + ".");
        }
        List<Tensor> originals = originals();
        for (int i = 0; i < count; i++) {
            if (originals.get(i).dtype() != values.get(i).dtype()) {
                throw Checks.value(
                        "Tensor "
                                + i
                                + " returned by `right_inverse` has dtype "
                                + values.get(i).dtype()
                                + " while `original"
                                + i
                                + "` has dtype "
                                + originals.get(i).dtype());
            }
            originals.get(i).set_(values.get(i));
        }
    }

    /**
     * Whether there is one original, and not a sequence of them.
     *
     * @return whether it is one
     */
    public boolean isTensor() {
        return isTensor;
    }

    /**
     * The original.
     *
     * @return the parameter or buffer, null if there is a sequence of them
     */
    public Tensor original() {
        return attribute(ORIGINAL);
    }

    /**
     * The originals.
     *
     * @return a new list, of one where it is one
     */
    public List<Tensor> originals() {
        if (isTensor) {
            return List.of(original());
        }
        List<Tensor> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(attribute(ORIGINAL + i));
        }
        return all;
    }

    /**
     * Whether the originals are parameters.
     *
     * @return true for parameters, false for buffers
     */
    public boolean holdsParameters() {
        return !tree.parameters.isEmpty();
    }

    /**
     * Adds a parametrization behind the others.
     *
     * @param parametrization a {@link Layer}
     * @param isUnsafe whether dtype and shape may differ from the tensor's, from now on
     */
    public void append(Module parametrization, boolean isUnsafe) {
        append(parametrization);
        unsafe |= isUnsafe;
    }

    /**
     * Whether dtype and shape may differ from the tensor's.
     *
     * @return whether they may
     */
    public boolean isUnsafe() {
        return unsafe;
    }

    @Override
    public String toString() {
        return ModuleText.folded(this);
    }
}
