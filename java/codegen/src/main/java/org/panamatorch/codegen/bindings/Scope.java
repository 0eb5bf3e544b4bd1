package org.panamatorch.codegen.bindings;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that declarations have made so far. */
final class Scope implements ConstantExpression.Names {

    private final Set<SystemHeader> systemHeaders;
    private final Map<String, CType.Alias> aliases = new HashMap<>();
    private final Map<String, CType.Function> functions = new HashMap<>();
    private final Map<String, Integer> enumConstants = new HashMap<>();
    private final Map<String, Boolean> enumTags = new HashMap<>();
    private final Map<String, CDeclaration.Struct> structs = new LinkedHashMap<>();
    private final Map<String, String> classNames = new HashMap<>();

    Scope(Set<SystemHeader> systemHeaders) {
        this.systemHeaders = systemHeaders;
    }

    Map<String, CDeclaration.Struct> structs() {
        return structs;
    }

    CType.Alias alias(String name) {
        return aliases.get(name);
    }

    /** Adds a typedef; false where the same one is there already, which C11 allows. */
    boolean add(SourcePosition position, CType.Alias alias) {
        CType.Alias earlier = aliases.putIfAbsent(alias.name(), alias);
        if (earlier != null && !earlier.equals(alias)) {
            throw redeclared(position, alias.name());
        }
        return earlier == null;
    }

    /** Adds a function; false where it was declared before. */
    boolean add(SourcePosition position, CDeclaration.Function function) {
        CType.Function earlier = functions.putIfAbsent(function.name(), function.type());
        if (earlier != null && !sameTypes(earlier, function.type())) {
            throw redeclared(position, function.name());
        }
        return earlier == null;
    }

    boolean isFunction(String name) {
        return functions.containsKey(name);
    }

    private static boolean sameTypes(CType.Function one, CType.Function other) {
        return one.result().equals(other.result())
                && one.parameters().stream()
                        .map(CType.Parameter::type)
                        .toList()
                        .equals(other.parameters().stream().map(CType.Parameter::type).toList());
    }

    void add(SourcePosition position, CDeclaration.EnumConstant constant) {
        if (enumConstants.putIfAbsent(constant.name(), constant.value()) != null) {
            throw redeclared(position, constant.name());
        }
    }

    void add(SourcePosition position, CDeclaration.Struct struct) {
        if (structs.putIfAbsent(struct.name(), struct) != null) {
            throw redeclared(position, "struct " + struct.name());
        }
        addClass(position, struct.name());
    }

    boolean addEnumTag(String tag) {
        return enumTags.putIfAbsent(tag, true) == null;
    }

    boolean hasEnumTag(String tag) {
        return enumTags.containsKey(tag);
    }

    /** Some file systems do not tell case apart, and jextract renames where classes clash. */
    void addClass(SourcePosition position, String name) {
        String earlier = classNames.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
        if (earlier != null) {
            throw new HeaderException(
                    position,
                    "class name " + name + " beside " + earlier,
                    "names that differ by more than case");
        }
    }

    boolean includes(SystemHeader header) {
        return systemHeaders.contains(header);
    }

    @Override
    public Optional<CInteger> constant(String name) {
        return Optional.ofNullable(enumConstants.get(name)).map(CInteger::ofInt);
    }

    @Override
    public Optional<CInteger> type(String name) {
        CType type = aliases.get(name);
        if (type == null) {
            type = ScalarTypes.named(name, this).orElse(null);
        }
        if (type == null || !(type.bare() instanceof CType.Scalar scalar)) {
            return Optional.empty();
        }
        int bits = scalar.carrier() == Carrier.BOOL ? CInteger.BOOL : scalar.carrier().size() * 8;
        return switch (scalar.carrier()) {
            case VOID, FLOAT, DOUBLE, POINTER -> Optional.empty();
            default -> Optional.of(new CInteger(0, bits, scalar.unsigned()));
        };
    }

    private static HeaderException redeclared(SourcePosition position, String name) {
        return new HeaderException(
                position, "another declaration of " + name, "one declaration, or equal ones");
    }
}
