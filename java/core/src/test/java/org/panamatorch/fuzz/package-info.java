/** Calls operators with hostile arguments, to find those that end the process. */
package org.panamatorch.fuzz;
