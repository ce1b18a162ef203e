// What Hydrogen 0.3 lacks and people have in other clients: edits, and threads of their own.
import { TextMessageView, TextTile, tileClassForEntry, viewClassForTile } from "hydrogen-view-sdk";

const QUIET = ["m.room.member", "m.room.name", "m.room.encryption"];

// Says for each entry of a timeline how it is shown; `closed` has what this device cannot read.
export class Tiles {
    constructor(thread) {
        this.thread = thread;
        this.edits = new Map();
        this.replies = new Map();
        this.tiles = new Map();
        this.closed = new Set();
    }

    // Hydrogen asks for every entry, and again when it could be decrypted.
    classOf(entry, options) {
        const relation = entry.relation ?? {};
        const root = relation.rel_type === "m.thread" ? relation.event_id : null;
        const edit = relation.rel_type === "m.replace";
        const closed = entry.eventType === "m.room.encrypted" && !entry.isRedacted;
        this.closed[closed && (edit || this.shows(entry, root)) ? "add" : "delete"](entry.id);
        if (edit) return this.took(entry, relation.event_id);
        if (QUIET.includes(entry.eventType)) return undefined;
        if (root) this.answered(entry, root);
        if (entry.eventType && !this.shows(entry, root)) return undefined;
        const wanted = tileClassForEntry(entry, options);
        return wanted === TextTile ? this.textTile() : wanted;
    }

    shows(entry, root) {
        if (this.thread === "flat") return true;
        return this.thread ? [entry.id, root].includes(this.thread) : !root;
    }

    took(entry, target) {
        const content = entry.content["m.new_content"];
        const before = this.edits.get(target);
        if (content && !(before?.at > entry.timestamp)) {
            this.edits.set(target, { content, at: entry.timestamp });
            this.tiles.get(target)?.emitChange("body");
        }
        return undefined;
    }

    answered(entry, root) {
        if (!this.replies.has(root)) this.replies.set(root, new Set());
        this.replies.get(root).add(entry.id);
        this.tiles.get(root)?.emitChange("replies");
    }

    textTile() {
        const all = this;
        return (this.textTileClass ??= class extends TextTile {
            constructor(entry, options) {
                super(entry, options);
                all.tiles.set(entry.id, this);
            }
            _getContent() {
                return all.edits.get(this._entry.id)?.content ?? super._getContent();
            }
            get edited() {
                return all.edits.has(this._entry.id);
            }
            get replies() {
                return all.thread ? 0 : (all.replies.get(this._entry.id)?.size ?? 0);
            }
            // In its own thread, a message that only falls back to a reply quotes nothing.
            get quotes() {
                return all.thread === "flat" || !this._entry.relation?.is_falling_back;
            }
            get isReply() {
                return this.quotes && super.isReply;
            }
            get replyTile() {
                return this.quotes ? super.replyTile : null;
            }
        });
    }
}

class MessageView extends TextMessageView {
    renderMessageBody(t, vm) {
        const summary = (count) => (count === 1 ? "1 reply" : `${count} replies`);
        return t.div({ className: "message" }, [
            super.renderMessageBody(t, vm),
            t.if(
                (vm) => vm.edited,
                (t) => t.span({ className: "edited" }, "(edited)"),
            ),
            t.if(
                (vm) => vm.replies > 0,
                (t) => t.div({ className: "thread-summary" }, (vm) => summary(vm.replies)),
            ),
        ]);
    }
}

export function viewClass(tile) {
    return tile instanceof TextTile ? MessageView : viewClassForTile(tile);
}
