@NullMarked
package dev.crossfire.judge.ledger;

import org.jspecify.annotations.NullMarked;
