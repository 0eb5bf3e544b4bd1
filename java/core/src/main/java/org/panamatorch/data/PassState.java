package org.panamatorch.data;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Generator;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.StateEntries;
import org.panamatorch.internal.data.DataLoaderSpec;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * How far a pass is, and what its order was drawn from: the states of the generators when it began,
 * so that another loader can draw the same.
 */
final class PassState {
    private static final String GIVEN = "num_yielded";
    private static final String FINISHED = "iterator_finished";
    private static final String SEED = "base_seed";
    private static final String DREW_SEED = "drew_seed";
    private static final String DREW_ORDER = "drew_order";
    private static final String GENERATORS = "generators";

    private final List<byte[]> generators;
    final boolean drewSeed;
    long seed;
    volatile long given;
    // Whether the sampler was asked for the first batch, for which it may have drawn.
    volatile boolean drewOrder;
    volatile boolean isFinished;

    private PassState(List<byte[]> generators, boolean drewSeed) {
        this.generators = generators;
        this.drewSeed = drewSeed;
    }

    /** The state of a pass that begins now. */
    static PassState begin(DataLoaderSpec options, boolean drawsSeed) {
        List<byte[]> states = new ArrayList<>();
        try (Generator common = Generator.ofDefault(Device.CPU)) {
            states.add(bytes(common));
        }
        generatorsOf(options).forEach(generator -> states.add(bytes(generator)));
        return new PassState(states, drawsSeed);
    }

    private static byte[] bytes(Generator generator) {
        try (Tensor state = generator.state()) {
            return state.toByteArray();
        }
    }

    /** Those that an order is drawn from, besides the default one. */
    private static List<Generator> generatorsOf(DataLoaderSpec options) {
        List<Generator> generators = new ArrayList<>();
        if (options.generator() != null) {
            generators.add(options.generator());
        }
        Generator ofSampler =
                generatorOf(options.sampler() == null ? options.batchSampler() : options.sampler());
        if (ofSampler != null && ofSampler != options.generator()) {
            generators.add(ofSampler);
        }
        return generators;
    }

    private static Generator generatorOf(Sampler<?> sampler) {
        return switch (sampler) {
            case RandomSampler random -> random.generator();
            case SubsetRandomSampler random -> random.generator();
            case WeightedRandomSampler random -> random.generator();
            case BatchSampler batches -> generatorOf(batches.sampler());
            case null, default -> null;
        };
    }

    /** Whether the pass goes on where it is loaded. */
    boolean isHalfWay() {
        return !generators.isEmpty() && !isFinished;
    }

    /**
     * Draws again what the pass had drawn when it began, by code, after which the default generator
     * is as before. The others are what the pass has left them as.
     */
    void drawnAgain(DataLoaderSpec options, Runnable code) {
        List<Generator> others = generatorsOf(options);
        if (others.size() + 1 != generators.size()) {
            throw new TorchException(
                    Kind.VALUE,
                    "the loader draws from "
                            + (others.size() + 1)
                            + " generators, that of the state from "
                            + generators.size());
        }
        try (Generator common = Generator.ofDefault(Device.CPU)) {
            byte[] now = bytes(common);
            set(common, generators.getFirst());
            for (int i = 0; i < others.size(); i++) {
                set(others.get(i), generators.get(i + 1));
            }
            try {
                code.run();
            } finally {
                set(common, now);
            }
        }
    }

    private static void set(Generator generator, byte[] state) {
        try (Tensor tensor = tensor(state)) {
            generator.setState(tensor);
        }
    }

    private static Tensor tensor(byte... state) {
        return Torch.fromBits(state, Shape.of(state.length), DType.UINT8);
    }

    /** Passes over the batches that were given, and draws what was drawn. */
    void skip(Iterator<long[]> order) {
        for (long i = 0; i < given && order.hasNext(); i++) {
            order.next();
        }
        if (drewOrder) {
            order.hasNext();
        }
    }

    static SequencedMap<String, Object> toMap(PassState pass) {
        SequencedMap<String, Object> map = new LinkedHashMap<>();
        map.put(GIVEN, pass == null ? 0L : pass.given);
        map.put(FINISHED, pass == null || pass.isFinished);
        map.put(SEED, pass == null ? 0L : pass.seed);
        map.put(DREW_SEED, pass != null && pass.drewSeed);
        map.put(DREW_ORDER, pass != null && pass.drewOrder);
        List<Tensor> states = new ArrayList<>();
        for (byte[] state : pass == null ? List.<byte[]>of() : pass.generators) {
            states.add(tensor(state));
        }
        map.put(GENERATORS, states);
        return map;
    }

    static PassState of(Map<String, ?> map) {
        List<byte[]> states = new ArrayList<>();
        for (Object state :
                StateEntries.required(map, GENERATORS, List.class, "a list of tensors")) {
            if (!(state instanceof Tensor tensor)) {
                throw StateEntries.mismatch(map, GENERATORS, "a list of tensors");
            }
            states.add(tensor.toByteArray());
        }
        PassState pass =
                new PassState(
                        states, StateEntries.required(map, DREW_SEED, Boolean.class, "a boolean"));
        pass.given = StateEntries.required(map, GIVEN, Number.class, "a number").longValue();
        pass.seed = StateEntries.required(map, SEED, Number.class, "a number").longValue();
        pass.drewOrder = StateEntries.required(map, DREW_ORDER, Boolean.class, "a boolean");
        pass.isFinished = StateEntries.required(map, FINISHED, Boolean.class, "a boolean");
        return pass;
    }
}
