package org.panamatorch.io;

import org.panamatorch.Device;
import org.panamatorch.Generator;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.io.CheckpointPart;
import org.panamatorch.nn.Module;
import org.panamatorch.optim.Optimizer;
import org.panamatorch.optim.lr.LRScheduler;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/**
 * All that a training has to go on with, in one file: modules, optimizers, schedules, the state of
 * the random numbers, and values of one's own.
 *
 * <pre>{@code
 * var checkpoint = Checkpoint.of(model, optimizer, schedule);
 * if (Files.exists(path)) {
 *     checkpoint.load(path);
 * }
 * for (long epoch = checkpoint.integer("epoch", 0); epoch < 10; epoch++) {
 *     …
 *     checkpoint.set("epoch", epoch + 1).save(path);
 * }
 * }</pre>
 *
 * <p>Whenever the process or the machine ends, the file that is there is the old one or the new
 * one, and whole. It is one of {@link TorchFile}: Python reads it as a {@code dict} of states.
 *
 * <p>The default generator of the CPU is saved and restored, and those of the devices on which the
 * modules' parameters are, so that order of data and dropout go on as if nothing had happened.
 */
public final class Checkpoint {
    private static final String VALUES = "values";
    private static final String GENERATORS = "default_generators";

    private final SequencedMap<String, CheckpointPart> parts = new LinkedHashMap<>();
    private final SequencedMap<String, Module> modules = new LinkedHashMap<>();
    private final SequencedMap<String, Object> values = new LinkedHashMap<>();

    private Checkpoint() {}

    /**
     * A checkpoint of a module.
     *
     * @param model saved as {@code model}
     * @return a new checkpoint
     */
    public static Checkpoint of(Module model) {
        return new Checkpoint().add("model", model);
    }

    /**
     * A checkpoint of a module in training.
     *
     * @param model saved as {@code model}
     * @param optimizer saved as {@code optimizer}
     * @return a new checkpoint
     */
    public static Checkpoint of(Module model, Optimizer optimizer) {
        return of(model).add("optimizer", optimizer);
    }

    /**
     * A checkpoint of a module in training.
     *
     * @param model saved as {@code model}
     * @param optimizer saved as {@code optimizer}
     * @param scheduler saved as {@code scheduler}
     * @return a new checkpoint
     */
    public static Checkpoint of(Module model, Optimizer optimizer, LRScheduler scheduler) {
        return of(model, optimizer).add("scheduler", scheduler);
    }

    /**
     * Adds a module.
     *
     * @param name what it is saved as
     * @param module the module
     * @return this
     */
    public Checkpoint add(String name, Module module) {
        put(name, module, CheckpointPart::of);
        modules.put(name, module);
        return this;
    }

    /**
     * Adds an optimizer.
     *
     * @param name what it is saved as
     * @param optimizer the optimizer
     * @return this
     */
    public Checkpoint add(String name, Optimizer optimizer) {
        return put(name, optimizer, CheckpointPart::of);
    }

    /**
     * Adds a schedule.
     *
     * @param name what it is saved as
     * @param scheduler the schedule
     * @return this
     */
    public Checkpoint add(String name, LRScheduler scheduler) {
        return put(name, scheduler, CheckpointPart::of);
    }

    /**
     * Adds a generator of one's own.
     *
     * @param name what it is saved as
     * @param generator the generator
     * @return this
     */
    public Checkpoint add(String name, Generator generator) {
        return put(name, generator, CheckpointPart::of);
    }

    private <T> Checkpoint put(String name, T part, Function<T, CheckpointPart> form) {
        Arguments.requirePresent(name, "Checkpoint.add", "name", "a name");
        Arguments.requirePresent(part, "Checkpoint.add", "part", "what to save");
        if (name.equals(VALUES) || name.equals(GENERATORS) || parts.containsKey(name)) {
            throw new IllegalArgumentException(
                    "Checkpoint.add: there is something named '" + name + "' already");
        }
        parts.put(name, form.apply(part));
        return this;
    }

    /**
     * Sets a value that is saved as well.
     *
     * @param name its name
     * @param value a number, text, tensor, list, map or whatever {@link TorchFile} saves
     * @return this
     */
    public Checkpoint set(String name, Object value) {
        Arguments.requirePresent(name, "Checkpoint.set", "name", "a name");
        values.put(name, value);
        return this;
    }

