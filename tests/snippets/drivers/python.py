

import sys

for line in sys.stdin.buffer.read().decode().split("\n")[:-1]:
    what, at, *rest = line.split("\t")
    if what == "sign":
        fits = verify_sign(rest[0], rest[1], int(rest[2]), int(at))
    else:
        names = ("webhook-id", "webhook-timestamp", "webhook-signature")
        given = {name: value for name, value in zip(names, rest[1:4]) if value != "(absent)"}
        fits = verify(rest[0], given, rest[4].encode(), int(at))
    print("true" if fits else "false")
