/** Options of functions of {@code org.panamatorch.nn.utils}. */
package org.panamatorch.internal.nn.utils;
