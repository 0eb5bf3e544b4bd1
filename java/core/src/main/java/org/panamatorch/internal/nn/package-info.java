/** What modules and functions of {@code org.panamatorch.nn} are made of, by section. */
package org.panamatorch.internal.nn;
