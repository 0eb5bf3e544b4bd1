/** Options of operators and modules that Python takes as words. */
package org.panamatorch.option;
