/** The laws of the distributions in {@code org.panamatorch.distributions}, and their helpers. */
package org.panamatorch.internal.distributions;
