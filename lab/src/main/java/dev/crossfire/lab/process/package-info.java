/** Children that cannot outlive their owner: started under a watchdog, restarted by a keeper. */
@NullMarked
package dev.crossfire.lab.process;

import org.jspecify.annotations.NullMarked;
