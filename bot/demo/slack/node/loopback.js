// local-slack listens on every interface unless it is told otherwise: here it is the loopback only.
const serve = Bun.serve;
Bun.serve = (options) => serve({ ...options, hostname: "127.0.0.1" });

// Whoever started it holds the other end of standard input. When that one ends, however it ends,
// the input ends too, and so does the server: none is left behind, also after SIGKILL.
process.stdin.on("end", () => process.exit(0));
process.stdin.resume();
