package org.panamatorch.codegen.bindings;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The names that declarations have made so far; that they do not clash in C is the compiler's. */
final class Scope {

    private final Map<String, CType.Alias> aliases = new HashMap<>();
    private final Set<String> functions = new HashSet<>();
    private final Map<String, SourcePosition> enumConstants = new LinkedHashMap<>();
    private final Map<String, CDeclaration.Struct> structs = new LinkedHashMap<>();
    private final Map<String, String> classNames = new HashMap<>();

    Map<String, CDeclaration.Struct> structs() {
        return structs;
    }

    CType.Alias alias(String name) {
        return aliases.get(name);
    }

    /** Adds a typedef; false where it is there already, which C11 allows. */
    boolean add(CType.Alias alias) {
        return aliases.putIfAbsent(alias.name(), alias) == null;
    }

    /** Adds a function; false where it was declared before. */
    boolean addFunction(String name) {
        return functions.add(name);
    }

    boolean isFunction(String name) {
        return functions.contains(name);
    }

    void addEnumConstant(SourcePosition position, String name) {
        enumConstants.put(name, position);
    }

    /** Where each enum constant is. */
    Map<String, SourcePosition> enumConstants() {
        return enumConstants;
    }

    void add(SourcePosition position, CDeclaration.Struct struct) {
        structs.put(struct.name(), struct);
        addClass(position, struct.name());
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
}
