/** Damages files of weights, kills who writes them, and times it. */
package org.panamatorch.files;
