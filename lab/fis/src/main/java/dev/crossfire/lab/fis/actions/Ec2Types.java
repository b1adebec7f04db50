package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ResourceType;
import java.util.List;

/** The resource types of Amazon EC2 that are machines. */
final class Ec2Types {
    static final ResourceType INSTANCE = new ResourceType("aws:ec2:instance", "An Amazon EC2 instance", List.of());

    static final ResourceType GROUP =
            new ResourceType("aws:ec2:autoscaling-group", "An Amazon EC2 Auto Scaling group", List.of());

    private Ec2Types() {}
}
