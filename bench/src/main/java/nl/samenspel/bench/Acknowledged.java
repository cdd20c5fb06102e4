package nl.samenspel.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// What clients were told is saved, and whether it is: once, with one participant.
final class Acknowledged {

    private final Set<UUID> keys = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Integer> answers = new ConcurrentSkipListMap<>();

    /// Whether this answer says that it is saved.
    boolean note(UUID key, int status) {
        answers.merge(status, 1, Integer::sum);
        if (status == 201 || status == 200) {
            keys.add(key);
            return true;
        }
        return false;
    }

    /// Which answers came: 201 is saved, 200 was saved already, 0 is none.
    Set<Integer> answers() {
        return answers.keySet();
    }

    int size() {
        return keys.size();
    }

    record Found(int lost, int twice) {

        boolean isRight() {
            return lost == 0 && twice == 0;
        }
    }

    /// @param database as a role that sees all rows
    Found compare(Connection database) throws SQLException {
        var requests = new HashSet<UUID>();
        var people = new HashMap<String, Integer>();
        var twice = 0;
        try (var statement = database.createStatement()) {
            try (var rows = statement.executeQuery(
                    "select r.sent_key, p.family_name from requests.help_request r join people.person p on p.id = r.participant")) {
                while (rows.next()) {
                    if (!requests.add(rows.getObject(1, UUID.class))) {
                        twice++;
                    }
                }
            }
            try (var rows = statement.executeQuery("select family_name from people.person")) {
                while (rows.next()) {
                    people.merge(rows.getString(1), 1, Integer::sum);
                }
            }
        }
        var lost = 0;
        for (var key : keys) {
            if (!requests.contains(key)) {
                lost++;
            }
            if (people.getOrDefault(key.toString(), 0) > 1) {
                twice++;
            }
        }
        return new Found(lost, twice);
    }

    @Override
    public String toString() {
        return "%d acknowledged; answers by status (200: saved already, 0: none) %s"
                .formatted(keys.size(), answers);
    }
}
