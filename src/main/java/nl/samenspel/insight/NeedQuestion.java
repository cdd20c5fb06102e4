package nl.samenspel.insight;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.ui.Form;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/// What somebody wants to see, as it stands in the address.
///
/// @param form what was typed, or what holds when nothing was
public record NeedQuestion(Form form, NeedFilter filter) {

    private static final int YEARS = 10;

    /// Without a choice it is the last year.
    public static NeedQuestion of(MultiValueMap<String, String> typed, List<String> municipalities, LocalDate today) {
        return of(typed, municipalities, today, 1);
    }

    /// Without a choice it is the last year; of quarters, two.
    public static NeedQuestion of(
            MultiValueMap<String, String> typed, List<String> municipalities, LocalDate today, Grouping by) {
        return of(typed, municipalities, today, by == Grouping.QUARTER ? 2 : 1);
    }

    private static NeedQuestion of(
            MultiValueMap<String, String> typed, List<String> municipalities, LocalDate today, int years) {
        var begin = today.minusYears(years);
        var chosen = List.of("from", "until", "kind", "municipality").stream().anyMatch(typed::containsKey);
        var form = chosen ? Form.of(typed, "insight.filter") : Form.filled(Map.of("from", begin, "until", today));
        return new NeedQuestion(
                form,
                new NeedFilter(
                        form.optionalDate("from", today.minusYears(YEARS), today)
                                .orElse(begin),
                        form.optionalDate("until", today.minusYears(YEARS), today)
                                .orElse(today),
                        form.optionalOne("kind", KindOfHelp.class).orElse(null),
                        form.optionalOneOf("municipality", municipalities).orElse(null)));
    }

    /// Which grouping, and the topic's first when nothing that it knows was asked.
    public static Grouping by(Topic topic, MultiValueMap<String, String> typed) {
        return Optional.ofNullable(typed.getFirst("by"))
                .flatMap(name -> topic.groupings().stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst())
                .orElse(topic.groupings().getFirst());
    }

    /// The same choice in an address: of a page, or of a file.
    public String at(String path) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("from", filter.from().toString());
        parts.put("until", filter.until().toString());
        if (filter.kind() != null) {
            parts.put("kind", filter.kind().name());
        }
        if (filter.municipality() != null) {
            parts.put("municipality", filter.municipality());
        }
        var address = UriComponentsBuilder.fromPath(path);
        parts.forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(parts).toUriString();
    }

    /// The same, by a grouping.
    public String at(String path, Grouping by) {
        return at(path) + "&by=" + by.name();
    }
}
