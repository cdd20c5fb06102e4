package nl.samenspel.people;

import java.util.Set;
import nl.samenspel.access.PersonId;

/// Two records that may be of one person, and what makes one think so.
public record LikelyDouble(Person one, Person other, Set<Likeness> likeness) {

    public LikelyDouble {
        likeness = Set.copyOf(likeness);
    }

    /// The same without what is in the records.
    public record Pair(PersonId one, PersonId other, Set<Likeness> likeness) {

        public Pair {
            likeness = Set.copyOf(likeness);
        }
    }

    /// What is the same in both. Each has a message `people.likeness.<NAME>`.
    public enum Likeness {
        NAME,
        EMAIL,
        PHONE,
        POSTCODE
    }
}
