/**
 * Hooks that run before and after modules are called, differentiated, saved and loaded; registered
 * at {@link org.panamatorch.nn.Module}.
 */
package org.panamatorch.nn.hook;
