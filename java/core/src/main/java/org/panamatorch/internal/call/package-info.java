/** From Java's types to the generated binding and back: arguments, results, failures. */
package org.panamatorch.internal.call;
