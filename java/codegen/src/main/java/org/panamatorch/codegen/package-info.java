/** What the generators share. */
package org.panamatorch.codegen;
