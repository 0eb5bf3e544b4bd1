/** This library's side of {@code scripts/bench}, with the workloads of {@code native/bench}. */
package org.panamatorch.benchmarks.contender;
