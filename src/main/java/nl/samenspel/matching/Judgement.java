package nl.samenspel.matching;

import java.util.List;
import nl.samenspel.access.PersonId;

/// Whether one volunteer may be asked for one request: how well it fits, or all that stands in the way.
public sealed interface Judgement {

    PersonId volunteer();

    String name();

    record Fits(Candidate candidate) implements Judgement {

        @Override
        public PersonId volunteer() {
            return candidate.volunteer();
        }

        @Override
        public String name() {
            return candidate.name();
        }
    }

    record FitsNot(PersonId volunteer, String name, List<Obstacle> obstacles) implements Judgement {

        public FitsNot {
            obstacles = List.copyOf(obstacles);
        }
    }
}
