/** What travels over the wire, as records whose component names are AWS's member names; a null member is left out. */
@NullMarked
package dev.crossfire.lab.fis.model;

import org.jspecify.annotations.NullMarked;
