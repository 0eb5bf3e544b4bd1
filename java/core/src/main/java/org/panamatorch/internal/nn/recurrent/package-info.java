/** Options of recurrent modules. */
package org.panamatorch.internal.nn.recurrent;
