package org.panamatorch.accelerator;

import org.panamatorch.Device;
import org.panamatorch.Generator;
import org.panamatorch.Tensor;

/** The default generators of a kind of device; those without an index are the current one's. */
final class Seeds {
    private Seeds() {}

    private static Generator generator(Device.Type type, int device) {
        return Generator.ofDefault(new Device(type, device));
    }

    static void set(Device.Type type, int device, long seed) {
        try (Generator generator = generator(type, device)) {
            generator.manualSeed(seed);
        }
    }

    static long initial(Device.Type type) {
        try (Generator generator = generator(type, Device.CURRENT)) {
            return generator.initialSeed();
        }
    }

    static long draw(Device.Type type) {
        try (Generator generator = generator(type, Device.CURRENT)) {
            return generator.seed();
        }
    }

    static Tensor state(Device.Type type) {
        try (Generator generator = generator(type, Device.CURRENT)) {
            return generator.state();
        }
    }

    static void setState(Device.Type type, Tensor state) {
        try (Generator generator = generator(type, Device.CURRENT)) {
            generator.setState(state);
        }
    }
}
