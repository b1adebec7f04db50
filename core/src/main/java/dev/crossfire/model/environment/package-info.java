/** What an environment file says: settings, limits, alarms, ledger and secrets. */
@NullMarked
package dev.crossfire.model.environment;

import org.jspecify.annotations.NullMarked;
