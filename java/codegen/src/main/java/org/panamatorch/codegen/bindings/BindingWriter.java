package org.panamatorch.codegen.bindings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the classes for a header: the main class in pieces, what they share, and one class for
 * each callback and struct.
 */
final class BindingWriter {

    /** As many as jextract puts into one class, which keeps well below the limits of a class. */
    private static final int MEMBERS_PER_CLASS = 1000;

    private static final List<String> IMPORTS =
            List.of("java.lang.foreign.*", "java.lang.invoke.*", "java.util.*");

    private final CHeader header;
    private final String headerFile;
    private final String packageName;
    private final String mainClass;
    private final Platform platform;
    private final Shapes shapes;
    private final Map<String, String> sources = new LinkedHashMap<>();

    private BindingWriter(
            CHeader header,
            String headerFile,
            String packageName,
            String mainClass,
            Platform platform,
            String loader) {
        this.header = header;
        this.headerFile = headerFile;
        this.packageName = packageName;
        this.mainClass = mainClass;
        this.platform = platform;
        this.shapes = new Shapes(mainClass, loader);
    }

    /**
     * Gives the text of each class by its simple name; functions are those of the class loader's
     * libraries.
     */
    static Map<String, String> write(
            CHeader header, String packageName, String mainClass, Platform platform) {
        return write(header, packageName, mainClass, platform, null);
    }

    /**
     * Gives the text of each class by its simple name.
     *
     * @param loader a class, {@code package.Class}, whose static method {@code symbols()} tells
     *     where functions are, and whose {@code link(Runnable)} each linking of a call shape goes
     *     through
     */
    static Map<String, String> write(
            CHeader header,
            String packageName,
            String mainClass,
            Platform platform,
            String loader) {
        String headerFile = header.files().getFirst().getFileName().toString();
        BindingWriter writer =
                new BindingWriter(header, headerFile, packageName, mainClass, platform, loader);
        writer.mainClasses();
        writer.sharedClass();
        writer.typeClasses();
        JavaSource link = writer.source();
        writer.shapes.write(link, writer.shared());
        writer.put(writer.shapes.linkClass(), link);
        return writer.sources;
    }

    private JavaSource source() {
        return new JavaSource(headerFile, packageName, IMPORTS);
    }

    private void put(String className, JavaSource source) {
        sources.put(className, source.toString());
    }

    private String shared() {
        return mainClass + "$shared";
    }

    private void mainClasses() {
        List<String> members = members();
        int pieces = Math.max(1, Math.ceilDiv(members.size(), MEMBERS_PER_CLASS));
        for (int i = 0; i < pieces; i++) {
            int from = i * MEMBERS_PER_CLASS;
            int to = Math.min(members.size(), from + MEMBERS_PER_CLASS);
            boolean last = i == pieces - 1;
            String name = last ? mainClass : mainClass + "_" + (pieces - 1 - i);
            String base = i == 0 ? shared() : mainClass + "_" + (pieces - i);
            JavaSource source = source();
            source.add("%sclass %s extends %s {\n\n", last ? "public " : "", name, base);
            source.add("    %s() {}\n", name);
            members.subList(from, to).forEach(member -> source.line("").add(member));
            put(name, source.line("}"));
        }
    }

    /** All members in jextract's order: plain numbers, declarations, other macros. */
    private List<String> members() {
        List<String> members = new ArrayList<>();
        header.macros().stream().filter(MacroConstant::literal).forEach(m -> members.add(macro(m)));
        for (CDeclaration declaration : header.declarations()) {
            switch (declaration) {
                case CDeclaration.Function function -> members.add(function(function));
                case CDeclaration.EnumConstant constant -> members.add(enumConstant(constant));
                case CDeclaration.Typedef typedef when layoutOf(typedef.type()) != null ->
                        members.add(layoutConstant(typedef));
                case CDeclaration.Typedef _, CDeclaration.Struct _ -> {}
            }
        }
        header.macros().stream().filter(m -> !m.literal()).forEach(m -> members.add(macro(m)));
        return members;
    }

