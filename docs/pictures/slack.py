"""Pictures of the demonstration's Slack page: a thread, as one person of the workspace reads it.

The page is local-slack's own; it is used as a person uses it, and only what we wrote is shown.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from docs.pictures.chromium import Chromium

WIDE = 1600
TALLEST = 8000
_HANDS = """
window.until = async (find) => {
    for (let n = 0; n < 600; n++) {
        const found = find();
        if (found) return found;
        await new Promise((r) => setTimeout(r, 100));
    }
    throw new Error(`nothing there: ${find}`);
};
window.all = (kind) => [...document.querySelectorAll(kind)];
window.named = (kind, words) => until(() => all(kind).find((one) => one.innerText.includes(words)));
window.click = async (kind, words, within) => {
    const one = await named(kind, words);
    (within ? await until(() => one.querySelector(within)) : one).click();
};
window.be = async (who) => {
    const one = await until(() => all("option").find((o) => o.text.startsWith(who)));
    const list = one.parentElement;
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value").set.call(list, one.value);
    list.dispatchEvent(new Event("change", { bubbles: true }));
};
window.wide = async (width) => {
    const handle = await until(() => document.querySelector(".thread-resize-handle"));
    const by = width - document.querySelector(".thread-pane").getBoundingClientRect().width;
    const at = (kind, x) => new MouseEvent(kind, { bubbles: true, clientX: x });
    handle.dispatchEvent(at("mousedown", 900));
    await new Promise((r) => setTimeout(r, 100));
    window.dispatchEvent(at("mousemove", 900 - by));
    window.dispatchEvent(at("mouseup", 900 - by));
    await new Promise((r) => setTimeout(r, 300));
};
window.tall = () => {
    const whole = document.querySelector(".thread-pane").getBoundingClientRect().height;
    const body = document.querySelector(".thread-body");
    return Math.ceil(whole - body.clientHeight + body.scrollHeight);
};
window.frame = () => {
    const { x, y, width, height } = document.querySelector(".thread-pane").getBoundingClientRect();
    return { x, y, width, height, scale: 1 };
};
"""


async def threads(
    url: str, who: str, channel: str, root: str, shows: str, pngs: dict[Path, int]
) -> None:
    """Write the thread under the message with the words `root`, once `shows` is in it.

    Each picture has a width, in CSS pixels, and is as tall as the thread is long.
    """
    with tempfile.TemporaryDirectory(prefix="viewer-", ignore_cleanup_errors=True) as folder:
        browser = await Chromium.start(Path(folder))
        try:
            await browser.size(WIDE, WIDE)
            await browser.visit(url)
            await browser.run(_HANDS)
            await browser.run(f"be({json.dumps(who)})")
            await browser.run(f"click('.sidebar-item', {json.dumps(channel)})")
            await browser.run(f"click('.msg', {json.dumps(root)}, '.thread-summary')")
            await browser.run(f"named('.thread-pane', {json.dumps(shows)}).then(() => true)")
            for png, width in pngs.items():
                png.write_bytes(await _pane(browser, width))
        finally:
            await browser.close()


async def _pane(browser: Chromium, width: int) -> bytes:
    """The thread alone, as tall as it is long."""
    await browser.size(WIDE, WIDE)
    await browser.run(f"wide({width})")
    above = WIDE - round((await browser.run("frame()"))["height"])
    tall = min(await browser.run("tall()"), TALLEST)
    await browser.size(WIDE, above + tall)
    await browser.run("new Promise(r => setTimeout(r, 500))")
    return await browser.picture(await browser.run("frame()"))
