package nl.samenspel.exchange;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.network.Point;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Undoes areas. Nothing rests on one: where a postcode is unknown, distances are.
@Component
class AreasBack implements Undoing<AreasBack.Image> {

    private final Areas areas;

    AreasBack(Areas areas) {
        this.areas = areas;
    }

    record Image(
            String place,
            String municipality,
            String province,
            @Nullable Integer x,
            @Nullable Integer y) {

        static Image of(Area area) {
            var middle = area.middle();
            return new Image(
                    area.place(),
                    area.municipality(),
                    area.province(),
                    middle == null ? null : middle.x(),
                    middle == null ? null : middle.y());
        }

        private Area at(String postcode) {
            return new Area(postcode, place, municipality, province, x == null || y == null ? null : new Point(x, y));
        }
    }

    static Trace trace(@Nullable Area before, Area after) {
        return new Trace(
                Touched.AREA, after.postcode(), null, before == null ? null : Image.of(before), Image.of(after));
    }

    @Override
    public Touched of() {
        return Touched.AREA;
    }

    @Override
    public Class<Image> image() {
        return Image.class;
    }

    @Override
    public Map<String, Image> listNow(Collection<Left<Image>> left) {
        return areas.list(left.stream().map(Left::thing).toList()).values().stream()
                .collect(Collectors.toMap(Area::postcode, Image::of));
    }

    @Override
    public Map<String, Set<Why>> listBuiltOn(Collection<Left<Image>> made, Going alsoGoing) {
        return Map.of();
    }

    @Override
    public void remove(Collection<Left<Image>> made) {
        areas.removeAll(made.stream().map(Left::thing).toList());
    }

    @Override
    public Map<String, Set<Why>> putBack(Map<Left<Image>, Image> changed) {
        List<Area> before = changed.keySet().stream()
                .map(left -> Objects.requireNonNull(left.before()).at(left.thing()))
                .toList();
        areas.save(before);
        return Map.of();
    }
}
