package nl.samenspel.exchange;

import static nl.samenspel.exchange.KnownColumn.LATITUDE;
import static nl.samenspel.exchange.KnownColumn.LONGITUDE;
import static nl.samenspel.exchange.KnownColumn.MUNICIPALITY;
import static nl.samenspel.exchange.KnownColumn.PLACE;
import static nl.samenspel.exchange.KnownColumn.POSTCODE;
import static nl.samenspel.exchange.KnownColumn.PROVINCE;
import static nl.samenspel.exchange.KnownColumn.X;
import static nl.samenspel.exchange.KnownColumn.Y;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.network.Point;
import org.jspecify.annotations.Nullable;

/// Areas from a file: one row a postcode, which is also what tells them apart.
final class AreasIn implements Incoming<Area> {

    /// Stands in for what could not be read; never saved.
    private static final Area NOWHERE = new Area("9999", "", "", "", null);

    private final Areas areas;
    private final Map<String, Area> known;

    AreasIn(Areas areas) {
        this.areas = areas;
        this.known = areas.list().stream().collect(Collectors.toMap(Area::postcode, Function.identity()));
    }

    @Override
    public Area read(Cells cells) {
        var postcode = cells.raw(POSTCODE);
        if (postcode.isEmpty()) {
            cells.refuse(POSTCODE, "ui.form.missing");
        } else if (!postcode.matches("[1-9][0-9]{3}")) {
            cells.refuse(POSTCODE, "exchange.wrong.areaPostcode");
        }
        var place = cells.text(PLACE, 100);
        var municipality = cells.optionalText(MUNICIPALITY, 100);
        if (municipality.isEmpty() && !cells.isWrong(MUNICIPALITY)) {
            cells.warn(MUNICIPALITY, "exchange.warning.noMunicipality");
        }
        var province = cells.optionalText(PROVINCE, 100);
        var middle = middle(cells);
        return cells.isRight() ? new Area(postcode, place, municipality, province, middle) : NOWHERE;
    }

    /// In degrees, or else in metres of the national grid.
    private static @Nullable Point middle(Cells cells) {
        var latitude = cells.decimal(LATITUDE);
        var longitude = cells.decimal(LONGITUDE);
        if (latitude.isPresent() && longitude.isPresent()) {
            if (isHere(latitude.get(), longitude.get())) {
                return Point.ofDegrees(latitude.get(), longitude.get());
            }
            cells.refuse(
                    LATITUDE,
                    isHere(longitude.get(), latitude.get())
                            ? "exchange.wrong.degreesSwapped"
                            : "exchange.wrong.degreesElsewhere");
            return null;
        }
        var x = cells.decimal(X);
        var y = cells.decimal(Y);
        if (x.isPresent() && y.isPresent()) {
            if (x.get() >= 0 && x.get() <= 300_000 && y.get() >= 300_000 && y.get() <= 630_000) {
                return new Point((int) Math.round(x.get()), (int) Math.round(y.get()));
            }
            cells.refuse(X, "exchange.wrong.gridElsewhere");
            return null;
        }
        if (cells.isRight()) {
            cells.warn(LATITUDE, "exchange.warning.noPoint");
        }
        return null;
    }

    /// Within the Netherlands in Europe, with some room.
    private static boolean isHere(double latitude, double longitude) {
        return latitude > 50.5 && latitude < 53.8 && longitude > 3.0 && longitude < 7.5;
    }

    @Override
    public KnownColumn identityColumn() {
        return POSTCODE;
    }

    @Override
    public List<Fate> compare(List<Area> things) {
        List<Fate> fates = new ArrayList<>();
        for (var area : things) {
            var before = known.get(area.postcode());
            fates.add(before == null ? new New() : before.equals(area) ? new Unchanged() : new Changed());
        }
        return fates;
    }

    @Override
    public List<Trace> save(List<Area> added, List<Area> changed) {
        areas.save(added);
        areas.save(changed);
        return Stream.concat(added.stream(), changed.stream())
                .map(area -> AreasBack.trace(known.get(area.postcode()), area))
                .toList();
    }
}
