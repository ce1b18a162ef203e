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
