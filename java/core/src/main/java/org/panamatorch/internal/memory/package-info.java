/** Who releases native objects, and when. */
package org.panamatorch.internal.memory;
