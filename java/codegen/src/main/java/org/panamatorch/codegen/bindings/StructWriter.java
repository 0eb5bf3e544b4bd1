package org.panamatorch.codegen.bindings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the class of a struct: its layout and accessors. */
final class StructWriter {

    private record Extent(long size, long alignment) {}

    private final CDeclaration.Struct struct;
    private final Map<String, CDeclaration.Struct> structs;
    private final String shared;

    StructWriter(
            CDeclaration.Struct struct, Map<String, CDeclaration.Struct> structs, String shared) {
        this.struct = struct;
        this.structs = structs;
        this.shared = shared;
    }

    void write(JavaSource source) {
        String name = JavaNames.of(struct.name());
        source.add(JavaSource.cComment("", text()));
        source.add(
                """
                @SuppressWarnings("restricted")
                public class %1$s {

                    %1$s() {}

                    private static final GroupLayout $LAYOUT =
                            MemoryLayout.structLayout(
                %2$s)
                                    .withName("%3$s");

                    /** The layout of this struct. */
                    public static final GroupLayout layout() {
                        return $LAYOUT;
                    }
                """,
                name, members(), struct.name());
        long offset = 0;
        for (CDeclaration.Field field : struct.fields()) {
            offset = align(offset, extent(field.type()).alignment());
            writeField(source, field, offset);
            offset += extent(field.type()).size();
        }
        writeAllocation(source);
        source.line("}");
    }

    private String text() {
        return struct.fields().stream()
                .map(field -> "    " + field.type().declare(field.name()) + ";\n")
                .collect(Collectors.joining("", "struct " + struct.name() + " {\n", "}"));
    }

    private String members() {
        List<String> members = new ArrayList<>();
        long offset = 0;
        for (CDeclaration.Field field : struct.fields()) {
            Extent extent = extent(field.type());
            long aligned = align(offset, extent.alignment());
            pad(members, aligned - offset);
            members.add(layout(field.type()) + ".withName(\"" + field.name() + "\")");
            offset = aligned + extent.size();
        }
        pad(members, extent(struct).size() - offset);
        return members.stream()
                .map(member -> " ".repeat(20) + member)
                .collect(Collectors.joining(",\n"));
    }

    private static void pad(List<String> members, long bytes) {
        if (bytes > 0) {
            members.add("MemoryLayout.paddingLayout(" + bytes + ")");
        }
    }

    private String layout(CType type) {
        return switch (type.bare()) {
            case CType.Struct member -> JavaNames.of(member.name()) + ".layout()";
            case CType.Array array ->
                    "MemoryLayout.sequenceLayout("
                            + array.count()
                            + ", "
                            + layout(array.element())
                            + ")";
            default -> shared + "." + type.carrier().layout();
        };
    }

    private Extent extent(CType type) {
        return switch (type.bare()) {
            case CType.Struct member -> extent(structs.get(member.name()));
            case CType.Array array -> {
                Extent element = extent(array.element());
                yield new Extent(element.size() * array.count(), element.alignment());
            }
            default -> new Extent(type.carrier().size(), type.carrier().size());
        };
    }

    private Extent extent(CDeclaration.Struct whole) {
        long offset = 0;
        long alignment = 1;
        for (CDeclaration.Field field : whole.fields()) {
            Extent extent = extent(field.type());
            offset = align(offset, extent.alignment()) + extent.size();
            alignment = Math.max(alignment, extent.alignment());
        }
        return new Extent(align(offset, alignment), alignment);
    }

    private static long align(long offset, long alignment) {
        return Math.ceilDiv(offset, alignment) * alignment;
    }

    private void writeField(JavaSource source, CDeclaration.Field field, long offset) {
        CType type = field.type().bare();
        String name = JavaNames.of(field.name());
        String layoutType =
                switch (type) {
                    case CType.Struct _ -> "GroupLayout";
                    case CType.Array _ -> "SequenceLayout";
                    default -> type.carrier().layoutType();
                };
        String comment = JavaSource.cComment("    ", field.type().declare(field.name()));
        source.add(
                """

                    /** The layout of {@code %1$s}. */
                    public static final %2$s %3$s$layout() {
                        return (%2$s) $LAYOUT.select(MemoryLayout.PathElement.groupElement("%1$s"));
                    }

                    /** The offset of {@code %1$s}. */
                    public static final long %3$s$offset() {
                        return %4$dL;
                    }
                """,
                field.name(), layoutType, name, offset);
        if (type instanceof CType.Array || type instanceof CType.Struct) {
            writeSegmentAccess(source, comment, name, offset, extent(type).size());
            if (type instanceof CType.Array array) {
                writeElementAccess(source, comment, name, array, offset);
            }
        } else {
            writeValueAccess(source, comment, name, type.carrier(), offset);
        }
    }

