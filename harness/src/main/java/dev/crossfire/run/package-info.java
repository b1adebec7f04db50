/** One run or repeated ones, from the plan to the reports: conducted, judged, reported. */
@NullMarked
package dev.crossfire.run;

import org.jspecify.annotations.NullMarked;
