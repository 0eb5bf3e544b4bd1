/** What the scaler of gradients is made of. */
package org.panamatorch.internal.amp;
