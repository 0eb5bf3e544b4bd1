package org.panamatorch.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Code that sets options on an object that it is given, such as {@code o -> o.stride(2)}.
 *
 * @param values what it sets, by the keys of the setters
 * @param deed what it does before
 */
record OptionsCode(Group values, Callback.Deed deed) implements Recipe {
    @Override
    public Object make(Run run) throws Throwable {
        Map<?, ?> made = (Map<?, ?>) values.make(run);
        Consumer<Object> code =
                options -> {
                    Callback.perform(deed, made.values().toArray());
                    made.forEach((setter, value) -> set(options, (String) setter, value));
                };
        return code;
    }

    private static void set(Object options, String setter, Object value) {
        try {
            Targets.of(setter).invoke(options, value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Stream<Integer> steps() {
        return values.steps();
    }

    @Override
    public List<Recipe> simpler() {
        List<Recipe> simpler = new ArrayList<>();
        if (deed != Callback.Deed.NOTHING) {
            simpler.add(new OptionsCode(values, Callback.Deed.NOTHING));
        }
        for (Recipe better : values.simpler()) {
            simpler.add(new OptionsCode((Group) better, deed));
        }
        return simpler;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("o -> ");
        if (deed != Callback.Deed.NOTHING) {
            text.append(deed).append("; ");
        }
        text.append('o');
        for (int i = 0; i < values.keys().size(); i++) {
            String setter = values.keys().get(i).replaceFirst("\\(.*", "");
            text.append(setter.substring(setter.lastIndexOf('.')))
                    .append('(')
                    .append(values.elements().get(i))
                    .append(')');
        }
        return text.toString();
    }
}
