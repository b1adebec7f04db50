/** Children that cannot outlive their owner: started under a watchdog, restarted by a supervisor. */
@NullMarked
package dev.crossfire.lab.process;

import org.jspecify.annotations.NullMarked;
