package nl.samenspel.limits.web;

import java.text.NumberFormat;
import java.util.List;
import nl.samenspel.limits.Load;
import nl.samenspel.limits.Signal;
import nl.samenspel.limits.Signal.Why;
import nl.samenspel.limits.Step;
import nl.samenspel.ui.Words;
import org.springframework.stereotype.Component;

/// Signals and load in words, in the reader's language. Templates say `@signalWords`.
@Component
class SignalWords {

    private final Words words;

    SignalWords(Words words) {
        this.words = words;
    }

    /// A step, what it is, and where it is done.
    record Way(Step step, String path) {}

    /// Why it was raised, for the desk.
    public String why(Signal signal) {
        return said("limits.signal." + signal.why() + ".why", signal);
    }

    /// Why it was raised, for the volunteer.
    public String you(Signal signal) {
        return said("limits.signal." + signal.why() + ".you", signal);
    }

    private String said(String key, Signal signal) {
        return signal.why() == Why.CREEPING_HOURS
                ? words.get(key, hours(signal.now()), hours(signal.before()))
                : words.get(key, signal.now(), signal.before());
    }

    private String hours(int minutes) {
        var format = NumberFormat.getNumberInstance(words.locale());
        format.setMaximumFractionDigits(1);
        return format.format(minutes / 60.0);
    }

    /// What helps with this, and where that is done.
    public List<Way> ways(Signal signal) {
        var record = "/volunteers/" + signal.volunteer();
        return signal.why().steps().stream()
                .map(step -> new Way(
                        step,
                        switch (step) {
                            case TALK -> record;
                            case PAUSE -> record + "#limits";
                            case TRAINING -> record + "#papers";
                            case SHARE_TASK, SECOND_VOLUNTEER -> "/matches";
                            case FORMAL_CARE -> "/careplans";
                        }))
                .toList();
    }

    /// One part of a load.
    public String part(Load.Part part) {
        return words.get("limits.load." + part.what(), part.count(), part.weighs());
    }
}
