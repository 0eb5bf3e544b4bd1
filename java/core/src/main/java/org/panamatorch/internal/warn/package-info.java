/**
 * What is warned of, by LibTorch through {@link org.panamatorch.internal.warn.NativeWarnings} and
 * by Java code, goes through {@link org.panamatorch.internal.warn.WarningLog}.
 */
package org.panamatorch.internal.warn;
