/** Operators by name: their schemas, the check of arguments against them, and the boxed call. */
package org.panamatorch.internal.dispatch;
