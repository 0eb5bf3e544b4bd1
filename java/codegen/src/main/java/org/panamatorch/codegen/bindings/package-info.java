/**
 * The stand-in for jextract: reads the C headers of the shim and writes the Java class that
 * jextract would write for them.
 *
 * <p>{@link org.panamatorch.codegen.bindings.GenerateBindings} is the command. The C compiler
 * preprocesses, finds what is no C, and evaluates constants; what is read here is declarations.
 * Writing is one class a kind of output file. The bodies of the written methods differ from
 * jextract's on purpose, their signatures never: tests compare what other code can see.
 *
 * <p>Half of the code is the form of jextract's classes (functions, call shapes, callbacks, structs
 * with arrays and structs in them), the other half reads C's declarators. Neither can go while the
 * shapes of the two are to be equal for all that our headers may hold.
 */
package org.panamatorch.codegen.bindings;
