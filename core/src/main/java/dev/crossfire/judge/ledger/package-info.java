/** Compares the writes that users got acknowledged with the records of the system under test. */
@NullMarked
package dev.crossfire.judge.ledger;

import org.jspecify.annotations.NullMarked;
