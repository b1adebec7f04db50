package dev.crossfire.lab;

import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.EstateException;
import dev.crossfire.lab.fis.Zones;
import dev.crossfire.lab.zone.Supply;
import dev.crossfire.lab.zone.Zone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The lab's zones, as experiments break them. */
record LabZones(Supply power) implements Zones {
    @Override
    public ActionRun.Undo stop(String instanceArn) throws EstateException {
        Zone zone = Arrays.stream(Zone.values())
                .filter(each -> LabResource.host(each).resource().arn().equals(instanceArn))
                .findFirst()
                .orElseThrow(() -> new EstateException("there is no instance " + instanceArn + " in the lab"));
        return power.cut(zone)::close;
    }

    @Override
    public ActionRun.Undo withholdCapacity(String groupArn, Set<String> zones) throws EstateException {
        if (!groupArn.equals(LabResource.hosts().resource().arn())) {
            throw new EstateException("there is no Auto Scaling group " + groupArn + " in the lab");
        }
        List<Zone> meant = new ArrayList<>();
        for (String word : zones) {
            meant.add(zone(word).orElseThrow(() -> new EstateException("there is no zone " + word + " in the lab")));
        }
        List<Supply.Cut> withheld = meant.stream().map(power::withhold).toList();
        return () -> withheld.forEach(Supply.Cut::close);
    }

    private static Optional<Zone> zone(String word) {
        return Arrays.stream(Zone.values())
                .filter(zone -> zone.zoneName().equals(word) || zone.zoneId().equals(word))
                .findFirst();
    }
}
