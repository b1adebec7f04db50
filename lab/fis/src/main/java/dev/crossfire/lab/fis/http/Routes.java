package dev.crossfire.lab.fis.http;

import dev.crossfire.lab.fis.engine.PageRequest.ResultPage;
import dev.crossfire.lab.fis.model.ErrorType;
import dev.crossfire.lab.fis.model.FisException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The operations by method and path; a path's segment in braces matches anything. */
final class Routes {
    private final List<Route> routes = new ArrayList<>();

    /** Adds an operation; what it returns becomes the answer's JSON object. */
    Routes add(String name, String method, String path, Function<FisCall, Map<String, Object>> operation) {
        routes.add(new Route(name, method, List.of(path.substring(1).split("/")), operation));
        return this;
    }

    /**
     * Finds the operation that a call means.
     *
     * @throws FisException if there is none
     */
    Route find(FisCall call) {
        for (Route route : routes) {
            if (route.matches(call)) {
                return route;
            }
        }
        throw new FisException(
                ErrorType.UNKNOWN_OPERATION,
                "No operation at " + call.method() + " /" + String.join("/", call.path()) + ".");
    }

    /** Makes the answer of a listing. */
    static Map<String, Object> page(String name, ResultPage<?> page) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(name, page.items());
        if (page.nextToken() != null) {
            answer.put("nextToken", page.nextToken());
        }
        return answer;
    }

    /**
     * One operation.
     *
     * @param name AWS's name of it
     * @param operation runs it, or throws a {@link FisException} that refuses
     */
    record Route(String name, String method, List<String> pattern, Function<FisCall, Map<String, Object>> operation) {
        private boolean matches(FisCall call) {
            if (!method.equals(call.method()) || pattern.size() != call.path().size()) {
                return false;
            }
            for (int i = 0; i < pattern.size(); i++) {
                if (!pattern.get(i).startsWith("{") && !pattern.get(i).equals(call.segment(i))) {
                    return false;
                }
            }
            return true;
        }
    }
}
