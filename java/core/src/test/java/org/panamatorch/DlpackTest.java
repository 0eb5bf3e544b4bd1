package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.DlpackCapsule.Form;
import org.panamatorch.junit.NoLeaks;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** DLPack both ways, with another library that this class plays. */
@NoLeaks
class DlpackTest {
    private static final StructLayout TENSOR =
            MemoryLayout.structLayout(
                    ValueLayout.ADDRESS.withName("data"),
                    ValueLayout.JAVA_INT.withName("device_type"),
                    ValueLayout.JAVA_INT.withName("device_id"),
                    ValueLayout.JAVA_INT.withName("ndim"),
                    ValueLayout.JAVA_BYTE.withName("code"),
                    ValueLayout.JAVA_BYTE.withName("bits"),
                    ValueLayout.JAVA_SHORT.withName("lanes"),
                    ValueLayout.ADDRESS.withName("shape"),
                    ValueLayout.ADDRESS.withName("strides"),
                    ValueLayout.JAVA_LONG.withName("byte_offset"));
    private static final StructLayout LEGACY =
            MemoryLayout.structLayout(
                    TENSOR.withName("tensor"),
                    ValueLayout.ADDRESS.withName("manager_ctx"),
                    ValueLayout.ADDRESS.withName("deleter"));
    private static final StructLayout VERSIONED =
            MemoryLayout.structLayout(
                    ValueLayout.JAVA_INT.withName("major"),
                    ValueLayout.JAVA_INT.withName("minor"),
                    ValueLayout.ADDRESS.withName("manager_ctx"),
                    ValueLayout.ADDRESS.withName("deleter"),
                    ValueLayout.JAVA_LONG.withName("flags"),
                    TENSOR.withName("tensor"));
    private static final FunctionDescriptor DELETER =
            FunctionDescriptor.ofVoid(ValueLayout.ADDRESS);
    private static final int ON_CPU = 1;
    private static final byte FLOAT = 2;
    private static final long READ_ONLY = 1;

    private static StructLayout layout(Form form) {
        return form == Form.LEGACY ? LEGACY : VERSIONED;
    }

    private static MemorySegment tensorOf(MemorySegment managed, Form form) {
        return managed.reinterpret(layout(form).byteSize())
                .asSlice(layout(form).byteOffset(PathElement.groupElement("tensor")), TENSOR);
    }

    private static long at(StructLayout layout, String name) {
        return layout.byteOffset(PathElement.groupElement(name));
    }

    private static MemorySegment longs(MemorySegment tensor, String name) {
        int dim = tensor.get(ValueLayout.JAVA_INT, at(TENSOR, "ndim"));
        return tensor.get(ValueLayout.ADDRESS, at(TENSOR, name)).reinterpret(8L * dim);
    }

    /** What a library does that is done with a tensor. */
    private static void delete(MemorySegment managed, Form form) throws Throwable {
        MemorySegment deleter =
                managed.reinterpret(layout(form).byteSize())
                        .get(ValueLayout.ADDRESS, at(layout(form), "deleter"));
        Linker.nativeLinker().downcallHandle(deleter, DELETER).invoke(managed);
    }

    /**
     * A library that lends the numbers 1 to 6 as two rows, and counts how often it gets them back.
     */
    private static final class Lender implements AutoCloseable {
        private final Arena arena = Arena.ofShared();
        private final AtomicInteger returned = new AtomicInteger();
        private final MemorySegment elements =
                arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1, 2, 3, 4, 5, 6);
        private final MemorySegment managed;

        Lender(Form form) {
            managed = arena.allocate(layout(form));
            MemorySegment tensor = tensorOf(managed, form);
            tensor.set(ValueLayout.ADDRESS, at(TENSOR, "data"), elements);
            tensor.set(ValueLayout.JAVA_INT, at(TENSOR, "device_type"), ON_CPU);
            tensor.set(ValueLayout.JAVA_INT, at(TENSOR, "ndim"), 2);
            tensor.set(ValueLayout.JAVA_BYTE, at(TENSOR, "code"), FLOAT);
            tensor.set(ValueLayout.JAVA_BYTE, at(TENSOR, "bits"), (byte) Float.SIZE);
            tensor.set(ValueLayout.JAVA_SHORT, at(TENSOR, "lanes"), (short) 1);
            tensor.set(
                    ValueLayout.ADDRESS,
                    at(TENSOR, "shape"),
                    arena.allocateFrom(ValueLayout.JAVA_LONG, 2, 3));
            tensor.set(
                    ValueLayout.ADDRESS,
                    at(TENSOR, "strides"),
                    arena.allocateFrom(ValueLayout.JAVA_LONG, 3, 1));
            managed.set(ValueLayout.ADDRESS, at(layout(form), "deleter"), deleter());
            if (form == Form.VERSIONED) {
                managed.set(ValueLayout.JAVA_INT, at(VERSIONED, "major"), 1);
            }
        }

