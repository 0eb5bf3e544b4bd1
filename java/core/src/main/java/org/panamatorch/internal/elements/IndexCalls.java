package org.panamatorch.internal.elements;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Index;
import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.binding.pt_index;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.Frame;
import org.panamatorch.internal.call.Results;
import org.panamatorch.internal.call.TensorCalls;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** The calls that do what Python's brackets do. */
public final class IndexCalls {
    private static final int WORDS = (int) (pt_index.sizeof() / Long.BYTES);

    private IndexCalls() {}

    /** A call's indices in its frame. */
    private static final class Encoded implements AutoCloseable {
        private final String operation;
        private final Tensor self;
        private final MemorySegment list;
        private final List<Tensor> made = new ArrayList<>(0);

        Encoded(Frame frame, String operation, Tensor self, Index[] indices) {
            this.operation = operation;
            this.self = self;
            Arguments.requirePresent(indices, operation, "indices", "a list of indices");
            this.list = frame.slots(indices.length * WORDS);
            try {
                for (int i = 0; i < indices.length; i++) {
                    write(element(list, i), indices[i]);
                }
            } catch (RuntimeException e) {
                close();
                throw e;
            }
        }

        private void write(MemorySegment index, Index value) {
            switch (value) {
                case null ->
                        Arguments.requirePresent(
                                null,
                                operation,
                                "indices",
                                "an index; Python's None is Index.newAxis()");
                case Index.At at -> writeInteger(index, at.position());
                case Index.Slice slice -> {
                    pt_index.kind(index, PanamaTorch.PT_INDEX_SLICE());
                    pt_index.start(index, slice.start() == null ? 0 : slice.start());
                    pt_index.stop(index, slice.stop() == null ? Long.MAX_VALUE : slice.stop());
                    pt_index.step(index, slice.step());
                }
                case Index.Marker marker ->
                        pt_index.kind(
                                index,
                                marker == Index.Marker.ELLIPSIS
                                        ? PanamaTorch.PT_INDEX_ELLIPSIS()
                                        : PanamaTorch.PT_INDEX_NEW_AXIS());
                case Index.Bool truth -> {
                    pt_index.kind(index, PanamaTorch.PT_INDEX_BOOLEAN());
                    pt_index.start(index, Arguments.flag(truth.value()));
                }
                case Index.Positions positions -> writeTensor(index, tensor(positions.toArray()));
                case Index.Mask mask -> writeTensor(index, tensor(mask.toArray()));
                case Index.Selection selection -> writeTensor(index, selection.tensor());
            }
        }

        private void writeTensor(MemorySegment index, Tensor tensor) {
            pt_index.kind(index, PanamaTorch.PT_INDEX_TENSOR());
            pt_index.tensor(index, Arguments.tensor(tensor, operation, "indices"));
        }

        // Python makes a list's tensor on the device of the tensor that is indexed.
        private Tensor tensor(Object array) {
            Tensor tensor = Elements.fromArray(array, null);
            made.add(tensor);
            Device device = TensorCalls.device(self);
            if (device.isCpu()) {
                return tensor;
            }
            Tensor moved = tensor.to(device, DType.ofCode(TensorCalls.dtype(tensor)));
            made.add(moved);
            return moved;
        }

        @Override
        public void close() {
            made.forEach(Tensor::close);
        }
    }

    private static MemorySegment element(MemorySegment list, int i) {
        return list.asSlice(i * pt_index.sizeof(), pt_index.sizeof());
    }

    private static void writeInteger(MemorySegment index, long position) {
        pt_index.kind(index, PanamaTorch.PT_INDEX_INTEGER());
        pt_index.start(index, position);
    }

    /**
     * Part of a tensor.
     *
     * @param self the tensor
     * @param indices which part
     * @return a view or a new tensor
     */
    public static Tensor get(Tensor self, Index[] indices) {
        try (Frame frame = Frame.open();
                Encoded encoded = new Encoded(frame, "index", self, indices)) {
            return get(self, "index", encoded.list, indices.length, indices);
        }
    }

    /**
     * Part of a tensor.
     *
     * @param self the tensor
     * @param positions one for each of the first dimensions
     * @return a view
     */
    public static Tensor get(Tensor self, long[] positions) {
        Arguments.requirePresent(positions, "get", "positions", "a list of integers");
        if (positions.length == 1) {
            return at(self, positions);
        }
        try (Frame frame = Frame.open()) {
            MemorySegment list = frame.slots(positions.length * WORDS);
            for (int i = 0; i < positions.length; i++) {
                writeInteger(element(list, i), positions[i]);
            }
            return get(self, "get", list, positions.length, positions);
        }
    }

    // Without what lists of indices take: a loop over a tensor's rows does little else.
    private static Tensor at(Tensor self, long[] position) {
        for (int attempt = 0; ; attempt++) {
            MemorySegment ret =
                    PanamaTorch.pt_tensor_at(Arguments.tensor(self, "get", "self"), position[0]);
            Arguments.keepAlive(self);
            if (ret.address() != 0) {
                return Results.tensor(ret);
            }
            Failure.retry(attempt, "get", "self", self, "indices", position);
        }
    }

    private static Tensor get(
            Tensor self, String operation, MemorySegment list, int count, Object indices) {
        for (int attempt = 0; ; attempt++) {
            MemorySegment ret =
                    PanamaTorch.pt_tensor_index(
                            Arguments.tensor(self, operation, "self"), list, count);
            Arguments.keepAlive(self, indices);
            if (ret.address() != 0) {
                return Results.tensor(ret);
            }
            Failure.retry(attempt, operation, "self", self, "indices", indices);
        }
    }

    /**
     * Replaces part of a tensor.
     *
     * @param self the tensor
     * @param value what comes there
     * @param indices which part
     */
    public static void set(Tensor self, Tensor value, Index[] indices) {
        try (Frame frame = Frame.open();
                Encoded encoded = new Encoded(frame, "setAt", self, indices)) {
            for (int attempt = 0; ; attempt++) {
                int status =
                        PanamaTorch.pt_tensor_set_index(
                                Arguments.tensor(self, "setAt", "self"),
                                encoded.list,
                                indices.length,
                                Arguments.tensor(value, "setAt", "value"));
                Arguments.keepAlive(self, value, indices);
                if (status == 0) {
                    return;
                }
                Failure.retry(attempt, "setAt", "self", self, "value", value, "indices", indices);
            }
        }
    }

    /**
     * Replaces part of a tensor by one number.
     *
     * @param self the tensor
     * @param value the number
     * @param indices which part
     */
    public static void set(Tensor self, Number value, Index[] indices) {
        try (Frame frame = Frame.open();
                Encoded encoded = new Encoded(frame, "setAt", self, indices)) {
            MemorySegment scalar = frame.scalar(value, "setAt", "value");
            for (int attempt = 0; ; attempt++) {
                int status =
                        PanamaTorch.pt_tensor_set_index_scalar(
                                Arguments.tensor(self, "setAt", "self"),
                                encoded.list,
                                indices.length,
                                scalar);
                Arguments.keepAlive(self, indices);
                if (status == 0) {
                    return;
                }
                Failure.retry(attempt, "setAt", "self", self, "value", value, "indices", indices);
            }
        }
    }

    /** The indices that tensors are. */
    public static Index[] selections(Tensor... tensors) {
        Arguments.requirePresent(tensors, "index", "indices", "masks or positions");
        Index[] indices = new Index[tensors.length];
        for (int i = 0; i < tensors.length; i++) {
            indices[i] = Index.of(tensors[i]);
        }
        return indices;
    }
}
