/** Keeps templates, checks them, resolves targets, and runs experiments; knows nothing of HTTP. */
@NullMarked
package dev.crossfire.lab.fis.engine;

import org.jspecify.annotations.NullMarked;
