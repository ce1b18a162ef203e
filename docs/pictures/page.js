// Hydrogen in a page, driven by viewer.py through `window.comity`.
import {
    Client,
    LoadStatus,
    Platform,
    RoomView,
    RoomViewModel,
    createNavigation,
    createRouter,
} from "hydrogen-view-sdk";
import { Tiles, viewClass } from "./timeline.js";
import "hydrogen-view-sdk/theme-element-light.css";
import "./page.css";

const QUIET_MILLISECONDS = 400;
const ATTEMPTS = 40;
const PAGE_OF_HISTORY = 100;

const assetPaths = {
    downloadSandbox: "download-sandbox.html",
    worker: "main.js",
    serviceWorker: "/sw.js",
    olm: { wasm: "olm.wasm", legacyBundle: "olm_legacy.js", wasmBundle: "olm.js" },
};
const platform = new Platform({ container: document.body, assetPaths, config: {} });
const navigation = createNavigation();
platform.setNavigation(navigation);
const urlRouter = createRouter({ navigation, history: platform.history });
urlRouter.attach();
let client, shown;

async function signIn(homeserver, user, password) {
    await platform.init();
    client = new Client(platform);
    const ways = await client.queryLogin(homeserver).result;
    client.startWithLogin(ways.password(user, password));
    const ended = [LoadStatus.Ready, LoadStatus.Error, LoadStatus.LoginFailed];
    await client.loadStatus.waitFor((status) => ended.includes(status)).promise;
    if (client.loginFailure) throw new Error(`sign-in refused: ${client.loginFailure}`);
    if (client.loadError) throw client.loadError;
}

async function join(room) {
    if (!client.session.rooms.get(room)) {
        const { session } = client;
        const invitation = await until(() => session.invites.get(room), `no invitation to ${room}`);
        await invitation.accept();
    }
    await until(() => client.session.rooms.get(room), `not in ${room}`);
}

// Shows a room until all of it is readable and `text` is in it, then waits until nothing moves.
//
// `thread`: an event id for that thread alone, "" for the room with its threads folded,
// "flat" for everything in order, as clients without threads have it.
async function show(room, thread, text) {
    for (let left = ATTEMPTS; ; left--) {
        const tiles = await open(room, thread);
        const missing = !document.body.innerText.includes(text);
        if (!missing && !tiles.closed.size) break;
        if (!left) throw new Error(missing ? `not shown: ${text}` : `unreadable: ${[...tiles.closed]}`);
        await new Promise((resolve) => setTimeout(resolve, QUIET_MILLISECONDS));
    }
    await quiet();
}

async function open(room, thread) {
    shown?.view.unmount();
    shown?.model.dispose();
    document.body.replaceChildren();
    document.body.dataset.view = thread.startsWith("$") ? "thread" : "room";
    const { session } = client;
    const tiles = new Tiles(thread);
    const model = new RoomViewModel({
        room: session.rooms.get(room),
        session,
        ownUserId: session.userId,
        tileClassForEntry: (entry, options) => tiles.classOf(entry, options),
        sendReadReceipt: false,
        features: client._features,
        platform,
        logger: platform.logger,
        urlRouter,
        navigation,
    });
    await model.load();
    const view = new RoomView(model, viewClass);
    document.body.append(view.mount());
    shown = { view, model };
    await everything(model.timelineViewModel);
    return tiles;
}

// Reads the history back to the beginning, over every gap.
async function everything(timeline) {
    for (let more = true; more; ) {
        const gap = [...timeline.tiles].find((tile) => tile.shape === "gap" && !tile.isLoading);
        if (gap) await gap.fill();
        else more = !(await timeline._timeline.loadAtTop(PAGE_OF_HISTORY));
    }
}

// Resolves when the fonts are there and the page has stopped changing.
async function quiet() {
    await document.fonts.ready;
    await new Promise((resolve) => {
        let timer = setTimeout(done, QUIET_MILLISECONDS);
        const observer = new MutationObserver(() => {
            clearTimeout(timer);
            timer = setTimeout(done, QUIET_MILLISECONDS);
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        function done() {
            observer.disconnect();
            resolve();
        }
    });
}

async function until(found, otherwise, seconds = 20) {
    for (let left = seconds * 20; left > 0; left--) {
        const result = found();
        if (result) return result;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(otherwise);
}

// The height at which the whole timeline is seen without scrolling.
function height() {
    const scroller = document.querySelector(".Timeline_scroller");
    const tiles = scroller.firstElementChild;
    const around = window.innerHeight - scroller.clientHeight;
    return Math.ceil(around + tiles.offsetHeight);
}

window.comity = { signIn, join, show, quiet, height, text: () => document.body.innerText };
