/** Faster evaluation of models that are trained. */
package org.panamatorch.inference;
