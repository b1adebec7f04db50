package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.model.ErrorType;
import dev.crossfire.lab.fis.model.FisException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers what was made for a client token, so that a repeated request makes nothing twice. */
final class ClientTokens {
    private static final int REMEMBERED = 2_000;

    private final Map<String, Use> uses = new LinkedHashMap<>();

    /**
     * Returns the id of what an earlier request with this token made.
     *
     * @throws FisException a conflict, if the earlier request was another one
     */
    Optional<String> earlier(String token, Object request) {
        Use use = uses.get(token);
        if (use == null) {
            return Optional.empty();
        }
        if (!use.request.equals(request)) {
            throw new FisException(
                    ErrorType.CONFLICT,
                    "Client token " + token + " was already used with other parameters; use a new one.");
        }
        return Optional.of(use.id);
    }

    void remember(String token, Object request, String id) {
        uses.put(token, new Use(request, id));
        if (uses.size() > REMEMBERED) {
            uses.remove(uses.keySet().iterator().next());
        }
    }

    private record Use(Object request, String id) {}
}
