package nl.samenspel.requests;

import java.util.List;

/// Requests that somebody must do something with today, by those who hold them.
///
/// @param unseen nobody has looked at them yet
/// @param due they stand for today or longer ago
public record RequestsToDo(First unseen, First due) {

    /// The first few, the earliest date first, and how many there are in all.
    public record First(List<HelpRequestOverview> requests, int total) {

        public First {
            requests = List.copyOf(requests);
        }

        /// How many there are besides these.
        public int more() {
            return total - requests.size();
        }
    }
}
