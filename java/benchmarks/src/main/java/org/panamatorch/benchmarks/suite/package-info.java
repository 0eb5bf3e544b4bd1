/** {@code scripts/bench}: times contenders on workloads by turns, and writes down what came out. */
package org.panamatorch.benchmarks.suite;
