/** Calls everything that is public with whatever comes, to find what ends the process. */
package org.panamatorch.fuzz;
