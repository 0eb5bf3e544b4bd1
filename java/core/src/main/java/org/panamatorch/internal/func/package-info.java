/** Transforms of functions. */
package org.panamatorch.internal.func;
