/** The inner workings of datasets, samplers and the loader. */
package org.panamatorch.internal.data;
