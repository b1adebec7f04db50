package dev.crossfire.lab;

import dev.crossfire.lab.fis.ActiveEffect;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.NetworkFault;
import dev.crossfire.lab.fis.ZoneOperations;
import dev.crossfire.lab.process.ProcessSupervisor;
import dev.crossfire.lab.zone.LabZone;
import dev.crossfire.lab.zone.ZoneSupply;
import dev.crossfire.lab.zone.ZoneSupply.ZoneSupplies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The lab's zones, as experiments break them. */
record LabZones(ZoneSupplies supplies, LabNetwork network) implements ZoneOperations {
    @Override
    public ActiveEffect.Undo stop(String instanceArn) throws InventoryException {
        LabZone zone = find(each -> LabResource.host(each).resource().arn().equals(instanceArn), instanceArn);
        return supplies.power().cut(zone)::close;
    }

    @Override
    public ActiveEffect.Undo withholdCapacity(String groupArn, Set<String> zones) throws InventoryException {
        if (!groupArn.equals(LabResource.hosts().resource().arn())) {
            throw new InventoryException("there is no Auto Scaling group " + groupArn + " in the lab");
        }
        List<LabZone> meant = new ArrayList<>();
        for (String word : zones) {
            meant.add(find(zone -> zone.zoneName().equals(word) || zone.zoneId().equals(word), "zone " + word));
        }
        List<ZoneSupply.Cut> withheld =
                meant.stream().map(supplies.power()::withhold).toList();
        return () -> withheld.forEach(ZoneSupply.Cut::close);
    }

    @Override
    public ActiveEffect.Undo isolate(String subnetArn) throws InventoryException {
        LabZone zone = find(each -> LabResource.subnetArn(each).equals(subnetArn), subnetArn);
        ActiveEffect.Undo reachable = network.disrupt(subnetArn, new NetworkFault.Blackhole());
        // Observers with links of their own must not see more than others do.
        ZoneSupply.Cut cut = supplies.network().cut(zone);
        return () -> {
            cut.close();
            reachable.run();
        };
    }

    /** Returns whether what is in a zone can do its work for others. */
    boolean serves(LabZone zone) {
        return supplies.serves(zone);
    }

    private static LabZone find(Predicate<LabZone> wanted, String what) throws InventoryException {
        return Arrays.stream(LabZone.values())
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new InventoryException("there is no " + what + " in the lab"));
    }

    /** A supervised process that runs only where there is power. */
    record ZonePoweredProcess(ProcessSupervisor supervisor) implements ZoneSupply.Dependent {
        private static final String WHY = "power";

        @Override
        public void lost(String reason) {
            supervisor.suspendRestarts(WHY);
            supervisor.kill(reason);
        }

        @Override
        public void back() {
            supervisor.resumeRestarts(WHY);
        }
    }
}
