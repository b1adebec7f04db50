package dev.crossfire.chaos.live;

import dev.crossfire.chaos.faults.Workflow;
import dev.crossfire.chaos.probe.SymptomKind;
import dev.crossfire.spi.FaultKind;

class FisWorkflowLiveTest extends LabFaultContract<Workflow.Settings> {
    @Override
    protected FaultKind<Workflow.Settings> kind() {
        return new Workflow();
    }

    @Override
    protected Workflow.Settings faultSettings() {
        return new Workflow.Settings(
                "arn:aws:ssm:lab-1:000000000000:document/ticketing-failover", null, SymptomKind.REPLACED);
    }

    @Override
    protected String role() {
        return "ticketing-db";
    }
}
