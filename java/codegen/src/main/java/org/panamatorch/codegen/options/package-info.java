/**
 * The annotation processor that runs while the library is compiled: declared options in; option
 * types, facades of functions and modules by their numbers of dimensions out.
 */
package org.panamatorch.codegen.options;
