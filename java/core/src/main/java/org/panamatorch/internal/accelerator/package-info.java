/** Native streams, events and graphs of an accelerator. */
package org.panamatorch.internal.accelerator;