        private MemorySegment deleter() {
            try {
                return Linker.nativeLinker()
                        .upcallStub(
                                MethodHandles.lookup()
                                        .bind(
                                                this,
                                                "delete",
                                                MethodType.methodType(
                                                        void.class, MemorySegment.class)),
                                DELETER,
                                arena);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }

        private void delete(MemorySegment self) {
            returned.addAndGet(self.address() == managed.address() ? 1 : 1000);
        }

        Lender flags(long flags) {
            managed.set(ValueLayout.JAVA_LONG, at(VERSIONED, "flags"), flags);
            return this;
        }

        @Override
        public void close() {
            arena.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void consumer_seesTheTensor(Form form) throws Throwable {
        Tensor tensor = Torch.arange(6, DType.INT16).reshape(Shape.of(2, 3));
        MemorySegment managed;
        try (DlpackCapsule capsule = Torch.toDlpack(tensor.t().get(1), form)) {
            assertThat(capsule.form()).isEqualTo(form);
            managed = capsule.get();
            assertThat(capsule.take()).isEqualTo(managed);
        }
        MemorySegment read = tensorOf(managed, form);
        assertThat(read.get(ValueLayout.JAVA_INT, at(TENSOR, "device_type"))).isEqualTo(ON_CPU);
        assertThat(read.get(ValueLayout.JAVA_BYTE, at(TENSOR, "code"))).isZero();
        assertThat(read.get(ValueLayout.JAVA_BYTE, at(TENSOR, "bits"))).isEqualTo((byte) 16);
        assertThat(longs(read, "shape").toArray(ValueLayout.JAVA_LONG)).containsExactly(2);
        assertThat(longs(read, "strides").toArray(ValueLayout.JAVA_LONG)).containsExactly(3);
        MemorySegment data = read.get(ValueLayout.ADDRESS, at(TENSOR, "data")).reinterpret(8);
        assertThat(data.getAtIndex(ValueLayout.JAVA_SHORT, 3)).isEqualTo((short) 4);
        data.setAtIndex(ValueLayout.JAVA_SHORT, 3, (short) 40);
        assertThat(tensor.tolist()).isEqualTo(List.of(List.of(0L, 1L, 2L), List.of(3L, 40L, 5L)));
        tensor.close();
        assertThat(data.getAtIndex(ValueLayout.JAVA_SHORT, 0)).isEqualTo((short) 1);
        delete(managed, form);
    }

    @Test
    void structureOfDlpackOne_tellsItsVersion() {
        try (DlpackCapsule capsule = Torch.toDlpack(Torch.ones(2), Form.VERSIONED)) {
            assertThat(capsule.get().reinterpret(8).get(ValueLayout.JAVA_INT, 0)).isOne();
        }
        try (DlpackCapsule capsule = Torch.toDlpack(Torch.ones(2))) {
            assertThat(capsule.form()).isEqualTo(Form.LEGACY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void producersElements_areSharedUntilTheLastViewIsGone(Form form) {
        try (Lender lender = new Lender(form)) {
            Tensor tensor = Torch.fromDlpack(DlpackCapsule.of(lender.managed, form));
            lender.elements.setAtIndex(ValueLayout.JAVA_FLOAT, 5, 60);
            try (Tensor first = tensor.get(0)) {
                first.mul_(10);
            }
            assertThat(tensor.tolist())
                    .isEqualTo(List.of(List.of(10.0, 20.0, 30.0), List.of(4.0, 5.0, 60.0)));
            assertThat(lender.elements.getAtIndex(ValueLayout.JAVA_FLOAT, 0)).isEqualTo(10);
            Tensor row = tensor.get(1);
            tensor.close();
            assertThat(lender.returned).hasValue(0);
            assertThat(row.toFloatArray()).containsExactly(4, 5, 60);
            row.close();
            assertThat(lender.returned).hasValue(1);
        }
    }

    @Test
    void readOnlyTensor_isCopied() {
        try (Lender lender = new Lender(Form.VERSIONED).flags(READ_ONLY)) {
            Tensor tensor = Torch.fromDlpack(DlpackCapsule.of(lender.managed, Form.VERSIONED));
            assertThat(lender.returned).hasValue(1);
            tensor.zero_();
            assertThat(lender.elements.getAtIndex(ValueLayout.JAVA_FLOAT, 0)).isEqualTo(1);
        }
    }

    @Test
    void capsule_returnsWhatNobodyTakes() {
        try (Lender lender = new Lender(Form.LEGACY)) {
            DlpackCapsule capsule = DlpackCapsule.of(lender.managed, Form.LEGACY);
            assertThat(lender.returned).hasValue(0);
            capsule.close();
            capsule.close();
            assertThat(lender.returned).hasValue(1);
            assertThatThrownBy(capsule::get)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "DlpackCapsule.get: capsule 'this' was used after it had been closed");
        }
    }

    @Test
    void refusedStructure_staysInItsCapsule() {
        try (Lender lender = new Lender(Form.VERSIONED)) {
            lender.managed.set(ValueLayout.JAVA_INT, at(VERSIONED, "major"), 2);
            DlpackCapsule capsule = DlpackCapsule.of(lender.managed, Form.VERSIONED);
            assertThatThrownBy(() -> Torch.fromDlpack(capsule))
                    .isInstanceOf(TorchException.class)
                    .hasMessage(
                            "the structure is one of DLPack 2.0, and only those of version 1 are"
                                    + " known\n"
                                    + "  in fromDlpack()");
            assertThat(capsule.get()).isEqualTo(MemorySegment.ofAddress(lender.managed.address()));
            capsule.close();
            assertThat(lender.returned).hasValue(1);
        }
    }

    @Test
    void capsule_isTakenOnce() {
        DlpackCapsule capsule = Torch.toDlpack(Torch.ones(2));
        Torch.fromDlpack(capsule);
        assertThatThrownBy(capsule::take)
                .isInstanceOf(TorchException.class)
                .hasMessage(
                        "DlpackCapsule.take: the capsule is empty: what was in it has been taken");
        assertThatThrownBy(() -> Torch.fromDlpack(capsule))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("the capsule is empty: what was in it has been taken");
    }

    @Test
    void addresses_areThoseOfStructures() {
        assertThatThrownBy(() -> DlpackCapsule.of(MemorySegment.NULL, Form.LEGACY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "DlpackCapsule.of: managed is NULL, not the address of a structure of"
                                + " DLPack's");
        assertThatThrownBy(() -> DlpackCapsule.of(MemorySegment.ofArray(new long[8]), Form.LEGACY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "DlpackCapsule.of: managed is memory of a Java array, not the address of a"
                                + " structure of DLPack's");
    }

    /**
     * The dtypes that Python exports, but for those of less than a byte, which come back as bytes.
     */
    static Stream<DType> dtypes() {
        return Stream.of(DType.values())
                .filter(dtype -> !dtype.bareName().matches("q.*|bits.*|u?int[1-7]"));
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void tensor_comesBackAsItWas(DType dtype) {
        Tensor tensor = Torch.arange(96, DType.UINT8).view(dtype).view(2, -1).t();
        for (Form form : Form.values()) {
            Tensor back = Torch.fromDlpack(Torch.toDlpack(tensor, form));
            assertThat(back.dtype()).isEqualTo(dtype);
            assertThat(back.sizes()).isEqualTo(tensor.sizes());
            assertThat(back.dataPtr()).isEqualTo(tensor.dataPtr());
            if (tensor.size(0) > 1) {
                assertThat(back.strides()).isEqualTo(tensor.strides());
            }
        }
    }

    @Test
    void tensorsWithoutElementsOrDimensions_comeBack() {
        assertThat(Torch.fromDlpack(Torch.toDlpack(Torch.ones(0, 3))).sizes())
                .containsExactly(0, 3);
        assertThat(Torch.fromDlpack(Torch.toDlpack(Torch.tensor(7))).item()).isEqualTo(7L);
        Tensor expanded = Torch.ones(3, 1).expand(3, 4);
        assertThat(Torch.fromDlpack(Torch.toDlpack(expanded)).strides()).containsExactly(1, 0);
    }

    static Stream<Object[]> refused() {
        return Stream.of(
                new Object[] {"requires grad", Torch.ones(2).requiresGrad_()},
                new Object[] {
                    "has its conjugate bit set", Torch.ones(Shape.of(2), DType.COMPLEX64).conj()
                },
                new Object[] {
                    "has its negative bit set",
                    Torch.ones(Shape.of(2), DType.COMPLEX64).conj().imag()
                },
                new Object[] {
                    "can't access the memory of a Sparse tensor", Torch.ones(2).toSparse()
                },
                new Object[] {"Cannot pack tensors on meta", Torch.ones(2).to(Device.META)},
                new Object[] {
                    "QUInt/QInt types are not supported by dlpack",
                    Torch.quantizePerTensor(Torch.ones(2), 1, 0, DType.QINT8)
                });
    }

    @ParameterizedTest
    @MethodSource("refused")
    void tensorThatDlpackCannotTell_isRefused(String text, Tensor tensor) {
        assertThatThrownBy(() -> Torch.toDlpack(tensor, Form.VERSIONED))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining(text);
    }

    @Test
    void resizing_isRefusedFromNowOn() {
        Tensor tensor = Torch.ones(2);
        DlpackCapsule capsule = Torch.toDlpack(tensor);
        assertThatThrownBy(() -> tensor.resize_(Shape.of(1000)))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("not resizable");
        capsule.close();
    }
}
