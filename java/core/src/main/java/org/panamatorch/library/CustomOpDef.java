package org.panamatorch.library;

import org.panamatorch.Autograd;
import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.FunctionContext;
import org.panamatorch.HookHandle;
import org.panamatorch.Operator;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.VmapRule;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.dispatch.BoundOperator;
import org.panamatorch.internal.dispatch.DispatchCalls;
import org.panamatorch.option.DispatchKey;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An operator that was defined in one call, by {@link Library#customOp}. What is registered takes
 * the place of what was before.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/library.html#torch.library.custom_op">torch.library.custom_op</a>
 */
public final class CustomOpDef implements AutoCloseable {
    // An operator that is defined again takes the place of the former.
    private static final Map<String, CustomOpDef> defined = new HashMap<>();

    private final Library library;
    private final Operator operator;
    private final BoundOperator bound;
    private final String local;
    private final Library.Kernel first;
    private final Map<Device.Type, Library.Kernel> kernels = new EnumMap<>(Device.Type.class);
    private final Set<Device.Type> disabled = EnumSet.noneOf(Device.Type.class);
    private final Map<Device.Type, DType> casts = new EnumMap<>(Device.Type.class);
    private volatile Library.Kernel fake;
    private volatile Library.Derivative derivative;
    private volatile VmapRule rule;

    private CustomOpDef(Library library, String schema, Library.Kernel kernel) {
        this.library = library;
        this.operator = library.define(schema);
        this.bound = DispatchCalls.find(qualified());
        this.local = qualified().substring(qualified().indexOf("::") + 2);
        this.first = kernel;
    }

    static CustomOpDef define(String schema, Library.Kernel kernel, Device.Type... devices) {
        int colons = schema.indexOf("::");
        int parenthesis = schema.indexOf('(');
        if (colons < 0 || parenthesis < colons) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "customOp: schema '"
                            + schema
                            + "' has no namespace, expected one such as mine::scale(Tensor x) ->"
                            + " Tensor");
        }
        String name = schema.substring(0, parenthesis).strip();
        synchronized (defined) {
            CustomOpDef former = defined.get(name);
            if (former != null) {
                former.close();
            }
            Library library =
                    new Library(schema.substring(0, colons).strip(), Library.Kind.FRAGMENT);
            try {
                CustomOpDef made =
                        new CustomOpDef(library, schema.substring(colons + 2).strip(), kernel);
                made.register(devices);
                defined.put(name, made);
                return made;
            } catch (Throwable e) {
                library.close();
                throw e;
            }
        }
    }

    private void register(Device.Type... devices) {
        if (operator.parameters().stream()
                .anyMatch(each -> each.keywordOnly() && each.type().startsWith("Tensor"))) {
            throw new TorchException(
                    TorchException.Kind.NOT_IMPLEMENTED,
                    "custom_op with kwarg-only Tensor args. Please make your tensors not"
                            + " kwarg-only. Got: "
                            + operator.schema());
        }
        library.impl(local, DispatchKey.META, this::computeSizes);
        library.registerAutograd(local, new Recorded());
        if (devices.length == 0) {
            library.impl(
                    local,
                    DispatchKey.COMPOSITE_EXPLICIT_AUTOGRAD,
                    arguments -> checked(first.call(arguments), arguments));
        }
        for (Device.Type device : devices) {
            registerKernel(device, first);
        }
    }

    private String qualified() {
        return operator.name() + (operator.overload().isEmpty() ? "" : "." + operator.overload());
    }

    private Object computeSizes(Object... arguments) {
        if (fake != null) {
            return fake.call(arguments);
        }
        if (operator.resultTypes().isEmpty()) {
            return null;
        }
        throw new TorchException(
                TorchException.Kind.RUNTIME,
                "There was no fake impl registered for "
                        + this
                        + ". Please use registerFake to add a fake impl.");
    }

    /** The derivative that is registered when it is needed. */
    private final class Recorded implements Library.Derivative {
        @Override
        public void setupContext(FunctionContext context, Object[] inputs, Object output) {
            if (derivative != null) {
                derivative.setupContext(context, inputs, output);
            }
        }

        @Override
        public Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            if (derivative == null) {
                throw new TorchException(
                        TorchException.Kind.RUNTIME,
                        "Trying to backward through "
                                + qualified()
                                + " but no autograd formula was registered. Please use"
                                + " registerAutograd to add one.");
            }
            return derivative.backward(context, gradOutputs);
        }
    }

    private Object checked(Object result, Object... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (bound.writes(i)) {
                Tensors.of(arguments[i]).forEach(Autograd::incrementVersion);
            }
        }
        List<Tensor> seen = new ArrayList<>();
        for (Object argument : arguments) {
            seen.addAll(Tensors.of(argument));
        }
        for (Tensor output : Tensors.of(result)) {
            if (seen.stream().anyMatch(output::sharesStorageWith)) {
                throw new TorchException(
                        TorchException.Kind.RUNTIME,
                        qualified()
                                + ": The output of this custom operator (1) must not also be an"
                                + " input to this custom operator and (2) may not alias any inputs"
                                + " to this custom operator or other returns. The most common way"
                                + " to trigger this error is if we have y = custom_op(x) and y and"
                                + " x are the same Tensor. Please instead return a clone of the"
                                + " offending output tensor(s) (e.g. return x.clone()) or refactor"
                                + " the custom operator to not return y.");
            }
            seen.add(output);
        }
        return result;
    }

    /**
     * The operator.
     *
     * @return what can be called
     */
    public Operator operator() {
        return operator;
    }

    /**
     * Calls the operator.
     *
     * @param arguments the arguments in the order of the schema; those that are left out at the end
     *     have their defaults
     * @return the result; several as an {@code Object[]}; null for none
     * @throws TorchException if a result shares memory with an argument or another result
     */
    public Object call(Object... arguments) {
        return operator.call(arguments);
    }

    /**
     * Registers a kernel for tensors of a device.
     *
     * @param device the device's type
     * @param kernel computes the operator there
     * @return this
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/library.html#torch.library.register_kernel">register_kernel</a>
     */
    public CustomOpDef registerKernel(Device.Type device, Library.Kernel kernel) {
        Arguments.requirePresent(device, "registerKernel", "device", "a device's type");
        Arguments.requirePresent(kernel, "registerKernel", "kernel", "a function");
        synchronized (kernels) {
            if (kernels.put(device, kernel) == null) {
                library.registerKernel(
                        local,
                        device,
                        arguments -> checked(kernel(device).call(arguments), arguments));
            }
        }
        return this;
    }

    private Library.Kernel kernel(Device.Type device) {
        synchronized (kernels) {
            return disabled.contains(device) ? first : kernels.get(device);
        }
    }

    /**
     * Lets a device's kernel be passed by, or not any more; the first one, which defined the
     * operator, then computes.
     *
     * @param device the device's type
     * @param enabled whether its kernel computes
     * @return what restores what was before
     */
    public HookHandle setKernelEnabled(Device.Type device, boolean enabled) {
        Arguments.requirePresent(device, "setKernelEnabled", "device", "a device's type");
        boolean before = enable(device, enabled);
        return () -> enable(device, before);
    }

    private boolean enable(Device.Type device, boolean enabled) {
        synchronized (kernels) {
            return enabled ? !disabled.remove(device) : disabled.add(device);
        }
    }

    /**
     * Registers a kernel for tensors without elements, which only makes results of the right sizes
     * and dtypes.
     *
     * @param kernel makes them
     * @return this
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/library.html#torch.library.register_fake">register_fake</a>
     */
    public CustomOpDef registerFake(Library.Kernel kernel) {
        Arguments.requirePresent(kernel, "registerFake", "kernel", "a function");
        fake = kernel;
        return this;
    }

    /**
     * Registers a derivative.
     *
     * @param derivative computes the gradients; it belongs to graphs and must not refer to tensors
     * @return this
     * @throws TorchException if the operator writes to an argument
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/library.html#torch.library.register_autograd">register_autograd</a>
     */
    public CustomOpDef registerAutograd(Library.Derivative derivative) {
        Arguments.requirePresent(derivative, "registerAutograd", "derivative", "a derivative");
        if (operator.schema().contains("!)")) {
            throw new TorchException(
                    TorchException.Kind.RUNTIME,
                    "Cannot register autograd formula for non-functional operator "
                            + this
                            + " with schema "
                            + operator.schema()
                            + ". Please create a functional operator and register an autograd"
                            + " formula for that.");
        }
        this.derivative = derivative;
        return this;
    }

    /**
     * Registers what computes a whole batch in {@code vmap}.
     *
     * @param rule computes it
     * @return this
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/library.html#torch.library.register_vmap">register_vmap</a>
     */
    public CustomOpDef registerVmap(VmapRule rule) {
        Arguments.requirePresent(rule, "registerVmap", "rule", "a function");
        boolean isFirst = this.rule == null;
        this.rule = rule;
        if (isFirst) {
            library.registerVmap(
                    local, (info, inDims, inputs) -> this.rule.call(info, inDims, inputs));
        }
        return this;
    }

    /**
     * Lets autocast cast the tensors of floating-point numbers among the arguments.
     *
     * @param device the type of device whose autocast does so
     * @param castInputs to which dtype, as the first call for the device has it
     * @return this
     * @throws TorchException if the device has no autocast
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/library.html#torch.library.register_autocast">register_autocast</a>
     */
    public CustomOpDef registerAutocast(Device.Type device, DType castInputs) {
        Arguments.requirePresent(device, "registerAutocast", "device", "a device's type");
        Arguments.requirePresent(castInputs, "registerAutocast", "castInputs", "a dtype");
        synchronized (casts) {
            if (!casts.containsKey(device)) {
                library.registerAutocast(local, device, castInputs);
                casts.put(device, castInputs);
            }
        }
        return this;
    }

    /**
     * Removes the operator. Removing it again does nothing.
     *
     * @throws TorchException if it is running
     */
    @Override
    public void close() {
        synchronized (defined) {
            library.close();
            defined.remove(qualified(), this);
        }
    }

    /**
     * As Python prints it.
     *
     * @return a text such as {@code <CustomOpDef(mine::scale)>}
     */
    @Override
    public String toString() {
        return "<CustomOpDef(" + qualified() + ")>";
    }
}
