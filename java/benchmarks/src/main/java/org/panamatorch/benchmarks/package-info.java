/** What calls and whole programs cost, measured with JMH. */
package org.panamatorch.benchmarks;
