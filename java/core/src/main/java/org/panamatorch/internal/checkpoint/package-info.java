/** The inner workings of activation checkpointing. */
package org.panamatorch.internal.checkpoint;
