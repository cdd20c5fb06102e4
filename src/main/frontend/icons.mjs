// The icons we use, by their Lucide name. Add a name here and it is in the next build.
export default [
    // finding one's way
    "house", "menu", "search", "arrow-left", "arrow-right", "chevron-left", "chevron-right", "chevron-down", "external-link",
    "log-in", "log-out", "languages", "settings", "info", "circle-help", "x", "plus", "minus", "pencil", "trash-2", "check",
    "download", "upload", "printer", "copy", "filter", "list", "bell", "shield", "lock", "key-round", "eye", "file-text",
    // what it stands at
    "clock", "hourglass", "hand", "circle-check", "circle-x", "circle-alert", "triangle-alert", "ban", "flag", "pause", "refresh-cw",
    "undo-2", "history", "calendar-x",
    // who
    "user", "users", "user-plus", "user-check", "user-round", "heart", "heart-handshake", "hand-heart", "handshake", "stethoscope",
    "briefcase", "building-2", "building", "smile", "meh", "frown", "contact",
    // when, where, what
    "calendar", "calendar-days", "calendar-check", "map-pin", "map", "phone", "mail", "message-circle", "send", "inbox", "clipboard-list",
    "clipboard-check", "sun", "sunrise", "sunset", "moon", "star", "thumbs-up", "ear", "car", "footprints", "accessibility",
    // kinds of help
    "coffee", "shopping-cart", "hammer", "paintbrush", "flower-2", "utensils", "book-open", "laptop", "dog", "bus", "baby", "music",
    "dices", "wrench", "shirt", "graduation-cap", "euro", "bed", "trees", "sparkles", "school", "church",
    // desk
    "gauge", "chart-bar", "scale", "route", "network", "layers", "table", "arrow-up-down", "split", "life-buoy", "sliders-horizontal",
    "circle-dot", "circle", "square-check", "ellipsis", "link", "database", "package",
];
