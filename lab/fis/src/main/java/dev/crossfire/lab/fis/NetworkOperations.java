package dev.crossfire.lab.fis;

/** The network between the resources, on which several faults may act at a time. */
public interface NetworkOperations {
    /**
     * Lets a fault act on everything that travels to or from a resource.
     *
     * @param arn the ARN of a listed resource: a link, or something that links lead to
     * @return ends this fault, and no other that acts on the same resource
     * @throws InventoryException if no link leads there, or the network cannot do this
     */
    ActiveEffect.Undo disrupt(String arn, NetworkFault fault) throws InventoryException;
}
