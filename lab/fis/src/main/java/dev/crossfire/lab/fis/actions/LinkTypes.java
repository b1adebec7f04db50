package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.ResourceType;
import java.util.List;

/** The one resource type that AWS does not have: what runs between two parts of the lab. */
final class LinkTypes {
    static final ActionSpec.Target LINKS = new ActionSpec.Target(
            "Links", new ResourceType("lab:link", "A TCP link between parts of the lab", List.of()));

    private LinkTypes() {}
}
