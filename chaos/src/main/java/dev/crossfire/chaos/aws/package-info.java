/** Faults through the AWS Fault Injection Service, and AWS as an environment; the only place that knows the AWS SDK. */
@NullMarked
package dev.crossfire.chaos.aws;

import org.jspecify.annotations.NullMarked;
