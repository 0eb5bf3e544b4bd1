package org.panamatorch.internal.checkpoint;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Generator;
import org.panamatorch.Tensor;
import org.panamatorch.internal.call.DefaultDevice;
import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.internal.call.TensorAccess;
import org.panamatorch.internal.library.PtAutocast;
import org.panamatorch.internal.memory.NativeHandle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The surroundings that a function depends on besides its inputs: random numbers, autocast and the
 * device of new tensors.
 */
final class Surroundings {
    private record Cast(Device.Type device, boolean enabled, DType dtype, boolean cached) {}

    private final Map<Device, Tensor> randomStates = new LinkedHashMap<>();
    private final List<Cast> casts = new ArrayList<>();
    private final Device defaultDevice = DefaultDevice.chosen();

    /** Those of this moment, on the CPU and the devices of the inputs. */
    Surroundings(List<Tensor> inputs, boolean withRandomState) {
        Set<Device> devices = new LinkedHashSet<>(List.of(Device.CPU));
        for (Tensor input : inputs) {
            if (!input.isMeta()) {
                devices.add(input.device());
            }
        }
        boolean cached = PtAutocast.autocast_cache_enabled();
        devices.stream()
                .map(Device::type)
                .distinct()
                .forEach(
                        type -> {
                            PtAutocast.AutocastGet now = PtAutocast.autocast_get(type);
                            if (now.available()) {
                                casts.add(new Cast(type, now.enabled(), now.dtype(), cached));
                            }
                        });
        if (withRandomState) {
            randomStates.putAll(randomStates(devices));
            randomStates.values().forEach(state -> handle(state).handOver());
        }
    }

    private static NativeHandle handle(Tensor tensor) {
        return TensorAccess.get().handle(tensor);
    }

    private static Map<Device, Tensor> randomStates(Set<Device> devices) {
        Map<Device, Tensor> states = new LinkedHashMap<>();
        for (Device device : devices) {
            try (Generator generator = Generator.ofDefault(device)) {
                states.put(device, generator.state());
            }
        }
        return states;
    }

    private static void setRandomStates(Map<Device, Tensor> states) {
        states.forEach(
                (device, state) -> {
                    try (Generator generator = Generator.ofDefault(device)) {
                        generator.setState(state);
                    }
                });
    }

    /** Runs code in them; afterwards everything is as before. Called below a native frame. */
    <T> T restoredFor(Supplier<T> code) {
        Map<Device, Tensor> before = randomStates(randomStates.keySet());
        Device device = DefaultDevice.chosen();
        List<ModeCalls.Restorer> entered = new ArrayList<>();
        try {
            setRandomStates(randomStates);
            DefaultDevice.set(defaultDevice);
            for (Cast cast : casts) {
                entered.add(
                        ModeCalls.enterAutocast(
                                cast.device, cast.enabled, cast.dtype, cast.cached));
            }
            return code.get();
        } finally {
            entered.reversed().forEach(ModeCalls.Restorer::restore);
            DefaultDevice.set(device);
            setRandomStates(before);
            before.values().forEach(Tensor::close);
            randomStates.values().forEach(state -> handle(state).handOver());
        }
    }

    void close() {
        randomStates.values().forEach(Tensor::close);
    }
}
