/** Speaks the AWS Fault Injection Service API over loopback HTTP and executes its experiments on an {@link Estate}. */
@NullMarked
package dev.crossfire.lab.fis;

import org.jspecify.annotations.NullMarked;
