/** Declarations of faster evaluation. */
package org.panamatorch.internal.inference;
