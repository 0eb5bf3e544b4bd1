/** Files: mapping and replacing them, and what is in those of each format. */
package org.panamatorch.internal.io;
