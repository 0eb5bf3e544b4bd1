/** Checks of gradients. */
package org.panamatorch.internal.autograd;
