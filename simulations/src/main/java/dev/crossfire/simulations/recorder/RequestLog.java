package dev.crossfire.simulations.recorder;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestWriter;
import dev.crossfire.simulations.recorder.ScheduledProfile.ScheduledArrivals;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns ended requests into records; used by the writing thread alone. */
final class RequestLog {
    /** Ids of names have two bytes in a record, and every string of a run shares one table. */
    private static final int MOST_NAMES = 20_000;

    private static final int MOST_ERRORS = 20_000;
    private static final int LONGEST_ERROR = 300;
    /** Not to be found in names. */
    private static final String SEPARATOR = "\0";

    private static final String OTHER = "(one of very many)";

    private final RequestWriter writer;
    private final RunTimes times;
    private final BitSet usersSeen = new BitSet();
    private final Set<String> names = new HashSet<>();
    private final Set<String> errors = new HashSet<>();

    RequestLog(RequestWriter writer, RunTimes times) {
        this.writer = writer;
        this.times = times;
    }

    /** Writes a request. */
    RequestRecord write(EndedRequest ended) throws IOException {
        long intended = intendedMicros(ended);
        boolean known = intended != ScheduledArrivals.UNKNOWN;
        if (!known) {
            intended = ended.startMicros();
        }
        String error = ended.error();
        RequestRecord request = new RequestRecord(
                intended,
                clamp(ended.startMicros() - intended),
                clamp(Math.max(0, ended.endMicros() - ended.startMicros())),
                writer.idOf(bounded(ended.cohort(), names, MOST_NAMES)),
                nameOf(ended),
                status(ended.status()),
                flags(ended, known, intended),
                error == null ? 0 : writer.idOf(bounded(cut(error), errors, MOST_ERRORS)),
                ended.user());
        writer.write(request);
        return request;
    }

    /** The id of its name. Two names may read alike, as a slash may be part of one, so its groups belong to the key. */
    private int nameOf(EndedRequest ended) throws IOException {
        List<String> groups = ended.ownGroups();
        String key = groups.isEmpty() ? ended.name() : String.join(SEPARATOR, groups) + SEPARATOR + ended.name();
        String known = bounded(key, names, MOST_NAMES);
        return known.equals(key) ? writer.idOf(key, ended.path(), groups) : writer.idOf(known);
    }

    void flush() throws IOException {
        writer.flush();
    }

    void close() throws IOException {
        writer.close();
    }

    /** The user's arrival if this is its first request, else unknown. A user's requests arrive here in order. */
    private long intendedMicros(EndedRequest ended) {
        String tag = ended.tag();
        if (tag == null || UserTag.arrivalMillis(tag) == ScheduledArrivals.UNKNOWN) {
            return ScheduledArrivals.UNKNOWN;
        }
        long user = UserTag.user(tag);
        if (user > Integer.MAX_VALUE || usersSeen.get((int) user)) {
            return ScheduledArrivals.UNKNOWN;
        }
        usersSeen.set((int) user);
        return (times.originMillis() + UserTag.arrivalMillis(tag)) * 1000;
    }

    private int flags(EndedRequest ended, boolean known, long intended) {
        boolean noAnswer = !ended.ok() && ended.status() == null;
        return (ended.ok() ? RequestRecord.FLAG_OK : 0)
                | (known ? RequestRecord.FLAG_INTENDED_KNOWN : 0)
                | (noAnswer && ended.endMicros() >= times.stoppedMicros() ? RequestRecord.FLAG_ABORTED : 0)
                | (intended < times.zeroMicros() ? RequestRecord.FLAG_WARM_UP : 0);
    }

    /** A string of the table, or a stand-in for all that come after the table is full. */
    private static String bounded(String text, Set<String> seen, int most) {
        return seen.contains(text) || (seen.size() < most && seen.add(text)) ? text : OTHER;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR) + "…";
    }

    private static int status(@Nullable String code) {
        if (code == null || code.length() > 3) {
            return 0;
        }
        int status = 0;
        for (int i = 0; i < code.length(); i++) {
            int digit = code.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            status = 10 * status + digit;
        }
        return status;
    }

    /** Records cover 35 minutes either way; no request lives longer. */
    private static int clamp(long micros) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, micros));
    }
}
