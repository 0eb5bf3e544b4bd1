/** The programs of the tutorial on recurrent networks. */
package org.panamatorch.examples;
