package com.example.shop;

import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.testkit.ObjectiveContract;
import dev.crossfire.testkit.PlantedRun;

class FailedRequestsTest extends ObjectiveContract<FailedRequests.Settings> {
    @Override
    protected ObjectiveKind<FailedRequests.Settings> kind() {
        return new FailedRequests();
    }

    @Override
    protected FailedRequests.Settings settings() {
        return new FailedRequests.Settings("buyers", 500);
    }

    /** 100 requests a second, of which all fail for 3 s. */
    @Override
    protected PlantedRun kept() {
        return new PlantedRun().fault("writer-lost", 30, 40).buyers(100, PlantedRun.outage(30, 33));
    }

    @Override
    protected PlantedRun missed() {
        return new PlantedRun().fault("writer-lost", 30, 40).buyers(100, PlantedRun.outage(30, 36));
    }
}