    private String function(CDeclaration.Function function) {
        CType.Function type = function.type();
        String name = JavaNames.of(function.name());
        Carrier result = type.result().carrier();
        String comment = JavaSource.cComment("    ", type.declare(function.name()));
        // The address is read once into a local: a racing thread finds the same one.
        return comment
                + """
                    public static %2$s %1$s(%3$s) {
                        long a$ = %1$s;
                        if (a$ == 0L) {
                            a$ = %1$s = %6$s.address("%7$s", "%8$s");
                        }
                        try {
                            %4$s%5$s;
                        } catch (Throwable t$) {
                            throw %6$s.failure(t$);
                        }
                    }

                    private static long %1$s;

                    /** The descriptor of {@code %1$s}. */
                    public static FunctionDescriptor %1$s$descriptor() {
                        return %6$s.descriptor("%8$s");
                    }

                    /** A new handle for {@code %1$s}: keep it. */
                    public static MethodHandle %1$s$handle() {
                        return %6$s.handle("%7$s", "%8$s");
                    }

                    /** The address of {@code %1$s}. */
                    public static MemorySegment %1$s$address() {
                        return %6$s.symbol("%7$s");
                    }
                """
                        .formatted(
                                name,
                                result.javaType(),
                                parameters(type, "x"),
                                result == Carrier.VOID ? "" : "return (" + result.javaType() + ") ",
                                shapes.handle(type)
                                        + ".invokeExact(a$"
                                        + arguments(type, "x")
                                        + ")",
                                shapes.linkClass(),
                                function.name(),
                                type.shape());
    }

    static String parameters(CType.Function type, String unnamed) {
        List<String> declared = new ArrayList<>();
        for (int i = 0; i < type.parameters().size(); i++) {
            CType.Parameter parameter = type.parameters().get(i);
            declared.add(
                    parameter.type().carrier().javaType() + " " + parameterName(type, i, unnamed));
        }
        return String.join(", ", declared);
    }

    /** The parameters as arguments, each with a comma before it. */
    static String arguments(CType.Function type, String unnamed) {
        StringBuilder arguments = new StringBuilder();
        for (int i = 0; i < type.parameters().size(); i++) {
            arguments.append(", ").append(parameterName(type, i, unnamed));
        }
        return arguments.toString();
    }

    private static String parameterName(CType.Function type, int index, String unnamed) {
        String name = type.parameters().get(index).name();
        return name.isEmpty() ? unnamed + index : JavaNames.of(name);
    }

    private static String enumConstant(CDeclaration.EnumConstant constant) {
        String tag = constant.tag().isEmpty() ? "<anonymous>" : constant.tag();
        return constant(
                constant.name(),
                constant.value(),
                "enum " + tag + "." + constant.name() + " = " + constant.value());
    }

    private static String macro(MacroConstant macro) {
        String shown =
                switch (macro.value()) {
                    case String text -> commentSafe(StringLiteral.java(text));
                    case Boolean truth -> truth ? "1" : "0";
                    default -> macro.value().toString();
                };
        return constant(macro.name(), macro.value(), "#define " + macro.name() + " " + shown);
    }

    /** A string may hold what would end the comment or the snippet; then it is not shown. */
    private static String commentSafe(String literal) {
        boolean safe =
                literal.chars().noneMatch(c -> "{}@\\".indexOf(c) >= 0) && !literal.contains("*/");
        return safe ? literal : "\"...\"";
    }

    private static String constant(String name, Object value, String shown) {
        return JavaSource.cComment("    ", shown)
                + switch (value) {
                    case String text -> stringConstant(JavaNames.of(name), text);
                    default ->
                            """
                                public static %s %s() {
                                    return %s;
                                }
                            """
                                    .formatted(javaType(value), JavaNames.of(name), java(value));
                };
    }

    private static String stringConstant(String name, String text) {
        return """
            public static MemorySegment %1$s() {
                final class Holder {
                    static final MemorySegment VALUE = Arena.ofAuto().allocateFrom(%2$s);
                }
                return Holder.VALUE;
            }
        """
                .formatted(name, StringLiteral.java(text));
    }

    private static String javaType(Object value) {
        return switch (value) {
            case Boolean _ -> "boolean";
            case Byte _ -> "byte";
            case Short _ -> "short";
            case Integer _ -> "int";
            case Long _ -> "long";
            case Float _ -> "float";
            default -> "double";
        };
    }

