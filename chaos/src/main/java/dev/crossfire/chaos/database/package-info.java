/** The database-failover fault, and how a writer with its standbys is probed. */
@NullMarked
package dev.crossfire.chaos.database;

import org.jspecify.annotations.NullMarked;