    private void writeValueAccess(
            JavaSource source, String comment, String name, Carrier carrier, long offset) {
        source.add(
                """

                %1$s    public static %2$s %3$s(MemorySegment struct) {
                        return struct.get(%4$s.%5$s, %6$dL);
                    }

                %1$s    public static void %3$s(MemorySegment struct, %2$s fieldValue) {
                        struct.set(%4$s.%5$s, %6$dL, fieldValue);
                    }
                """,
                comment, carrier.javaType(), name, shared, carrier.layout(), offset);
    }

    private static void writeSegmentAccess(
            JavaSource source, String comment, String name, long offset, long size) {
        source.add(
                """

                %1$s    public static MemorySegment %2$s(MemorySegment struct) {
                        return struct.asSlice(%3$dL, %4$dL);
                    }

                %1$s    public static void %2$s(MemorySegment struct, MemorySegment fieldValue) {
                        MemorySegment.copy(fieldValue, 0L, struct, %3$dL, %4$dL);
                    }
                """,
                comment, name, offset, size);
    }

    private void writeElementAccess(
            JavaSource source, String comment, String name, CType.Array array, long offset) {
        List<Long> dimensions = new ArrayList<>();
        CType element = array;
        while (element.bare() instanceof CType.Array inner) {
            dimensions.add(inner.count());
            element = inner.element();
        }
        long size = extent(element).size();
        String indexes =
                IntStream.range(0, dimensions.size())
                        .mapToObj(i -> "long index" + i)
                        .collect(Collectors.joining(", "));
        String place = place(dimensions, offset, size);
        source.add(
                """

                    /** The dimensions of {@code %1$s}. */
                    public static long[] %1$s$dimensions() {
                        return new long[] {%2$s};
                    }
                """,
                name, dimensions.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        if (element.bare() instanceof CType.Struct) {
            source.add(
                    """

                    %1$s    public static MemorySegment %2$s(MemorySegment struct, %3$s) {
                            return struct.asSlice(%4$s, %5$dL);
                        }

                    %1$s    public static void %2$s(
                                MemorySegment struct, %3$s, MemorySegment fieldValue) {
                            MemorySegment.copy(fieldValue, 0L, struct, %4$s, %5$dL);
                        }
                    """,
                    comment, name, indexes, place, size);
            return;
        }
        source.add(
                """

                %1$s    public static %2$s %3$s(MemorySegment struct, %4$s) {
                        return struct.get(%5$s.%6$s, %7$s);
                    }

                %1$s    public static void %3$s(MemorySegment struct, %4$s, %2$s fieldValue) {
                        struct.set(%5$s.%6$s, %7$s, fieldValue);
                    }
                """,
                comment,
                element.carrier().javaType(),
                name,
                indexes,
                shared,
                element.carrier().layout(),
                place);
    }

    private static String place(List<Long> dimensions, long offset, long size) {
        StringBuilder place = new StringBuilder(offset + "L");
        long stride = dimensions.stream().reduce(size, (a, b) -> a * b);
        for (int i = 0; i < dimensions.size(); i++) {
            stride /= dimensions.get(i);
            place.append(
                    " + Objects.checkIndex(index%s, %sL) * %sL"
                            .formatted(i, dimensions.get(i), stride));
        }
        return place.toString();
    }

    private static void writeAllocation(JavaSource source) {
        source.add(
                """

                    /** The element of an array of this struct. */
                    public static MemorySegment asSlice(MemorySegment array, long index) {
                        return array.asSlice(layout().byteSize() * index);
                    }

                    /** The size of this struct in bytes. */
                    public static long sizeof() {
                        return layout().byteSize();
                    }

                    /** Allocates one. */
                    public static MemorySegment allocate(SegmentAllocator allocator) {
                        return allocator.allocate(layout());
                    }

                    /** Allocates an array. */
                    public static MemorySegment allocateArray(
                            long elementCount, SegmentAllocator allocator) {
                        return allocator.allocate(
                                MemoryLayout.sequenceLayout(elementCount, layout()));
                    }

                    /** A view of one at {@code addr}, with lifetime and clean-up of its own. */
                    public static MemorySegment reinterpret(
                            MemorySegment addr,
                            Arena arena,
                            java.util.function.Consumer<MemorySegment> cleanup) {
                        return reinterpret(addr, 1, arena, cleanup);
                    }

                    /** A view of an array at {@code addr} with lifetime and clean-up of its own. */
                    public static MemorySegment reinterpret(
                            MemorySegment addr,
                            long elementCount,
                            Arena arena,
                            java.util.function.Consumer<MemorySegment> cleanup) {
                        return addr.reinterpret(layout().byteSize() * elementCount, arena, cleanup);
                    }
                """);
    }
}