    /**
     * A value that has been set or loaded.
     *
     * @param name its name
     * @return the value, as {@link TorchFile} says
     * @throws TorchException if there is none
     */
    public Object get(String name) {
        Arguments.requirePresent(name, "Checkpoint.get", "name", "a name");
        if (!values.containsKey(name)) {
            throw new TorchException(
                    Kind.KEY,
                    "Checkpoint.get: there is no value '" + name + "' in " + values.keySet());
        }
        return values.get(name);
    }

    /**
     * A whole number that has been set or loaded.
     *
     * @param name its name
     * @param otherwise what it is where there is none
     * @return the number
     * @throws TorchException if the value is no number
     */
    public long integer(String name, long otherwise) {
        return number("Checkpoint.integer", name, otherwise).longValue();
    }

    /**
     * A number that has been set or loaded.
     *
     * @param name its name
     * @param otherwise what it is where there is none
     * @return the number
     * @throws TorchException if the value is no number
     */
    public double number(String name, double otherwise) {
        return number("Checkpoint.number", name, otherwise).doubleValue();
    }

    private Number number(String operation, String name, Number otherwise) {
        Arguments.requirePresent(name, operation, "name", "a name");
        return switch (values.getOrDefault(name, otherwise)) {
            case Number number -> number;
            case null, default ->
                    throw new TorchException(
                            Kind.TYPE, operation + ": the value '" + name + "' is no number");
        };
    }

    /**
     * Writes everything to a file, which takes the place of one that is there when it is complete
     * and on the disk.
     *
     * @param path where to
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if a value is of a type that is not saved
     */
    public void save(Path path) throws IOException {
        Arguments.requirePresent(path, "Checkpoint.save", "path", "a path");
        SequencedMap<String, Object> saved = new LinkedHashMap<>();
        parts.forEach((name, part) -> saved.put(name, part.saving().get()));
        SequencedMap<String, Object> generators = new LinkedHashMap<>();
        for (Device device : devices()) {
            try (Generator generator = Generator.ofDefault(device)) {
                generators.put(device.toString(), generator.state());
            }
        }
        saved.put(GENERATORS, generators);
        saved.put(VALUES, values);
        TorchFile.save(saved, path);
    }

    /** Where random numbers are drawn. */
    private Set<Device> devices() {
        Set<Device> devices = new LinkedHashSet<>();
        devices.add(Device.CPU);
        modules.values()
                .forEach(
                        module ->
                                module.parameters().stream()
                                        .map(Tensor::device)
                                        .filter(device -> device.type() != Device.Type.META)
                                        .forEach(devices::add));
        return devices;
    }

    /**
     * Restores everything from a file; the values are those of the file from now on.
     *
     * @param path the file
     * @return this
     * @throws IOException if it cannot be read; a {@link FileFormatException} if it is no
     *     checkpoint, or lacks one of the parts, and then nothing has changed
     * @throws TorchException if a state does not fit
     */
    public Checkpoint load(Path path) throws IOException {
        Arguments.requirePresent(path, "Checkpoint.load", "path", "a path");
        // Where the states go, they are copied or converted to the right place.
        Object loaded = TorchFile.load(path, o -> o.mapLocation(Device.CPU));
        Map<String, Object> saved = named(loaded, path, "the file");
        for (String name : parts.keySet()) {
            if (!saved.containsKey(name)) {
                throw new FileFormatException(
                        path, "the checkpoint has no '" + name + "', but " + saved.keySet());
            }
        }
        Map<String, Object> ownValues = named(saved.get(VALUES), path, VALUES);
        Map<String, Object> generators = named(saved.get(GENERATORS), path, GENERATORS);
        for (Map.Entry<String, CheckpointPart> part : parts.entrySet()) {
            part.getValue().loading().accept(saved.get(part.getKey()));
        }
        for (Device device : devices()) {
            if (generators.get(device.toString()) instanceof Tensor state) {
                try (Generator generator = Generator.ofDefault(device)) {
                    generator.setState(state);
                }
            }
        }
        values.clear();
        values.putAll(ownValues);
        return this;
    }

    private static SequencedMap<String, Object> named(Object value, Path path, String what)
            throws FileFormatException {
        if (!(value instanceof Map<?, ?> map)
                || !map.keySet().stream().allMatch(String.class::isInstance)) {
            throw new FileFormatException(
                    path, what + " has no values by name, as a checkpoint has");
        }
        SequencedMap<String, Object> named = new LinkedHashMap<>();
        map.forEach((name, each) -> named.put((String) name, each));
        return named;
    }
}
