/** What the distributions of {@code org.panamatorch.distributions} are made of. */
package org.panamatorch.internal.distributions;
