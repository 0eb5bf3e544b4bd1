/**
 * The operator generator: reads the operator schemas in LibTorch's headers and writes the typed C
 * functions of the shim and the typed Java methods over them. It needs nothing but the JDK and runs
 * by the source launcher too.
 */
package org.panamatorch.codegen.operators;
