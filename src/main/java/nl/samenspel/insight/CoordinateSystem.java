package nl.samenspel.insight;

/// In what places are written. Each has a message `insight.system.<NAME>`.
public enum CoordinateSystem {
    /// Metres of the national grid (EPSG:28992).
    RD,
    /// Degrees, longitude first, as GeoJSON asks (EPSG:4326).
    WGS84
}
