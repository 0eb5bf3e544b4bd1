/**
 * The programs of the tutorial on recurrent networks, and what trains, forecasts, draws and plays
 * beside them.
 */
package org.panamatorch.examples;
