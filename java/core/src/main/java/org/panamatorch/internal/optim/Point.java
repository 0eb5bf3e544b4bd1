package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;

/**
 * A point of a line.
 *
 * @param loss the loss there
 * @param gradient the gradient there, flat
 */
record Point(double loss, Tensor gradient) {}
