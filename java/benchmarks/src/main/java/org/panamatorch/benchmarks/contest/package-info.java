/** What the contenders of {@code scripts/bench} that run on a JVM share; it needs no library. */
package org.panamatorch.benchmarks.contest;
