package org.panamatorch.optim;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.optim.Changes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A loaded state, before an optimizer takes it over.
 *
 * @param options the groups'
 * @param states what is kept for the parameters
 * @param unassigned what the state has for numbers that no parameter has
 */
record LoadedState(
        List<OptimizerOptions> options,
        Map<Tensor, ParameterState> states,
        Map<Long, SequencedMap<String, Object>> unassigned) {

    static LoadedState of(
            OptimizerState given,
            List<ParameterGroup<?>> groups,
            OptimizerOptions defaults,
            Changes changes) {
        List<SequencedMap<String, Object>> saved = given.paramGroups();
        if (saved.size() != groups.size()) {
            throw new TorchException(
                    Kind.VALUE, "loaded state dict has a different number of parameter groups");
        }
        LoadedState loaded =
                new LoadedState(new ArrayList<>(), new IdentityHashMap<>(), new LinkedHashMap<>());
        Map<Long, Tensor> parameters = new LinkedHashMap<>();
        Map<Long, OptimizerOptions> optionsOf = new LinkedHashMap<>();
        for (int i = 0; i < saved.size(); i++) {
            List<Long> numbers = numbers(saved.get(i));
            if (numbers.size() != groups.get(i).parameters().size()) {
                throw new TorchException(
                        Kind.VALUE,
                        "loaded state dict contains a parameter group that doesn't match the size"
                                + " of optimizer's group");
            }
            OptimizerOptions options = options(saved.get(i), defaults.copy());
            loaded.options.add(options);
            for (int j = 0; j < numbers.size(); j++) {
                parameters.put(numbers.get(j), groups.get(i).parameters().get(j));
                optionsOf.putIfAbsent(numbers.get(j), options);
            }
        }
        given.state()
                .forEach(
                        (number, kept) -> {
                            Tensor parameter = parameters.get(number);
                            if (parameter == null) {
                                loaded.unassigned.put(number, kept);
                            } else {
                                loaded.states.put(
                                        parameter,
                                        state(kept, parameter, optionsOf.get(number), changes));
                            }
                        });
        return loaded;
    }

    /** The numbers of a group's parameters. */
    private static List<Long> numbers(Map<String, Object> group) {
        if (!(group.get("params") instanceof Collection<?> numbers)) {
            throw new TorchException(Kind.KEY, "'params'");
        }
        return numbers.stream()
                .map(
                        each -> {
                            if (each instanceof Number number) {
                                return number.longValue();
                            }
                            throw new TorchException(
                                    Kind.TYPE, "'params' of a group holds " + each + ", no number");
                        })
                .toList();
    }

    /**
     * A group's options; those that the state lacks, as one of an older version, are the defaults.
     */
    private static OptimizerOptions options(Map<String, Object> group, OptimizerOptions options) {
        group.forEach(
                (name, value) -> {
                    if (!name.equals("params") && !name.equals("param_names")) {
                        options.set(name, value);
                    }
                });
        return options;
    }

    private static ParameterState state(
            Map<String, Object> kept, Tensor parameter, OptimizerOptions options, Changes changes) {
        ParameterState state = new ParameterState(changes);
        kept.forEach((name, value) -> state.put(name, cast(name, value, parameter, options)));
        return state;
    }

    private static Object cast(
            String name, Object value, Tensor parameter, OptimizerOptions options) {
        return switch (value) {
            // The state frees its tensors, which must not be those of the map that was loaded.
            case Tensor tensor ->
                    TensorScope.release(like(name, tensor, parameter, options).detach());
            case List<?> list ->
                    list.stream().map(each -> cast("", each, parameter, options)).toList();
            case null, default -> value;
        };
    }

    /** Steps keep their dtype and place, unless a kernel of the device reads them. */
    private static Tensor like(
            String name, Tensor value, Tensor parameter, OptimizerOptions options) {
        if (name.equals("step")) {
            return isSet(options, "capturable") || isSet(options, "fused")
                    ? value.to(parameter.device(), DType.FLOAT32)
                    : value;
        }
        return parameter.isFloatingPoint()
                ? value.to(parameter.device(), parameter.dtype())
                : value.to(parameter.device());
    }

    private static boolean isSet(OptimizerOptions options, String name) {
        return options.has(name) && options.flag(name);
    }
}
