/** What the load generator sent, which of it was good, and where its records have gaps. */
@NullMarked
package dev.crossfire.judge.traffic;

import org.jspecify.annotations.NullMarked;
