// Slack shows `<!date^1767000000^{date_short} {time}|fallback>` in each reader's own time; the page
// of local-slack shows the raw text. This reads what the page receives with such times written out.
const parse = JSON.parse;
const instant = /<!date\^(\d+)\^([^|^>]*)(?:\^[^|>]*)?\|([^>]*)>/g;
const forms = {
    date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
    date: { year: "numeric", month: "long", day: "numeric" },
    date_short: { year: "numeric", month: "short", day: "numeric" },
    date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
    time: { hour: "2-digit", minute: "2-digit" },
    time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};
const written = (_all, seconds, form, fallback) => {
    const at = new Date(Number(seconds) * 1000);
    const filled = form.replace(/\{(\w+?)(?:_pretty)?\}/g, (token, name) =>
        name in forms ? at.toLocaleString("en-GB", forms[name]) : token,
    );
    return filled.includes("{") ? fallback : filled;
};
JSON.parse = (text, ...more) =>
    parse(typeof text === "string" ? text.replace(instant, written) : text, ...more);

// The page is made for wide windows: on a phone the list of channels stands above the words.
const narrow = document.createElement("style");
narrow.textContent = `@media (max-width: 700px) {
    .topbar { flex-wrap: wrap; height: auto !important; padding: 6px 10px; gap: 4px; }
    .topbar .brand, .topbar-right > :not(.actas) { display: none; }
    .topbar-right { width: 100%; flex-wrap: wrap; margin: 0; }
    .body { flex-direction: column; }
    .sidebar { width: 100% !important; max-width: none !important; flex: none; max-height: 9rem;
        overflow-y: auto; }
    .sidebar input, .sidebar > :first-child { display: none; }
    .main { width: 100%; min-height: 0; flex: 1; }
    .thread-pane { position: fixed; inset: 0; width: 100% !important; max-width: none; z-index: 5; }
    .modal { width: 94vw !important; max-width: 94vw !important; }
}`;
document.documentElement.append(narrow);
