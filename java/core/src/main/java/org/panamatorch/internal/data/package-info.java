/** What datasets, samplers and the loader are made of. */
package org.panamatorch.internal.data;
