/** Options of optimizers. */
package org.panamatorch.internal.optim;
