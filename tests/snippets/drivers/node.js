
const fs = require("node:fs");
for (const line of fs.readFileSync(0, "utf8").split("\n").slice(0, -1)) {
  const [what, now, ...rest] = line.split("\t");
  if (what === "sign") {
    const [signKey, sign, t] = rest;
    console.log(verifySign(signKey, sign, Number(t), Number(now)));
  } else {
    const [secret, id, time, signature, body] = rest;
    const headers = {};
    for (const [name, value] of [["webhook-id", id], ["webhook-timestamp", time], ["webhook-signature", signature]]) {
      if (value !== "(absent)") headers[name] = value;
    }
    console.log(verify(secret, headers, Buffer.from(body), Number(now)));
  }
}
