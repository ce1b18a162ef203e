// A person with Element's own cryptography: JSON lines in, JSON lines out.
//
//   {"id": 1, "do": "login", "homeserver": "…", "user": "@anna:localhost", "password": "…"}
//   {"id": 1, "ok": {…}}  or  {"id": 1, "error": "…"}
//
// The verbs are the keys of `verbs`, below. Many may be under way at once.
import "./quiet.mjs";
import { createInterface } from "node:readline";
import * as sdk from "matrix-js-sdk";
import { EventShieldColour } from "matrix-js-sdk/lib/crypto-api/index.js";
import { logger } from "matrix-js-sdk/lib/logger.js";

logger.setLevel?.("silent");
const quiet = new Proxy({}, { get: (_, name) => (name === "getChild" ? () => quiet : () => {}) });
const seen = new Map();
const waiting = new Set();
let client;

async function login({ homeserver, user, password }) {
    const door = sdk.createClient({ baseUrl: homeserver, logger: quiet });
    const identifier = { type: "m.id.user", user };
    const session = await door.loginRequest({ type: "m.login.password", identifier, password });
    client = sdk.createClient({
        baseUrl: homeserver,
        userId: session.user_id,
        deviceId: session.device_id,
        accessToken: session.access_token,
        logger: quiet,
    });
    await client.initRustCrypto({ useIndexedDB: false });
    client.on("event", took);
    client.on("Event.decrypted", took);
    await client.startClient({ initialSyncLimit: 50, threadSupport: true });
    await new Promise((resolve) => client.once("sync", resolve));
    return { user: session.user_id, device: session.device_id };
}

async function took(event) {
    if (event.isEncrypted()) await client.decryptEventIfNeeded(event).catch(() => {});
    if (!event.getId() || event.isDecryptionFailure()) return;
    seen.set(event.getId(), event);
    for (const look of waiting) look(event);
}

// How Element would show the event: its words, its thread, its shield, whether it notifies.
async function described(event) {
    const crypto = event.isEncrypted()
        ? await client.getCrypto().getEncryptionInfoForEvent(event)
        : null;
    const push = client.getPushActionsForEvent(event, true);
    const content = event.getContent();
    return {
        event: event.getId(),
        sender: event.getSender(),
        type: event.getType(),
        body: content.body,
        content,
        sealed: event.isEncrypted(),
        thread: event.threadRootId ?? null,
        shield: crypto && {
            colour: EventShieldColour[crypto.shieldColour].toLowerCase(),
            reason: crypto.shieldReason,
        },
        notifies: push?.notify === true,
        highlights: push?.tweaks?.highlight === true,
    };
}

function until(found, seconds, what) {
    return new Promise((resolve, reject) => {
        const end = setTimeout(() => {
            waiting.delete(look);
            reject(new Error(`not seen: ${what}`));
        }, seconds * 1000);
        const look = (event) => {
            if (!found(event)) return;
            clearTimeout(end);
            waiting.delete(look);
            resolve(event);
        };
        waiting.add(look);
        for (const event of [...seen.values()]) look(event);
    });
}

async function patiently(attempt) {
    for (let left = 300; ; left--) {
        const result = await Promise.resolve(attempt()).catch((error) => {
            if (!left) throw error;
        });
        if (result || !left) return result;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
}

// The id of a sent event. matrix-js-sdk refuses to hear that an event of a thread it has not made
// yet was sent, where the event's echo comes before the answer; the event stands all the same, and
// its echo bears the transaction id.
async function sent(room, thread, type, content) {
    const txn = client.makeTxnId();
    try {
        return (await client.sendEvent(room, thread, type, content, txn)).event_id;
    } catch (error) {
        if (!String(error?.message).includes("not a local echo")) throw error;
        const echo = (one) => one.getUnsigned().transaction_id === txn;
        return (await until(echo, 20, `the echo of ${txn}`)).getId();
    }
}

const verbs = {
    login,
    // Makes an encrypted room for the invited and waits until they have joined.
    async room({ invite }) {
        const { room_id: room } = await client.createRoom({
            preset: "private_chat",
            invite,
            initial_state: [
                { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } },
                { type: "m.room.history_visibility", state_key: "", content: { history_visibility: "joined" } },
            ],
        });
        return { room };
    },
    async joined({ room, user }) {
        const member = await patiently(
            () => client.getRoom(room)?.getMember(user)?.membership === "join",
        );
        if (!member) throw new Error(`${user} has not joined`);
        return {};
    },
    async join({ room }) {
        await patiently(() => client.joinRoom(room));
        await patiently(() => client.getRoom(room)?.getMyMembership() === "join");
        return {};
    },
    // The room of an invitation from `sender`.
    async invited({ sender }) {
        const found = await patiently(() =>
            client.getRooms().find(
                (room) =>
                    room.getMyMembership() === "invite" &&
                    room.getMember(client.getUserId())?.events.member?.getSender() === sender,
            ),
        );
        if (!found) throw new Error(`no invitation from ${sender}`);
        return { room: found.roomId };
    },
    async say({ room, text, thread, answers, replaces }) {
        const content = { msgtype: "m.text", body: text };
        if (replaces) {
            content["m.new_content"] = { msgtype: "m.text", body: text };
            content.body = `* ${text}`;
            content["m.relates_to"] = { rel_type: "m.replace", event_id: replaces };
        } else if (answers && !thread) {
            content["m.relates_to"] = { "m.in_reply_to": { event_id: answers } };
        }
        return { event: await sent(room, thread ?? null, "m.room.message", content) };
    },
    async react({ room, event, key }) {
        const relation = { rel_type: "m.annotation", event_id: event, key };
        return { event: await sent(room, null, "m.reaction", { "m.relates_to": relation }) };
    },
    // The first message that fits all that is given; it may be there already.
    async wait({ room, sender, body, event, thread, seconds = 40 }) {
        const fits = (one) =>
            one.getType() === "m.room.message" &&
            (!room || one.getRoomId() === room) &&
            (!sender || one.getSender() === sender) &&
            (!event || one.getId() === event) &&
            (!thread || one.threadRootId === thread) &&
            (!body || String(one.getContent().body).includes(body));
        return described(await until(fits, seconds, JSON.stringify({ room, sender, body, event, thread })));
    },
    // The events of a thread, as the client's own thread model has them, once it has this one.
    async thread({ room, root, event }) {
        const thread = await patiently(() => {
            const found = client.getRoom(room)?.getThread(root);
            return !event || found?.events.some((one) => one.getId() === event) ? found : null;
        });
        if (!thread) throw new Error(`no thread ${root} with ${event}`);
        return { events: thread.events.map((event) => event.getId()), length: thread.length };
    },
    async stop() {
        client?.stopClient();
        setTimeout(() => process.exit(0), 50);
        return {};
    },
};

const answer = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
createInterface({ input: process.stdin })
    .on("line", async (line) => {
        const { id, do: verb, ...what } = JSON.parse(line);
        try {
            answer({ id, ok: await verbs[verb](what) });
        } catch (error) {
            answer({ id, error: String(error?.message ?? error) });
        }
    })
    .on("close", () => process.exit(0));
