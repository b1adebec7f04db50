/** Pictures of a run for chats and pull requests: SVG, and PNG without a browser. */
@NullMarked
package dev.crossfire.reports.picture;

import org.jspecify.annotations.NullMarked;
