/**
 * Warnings: those of LibTorch come through {@link org.panamatorch.internal.warn.NativeWarnings} and
 * by Java code, goes through {@link org.panamatorch.internal.warn.WarningLog}.
 */
package org.panamatorch.internal.warn;
