/** The HTTP side: access check, routes and JSON around the {@link dev.crossfire.lab.fis.engine.Engine}. */
@NullMarked
package dev.crossfire.lab.fis.http;

import org.jspecify.annotations.NullMarked;