    private static String java(Object value) {
        return switch (value) {
            case Long number -> number + "L";
            case Float number when number.isInfinite() ->
                    number > 0 ? "Float.POSITIVE_INFINITY" : "Float.NEGATIVE_INFINITY";
            case Double number when number.isInfinite() ->
                    number > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
            case Float number -> number + "f";
            default -> value.toString();
        };
    }

    /** A typedef of a number or of a plain pointer is a layout constant; of others it is none. */
    private static Carrier layoutOf(CType type) {
        return switch (type.bare()) {
            case CType.Scalar scalar -> scalar.carrier();
            case CType.Pointer pointer when !(pointer.target() instanceof CType.Function) ->
                    Carrier.POINTER;
            default -> null;
        };
    }

    private static String layoutConstant(CDeclaration.Typedef typedef) {
        Carrier carrier = layoutOf(typedef.type());
        return JavaSource.cComment("    ", typedefText(typedef))
                + "    public static final %s %s = %s;\n"
                        .formatted(
                                carrier.layoutType(),
                                JavaNames.of(typedef.name()),
                                carrier.layout());
    }

    private static String typedefText(CDeclaration.Typedef typedef) {
        return "typedef " + typedef.type().declare(typedef.name());
    }

    private void sharedClass() {
        JavaSource source = source();
        source.add(
                """
                @SuppressWarnings("restricted")
                public class %1$s {

                    %1$s() {}

                    public static final ValueLayout.OfBoolean C_BOOL = ValueLayout.JAVA_BOOLEAN;
                    public static final ValueLayout.OfByte C_CHAR = ValueLayout.JAVA_BYTE;
                    public static final ValueLayout.OfShort C_SHORT = ValueLayout.JAVA_SHORT;
                    public static final ValueLayout.OfInt C_INT = ValueLayout.JAVA_INT;
                    public static final ValueLayout.OfLong C_LONG_LONG = ValueLayout.JAVA_LONG;
                    public static final ValueLayout.OfFloat C_FLOAT = ValueLayout.JAVA_FLOAT;
                    public static final ValueLayout.OfDouble C_DOUBLE = ValueLayout.JAVA_DOUBLE;
                    public static final AddressLayout C_POINTER =
                            ValueLayout.ADDRESS.withTargetLayout(
                                    MemoryLayout.sequenceLayout(Long.MAX_VALUE, C_CHAR));
                """,
                shared());
        if (platform == Platform.WINDOWS) {
            source.line("    public static final ValueLayout.OfInt C_LONG = ValueLayout.JAVA_INT;");
            source.line(
                    "    public static final ValueLayout.OfDouble C_LONG_DOUBLE ="
                            + " ValueLayout.JAVA_DOUBLE;");
        } else {
            source.line(
                    "    public static final ValueLayout.OfLong C_LONG = ValueLayout.JAVA_LONG;");
        }
        put(shared(), source.line("}"));
    }

    private void typeClasses() {
        for (CDeclaration declaration : header.declarations()) {
            switch (declaration) {
                case CDeclaration.Struct struct -> {
                    JavaSource source = source();
                    new StructWriter(struct, header.structs(), shared()).write(source);
                    put(JavaNames.of(struct.name()), source);
                }
                case CDeclaration.Typedef typedef -> typedefClass(typedef);
                default -> {}
            }
        }
    }

    private void typedefClass(CDeclaration.Typedef typedef) {
        String name = JavaNames.of(typedef.name());
        String comment = JavaSource.cComment("", typedefText(typedef));
        if (typedef.type().bare() instanceof CType.Pointer pointer
                && pointer.target() instanceof CType.Function function) {
            JavaSource source = source().add(comment);
            CallbackWriter.write(source, name, function, shapes.linkClass());
            put(name, source);
        } else if (typedef.type().bare() instanceof CType.Struct struct
                && header.structs().containsKey(struct.name())) {
            JavaSource source = source().add(comment);
            source.add("public class %s extends %s {\n\n", name, JavaNames.of(struct.name()));
            source.add("    %s() {}\n}\n", name);
            put(name, source);
        }
    }
}
