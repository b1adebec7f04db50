package dev.crossfire.chaos.fake;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A database pair and the service that makes it fail over: cut off at once, promoted soon, whole a little later. */
public final class FakeCloud implements Closeable {
    public static final String CLUSTER = "arn:aws:rds:lab-1:000000000000:cluster:ticketing";
    public static final String TASK = "arn:aws:ecs:lab-1:000000000000:task/shop/shop-a1";

    private static final long PROMOTED_AFTER_MILLIS = 60;
    private static final long WHOLE_AFTER_MILLIS = 200;

    private final LocalFis fis = new LocalFis();
    private final FakePair pair = new FakePair();
    private final ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "fake-cloud");
        thread.setDaemon(true);
        return thread;
    });

    public FakeCloud() throws IOException {
        fis.resource("aws:rds:cluster", CLUSTER, Map.of("app", "ticketing", "tier", "db"));
        fis.onAction(arn -> {
            pair.become(FakePair.Mood.RESETS);
            var unusedPromotion = time.schedule(
                    () -> pair.promote("node-b", FakePair.Mood.SERVES), PROMOTED_AFTER_MILLIS, TimeUnit.MILLISECONDS);
            var unusedRebuild = time.schedule(() -> pair.standbys(1, 0), WHOLE_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        });
    }

    public LocalFis fis() {
        return fis;
    }

    public FakePair pair() {
        return pair;
    }

    /** The ready line of a lab of these parts. */
    public String readyLine() {
        return """
                {"event":"ready","baseUrl":"http://127.0.0.1:1","fis":"%s","fisCredentials":{"accessKeyId":"%s","secretAccessKey":"%s"},"region":"lab-1","account":"000000000000","kubernetes":null,\
                "database":{"jdbc":"%s","user":"observer","password":"pa55word"},\
                "zones":[{"name":"lab-1b","id":"lab1-az2"},{"name":"lab-1a","id":"lab1-az1"}],"dir":"/tmp","pid":1,\
                "resources":[\
                {"role":"ticketing-db","type":"aws:rds:cluster","arn":"%s","tags":{"app":"ticketing"},"address":null},\
                {"role":"ticketing-db","type":"aws:rds:db","arn":"%s-1a","tags":{"zone":"lab-1a"},"address":null},\
                {"role":"shop","type":"aws:ecs:task","arn":"%s","tags":{"zone":"lab-1a"},"address":null}]}""".formatted(
                fis.uri(), fis.accessKeyId(), fis.secretAccessKey().reveal(), pair.jdbc(), CLUSTER, CLUSTER, TASK);
    }

    @Override
    public void close() throws IOException {
        time.shutdownNow();
        fis.close();
        pair.close();
    }
}
