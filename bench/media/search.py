"""SearchMedia and DescribeMediaInfos on a library of 1,000,000 media (OPENVOD_BENCH_MEDIA), through the whole server.
Searches are one third each by id, by exact name, and by a two-character text that one in a thousand media has."""

import json
import os
import random
import statistics
import subprocess
import time

import measuring

MEDIA = int(os.environ.get("OPENVOD_BENCH_MEDIA", "1000000"))
CALLS = int(os.environ.get("OPENVOD_BENCH_CALLS", "3000"))
FIRST_ID = 10**18
RARE_EVERY = 1000
RARE_WORD = "灯塔"
WORDS = "港口 清晨 山谷 城市 雨天 列车 海岸 花园 市集 古镇 雪景 湖面 街头 大桥 森林 夜色".split()


def name_of(number):
    """As bench/library has it."""
    name = f"clip {number:06} {WORDS[number % 16]}{WORDS[number // 16 % 16]}"
    return name + RARE_WORD if number % RARE_EVERY == 0 else name


def by_id(number):
    return {"FileIds": [str(FIRST_ID + number)]}, 1


def by_name(number):
    return {"Names": [name_of(number)]}, 1


def by_text(_):
    return {"Text": RARE_WORD}, -(-MEDIA // RARE_EVERY)


def timed(server, action, request):
    body = json.dumps(request)
    began = time.monotonic()
    text = measuring.call(server, action, body)
    return (time.monotonic() - began) * 1000, json.loads(text)["Response"]


def p99(values):
    return statistics.quantiles(values, n=100)[98]


def line(case, values):
    """The 99th of 100; min and max are those of single calls."""
    print(json.dumps({"bench": "media", "case": case, "value": round(p99(values), 3), "unit": "ms", "runs": len(values),
                      "min": round(min(values), 3), "max": round(max(values), 3), "media": MEDIA}), flush=True)


def main():
    numbers = random.Random(1)

    def fill(data):
        subprocess.run([measuring.program("fill_library"), str(data), str(MEDIA)], check=True)

    with measuring.Server(ephemeral=False, prepare=fill) as server:
        searches = {by_id: [], by_name: [], by_text: []}
        for ask, values in searches.items():  # Once each, unmeasured: the first one opens the files.
            timed(server, "SearchMedia", ask(0)[0])
        for _ in range(CALLS // 3):
            for ask, values in searches.items():
                request, found = ask(numbers.randrange(MEDIA))
                ms, answer = timed(server, "SearchMedia", request)
                if answer["TotalCount"] != found:
                    raise SystemExit(f"{request} finds {answer['TotalCount']} media, not {found}")
                values.append(ms)
        described = []
        for _ in range(CALLS // 3):
            ids = [str(FIRST_ID + number) for number in numbers.sample(range(MEDIA), 20)]
            ms, answer = timed(server, "DescribeMediaInfos", {"FileIds": ids})
            if len(answer["MediaInfoSet"]) != len(ids):
                raise SystemExit(f"{len(answer['MediaInfoSet'])} of {len(ids)} media are described")
            described.append(ms)
    line("search_p99_ms", [ms for values in searches.values() for ms in values])
    for ask, values in searches.items():
        line(f"search_{ask.__name__}_p99_ms", values)
    line("describe_p99_ms", described)


if __name__ == "__main__":
    main()
