package dev.crossfire.simulations.recorder;

import dev.crossfire.simulations.recorder.RunObserver.UserEvents;
import io.gatling.core.scenario.Scenario;
import io.gatling.core.session.Session;
import io.gatling.http.engine.response.ResponseProcessor;
import io.gatling.http.engine.tx.HttpTx;
import io.gatling.http.engine.tx.HttpTxExecutor;
import io.gatling.http.protocol.HttpComponents;
import io.gatling.http.protocol.HttpProtocol$;
import java.lang.reflect.Field;
import java.util.function.Function;
import scala.Function1;
import scala.collection.immutable.List;
import scala.runtime.AbstractFunction1;

/**
 * Reports when users begin HTTP requests.
 *
 * <p>Gatling's statistics contain a request only when it has ended, and no other hook of Gatling's comes earlier. But
 * its HTTP client calls a function for the handler of each answer, just before it sends the request. That function is
 * replaced by one that calls the original and reports. The contract check shows before each run that this still works.
 */
final class RequestStarts {
    private static final String FIELD = "responseProcessorFactory";

    private final Function<String, UserEvents> users;
    private final GeneratorClock clock;

    /** @param users takes the events of a cohort's users */
    RequestStarts(Function<String, UserEvents> users, GeneratorClock clock) {
        this.users = users;
        this.clock = clock;
    }

    /**
     * From now on the requests of a scenario are reported.
     *
     * @throws IllegalStateException when this is another Gatling
     */
    void observe(Scenario scenario) {
        HttpComponents http =
                scenario.ctx().protocolComponentsRegistry().components(HttpProtocol$.MODULE$.HttpProtocolKey());
        try {
            Field field = HttpTxExecutor.class.getDeclaredField(FIELD);
            field.setAccessible(true);
            @SuppressWarnings("unchecked")
            Function1<HttpTx, ResponseProcessor> own =
                    (Function1<HttpTx, ResponseProcessor>) field.get(http.httpTxExecutor());
            if (!(own instanceof Telling)) {
                field.set(http.httpTxExecutor(), new Telling(own));
            }
        } catch (ReflectiveOperationException | RuntimeException other) {
            throw new IllegalStateException(
                    "this Gatling does not show when requests begin; run the version that Crossfire is built with",
                    other);
        }
    }

    private final class Telling extends AbstractFunction1<HttpTx, ResponseProcessor> {
        private final Function1<HttpTx, ResponseProcessor> own;

        Telling(Function1<HttpTx, ResponseProcessor> own) {
            this.own = own;
        }

        @Override
        public ResponseProcessor apply(HttpTx request) {
            Session session = request.session();
            List<String> groups = session.groups();
            // A silent request is not among the statistics, so its end would not be reported.
            if (!request.silent() && !groups.isEmpty() && UserTag.isTag(groups.head())) {
                users.apply(session.scenario()).sent(UserTag.number(groups.head()), clock.nowMicros());
            }
            return own.apply(request);
        }
    }
}
