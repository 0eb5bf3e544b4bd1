/** The command line. */
package org.panamatorch.cli;
