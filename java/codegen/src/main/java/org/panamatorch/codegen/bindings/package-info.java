/**
 * The stand-in for jextract: reads the C headers of the shim and writes the Java class that
 * jextract would write for them.
 *
 * <p>{@link org.panamatorch.codegen.bindings.GenerateBindings} is the command. Reading goes from
 * characters to tokens, through a small preprocessor, to declarations; writing is one class a kind
 * of output file. The bodies of the written methods differ from jextract's on purpose, their
 * signatures never: {@link org.panamatorch.codegen.bindings.BindingShape} prints what must be
 * equal.
 */
package org.panamatorch.codegen.bindings;
