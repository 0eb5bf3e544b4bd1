/** Finds, loads and checks the native library. */
package org.panamatorch.internal.load;
