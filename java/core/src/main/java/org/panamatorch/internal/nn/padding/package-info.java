/** What enlarges dimensions at their ends. */
package org.panamatorch.internal.nn.padding;
