/** The inner workings of the scaler of gradients. */
package org.panamatorch.internal.amp;
