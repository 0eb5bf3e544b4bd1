/** Options of operators that Python takes as words. */
package org.panamatorch.option;
