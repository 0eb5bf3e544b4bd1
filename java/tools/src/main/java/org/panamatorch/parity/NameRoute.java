package org.panamatorch.parity;

import org.panamatorch.Operator;
import org.panamatorch.Torch;

import java.util.List;
import java.util.Map;

/** Calls operators by their names. */
final class NameRoute implements Route {
    @Override
    public Object call(String name, List<Object> arguments, Map<String, Object> keywords)
            throws MissingException {
        return operator(name).call(arguments, keywords);
    }

    static Operator operator(String name) throws MissingException {
        try {
            return Torch.ops(name);
        } catch (IllegalArgumentException e) {
            throw new MissingException(e.getMessage());
        }
    }
}
