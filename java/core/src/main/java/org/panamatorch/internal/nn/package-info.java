/** The bodies of the modules and functions of {@code org.panamatorch.nn}, by section. */
package org.panamatorch.internal.nn;
