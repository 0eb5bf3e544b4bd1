/** What activation checkpointing is made of. */
package org.panamatorch.internal.checkpoint;
