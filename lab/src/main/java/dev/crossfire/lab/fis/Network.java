package dev.crossfire.lab.fis;

import dev.crossfire.lab.link.LinkFault;

/** The estate's network, on which several things may be wrong at a time. */
public interface Network {
    /**
     * Lets something be wrong with everything that travels to or from a resource.
     *
     * @param arn the ARN of a listed resource: a link, or something that links lead to
     * @return what takes this back, and nothing else that may be wrong at the same place
     * @throws EstateException if no link leads there
     */
    ActionRun.Undo afflict(String arn, LinkFault linkFault) throws InventoryException;
}
