package org.panamatorch.nn.hook;

import org.panamatorch.nn.Module;

/**
 * Runs each time that any module gets a parameter, a buffer or a part.
 *
 * @param <T> what is registered
 */
@FunctionalInterface
public interface RegistrationHook<T> {
    /**
     * Sees what is registered, and may replace it.
     *
     * @param module the module
     * @param name the name
     * @param value what is registered
     * @return what is to be registered instead, or null to leave it
     */
    T registered(Module module, String name, T value);
}
