/**
 * The declarations that the build generates from: annotations that java/codegen's processor reads
 * while the library is compiled, and that no class file keeps.
 */
package org.panamatorch.internal.declare;
