/** Calls every public method with what it does not expect. */
package org.panamatorch.surface;
