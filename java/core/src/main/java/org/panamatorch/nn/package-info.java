/** Modules, the building blocks of networks, as in torch.nn. */
package org.panamatorch.nn;
