/** What the library's loading needs to know of its compiled classes. */
package org.panamatorch.codegen.load;
