/** For tests of programs that use PanamaTorch; needs JUnit 5's API. */
package org.panamatorch.junit;
