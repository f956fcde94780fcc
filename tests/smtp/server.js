// A real SMTP server for the tests. Usage: node server.js FOLDER
// Listens on three free ports of 127.0.0.1 and prints them as one JSON line: { plain, startTls, tls, certificateSha256 }.
// startTls and tls ask for the user "mailer" with the password "let-me-send". Each accepted message is written to
// FOLDER/<number>.eml. The recipient's name asks for trouble: later@ gets 451, never@ gets 550, vanish@ is cut off
// after its data was taken, before any answer.
const fs = require("node:fs");
const path = require("node:path");
const crypto = require("node:crypto");
const { execFileSync } = require("node:child_process");
const { SMTPServer } = require("smtp-server");

const folder = process.argv[2];
let count = 0;

// A certificate of our own for this run.
execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost",
  "-keyout", path.join(folder, "key.pem"), "-out", path.join(folder, "cert.pem")], { stdio: "ignore" });
const key = fs.readFileSync(path.join(folder, "key.pem"));
const cert = fs.readFileSync(path.join(folder, "cert.pem"));
const certificateSha256 = new crypto.X509Certificate(cert).fingerprint256.replaceAll(":", "");

function options(extra) {
  const sockets = new Map();
  return {
    sockets,
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    key,
    cert,
    onAuth(auth, session, done) {
      const right = auth.username === "mailer" && auth.password === "let-me-send";
      done(right ? null : new Error("535 wrong user or password"), right ? { user: auth.username } : undefined);
    },
    onRcptTo(address, session, done) {
      if (address.address.startsWith("later@")) return done(answer(451, "try again later"));
      if (address.address.startsWith("never@")) return done(answer(550, "no such mailbox"));
      done();
    },
    onData(stream, session, done) {
      const parts = [];
      stream.on("data", (part) => parts.push(part));
      stream.on("end", () => {
        count += 1;
        fs.writeFileSync(path.join(folder, `${String(count).padStart(6, "0")}.eml`), Buffer.concat(parts));
        if (session.envelope.rcptTo.some((to) => to.address.startsWith("vanish@"))) {
          sockets.get(session.id)?.destroy();
          return;
        }
        done(null, `kept as ${count}`);
      });
    },
    ...extra,
  };
}

function answer(code, words) {
  const error = new Error(words);
  error.responseCode = code;
  return error;
}

function listen(extra) {
  const { sockets, ...given } = options(extra);
  const server = new SMTPServer(given);
  const connect = server.connect.bind(server);
  server.connect = (socket, socketOptions) => {
    connect(socket, socketOptions);
    for (const connection of server.connections) if (connection._socket === socket) sockets.set(connection.id, socket);
  };
  server.on("error", (error) => console.error(error.message));
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server.server.address().port)));
}

(async () => {
  const plain = await listen({ disabledCommands: ["STARTTLS", "AUTH"] });
  const startTls = await listen({ authOptional: false });
  const tls = await listen({ secure: true, authOptional: false });
  console.log(JSON.stringify({ plain, startTls, tls, certificateSha256 }));
})();

// The tests hold our standard input open; when they end, for whatever reason, so do we.
process.stdin.resume().on("end", () => process.exit(0));
