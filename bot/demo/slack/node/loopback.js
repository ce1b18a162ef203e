import { readFileSync } from "node:fs";

// local-slack listens on every interface unless it is told otherwise: here it is the loopback only.
// Its page gets a script and a style of ours (page.js, narrow.css).
const script = readFileSync(`${import.meta.dir}/page.js`, "utf8");
const style = readFileSync(`${import.meta.dir}/narrow.css`, "utf8");
const page = new HTMLRewriter().on("head", {
    element: (head) => {
        head.prepend(`<script>{${script}}</script>`, { html: true });
        head.append(`<style>${style}</style>`, { html: true });
    },
});
const serve = Bun.serve;
Bun.serve = (options) =>
    serve({
        ...options,
        hostname: "127.0.0.1",
        async fetch(request, server) {
            const answer = await options.fetch(request, server);
            const kind = answer?.headers.get("content-type") ?? "";
            return kind.startsWith("text/html") ? page.transform(answer) : answer;
        },
    });

// Whoever started it holds the other end of standard input. When that one ends, however it ends,
// the input ends too, and so does the server: none is left behind, also after SIGKILL.
process.stdin.on("end", () => process.exit(0));
process.stdin.resume();
