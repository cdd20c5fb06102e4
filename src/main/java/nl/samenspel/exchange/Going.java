package nl.samenspel.exchange;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import nl.samenspel.access.PersonId;

/// What would be gone of what rests on people, while nothing is gone yet: to tell beforehand what undoing comes to.
final class Going {

    private final Map<PersonId, Map<String, Integer>> rows = new HashMap<>();

    /// A row less points at them.
    void add(PersonId person, String pointer) {
        rows.computeIfAbsent(person, _ -> new HashMap<>()).merge(pointer, 1, Integer::sum);
    }

    /// What of this rests on them still.
    Set<String> without(PersonId person, Map<String, Integer> pointers) {
        var going = rows.getOrDefault(person, Map.of());
        Set<String> left = new HashSet<>();
        pointers.forEach((pointer, times) -> {
            if (times > going.getOrDefault(pointer, 0)) {
                left.add(pointer);
            }
        });
        return left;
    }
}
