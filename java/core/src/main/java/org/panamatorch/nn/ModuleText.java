package org.panamatorch.nn;

import java.util.ArrayList;
import java.util.List;

/** Modules as Python prints them. */
final class ModuleText {
    private ModuleText() {}

    static String of(Module module) {
        String extra = module.extraRepr();
        if (module.tree.children.isEmpty() && extra.indexOf('\n') < 0) {
            return module.tree.className() + "(" + extra + ")";
        }
        List<String> lines = new ArrayList<>();
        if (!extra.isEmpty()) {
            lines.addAll(List.of(extra.split("\n", -1)));
        }
        module.tree.children.forEach((name, child) -> lines.add(part(name, text(child))));
        return framed(module, lines);
    }

    /** The parts of a list: equal ones that follow each other on one line, with their number. */
    static String folded(Module module) {
        List<String> texts = new ArrayList<>();
        module.tree.children.values().forEach(child -> texts.add(text(child)));
        if (texts.isEmpty()) {
            return module.tree.className() + "()";
        }
        List<String> lines = new ArrayList<>();
        for (int start = 0, end; start < texts.size(); start = end) {
            end = start + 1;
            while (end < texts.size() && texts.get(end).equals(texts.get(start))) {
                end++;
            }
            lines.add(
                    end == start + 1
                            ? part(Integer.toString(start), texts.get(start))
                            : part(
                                    start + "-" + (end - 1),
                                    (end - start) + " x " + texts.get(start)));
        }
        return framed(module, lines);
    }

    private static String text(Module part) {
        try {
            return part == null ? "None" : part.toString();
        } catch (StackOverflowError e) {
            throw ModuleTree.tooDeep("toString");
        }
    }

    private static String part(String name, String text) {
        return "(" + name + "): " + text.replace("\n", "\n  ");
    }

    private static String framed(Module module, List<String> lines) {
        return module.tree.className() + "(\n  " + String.join("\n  ", lines) + "\n)";
    }
}
