/** What streams, events and graphs of an accelerator are made of. */
package org.panamatorch.internal.accelerator;
