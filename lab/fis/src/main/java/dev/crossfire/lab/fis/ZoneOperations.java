package dev.crossfire.lab.fis;

import java.util.Set;

/** What can be done to whole zones, by way of the resources that stand for what a zone has. */
public interface ZoneOperations {
    /**
     * Stops a machine, and with it everything that runs on it, as the loss of its power would; nothing of it is started
     * anywhere until that is undone.
     *
     * @param instanceArn the ARN of a listed resource of type {@code aws:ec2:instance}
     * @return starts it again
     * @throws InventoryException if there is no such machine
     */
    default ActiveEffect.Undo stop(String instanceArn) throws InventoryException {
        throw new InventoryException("machines cannot be stopped here");
    }

    /**
     * Keeps machines that are stopped, or will be, from being started again.
     *
     * @param groupArn the ARN of a listed resource of type {@code aws:ec2:autoscaling-group}
     * @param zones names or ids of zones
     * @return lets them be started again
     * @throws InventoryException if there is no such group or zone
     */
    default ActiveEffect.Undo withholdCapacity(String groupArn, Set<String> zones) throws InventoryException {
        throw new InventoryException("a lack of instance capacity cannot be simulated here");
    }

    /**
     * Lets no packet into a subnet and none out of it; clients get no error.
     *
     * @param subnetArn the ARN of a listed resource of type {@code aws:ec2:subnet}
     * @return lets them pass again
     * @throws InventoryException if there is no such subnet
     */
    default ActiveEffect.Undo isolate(String subnetArn) throws InventoryException {
        throw new InventoryException("subnets cannot be cut off here");
    }
}
