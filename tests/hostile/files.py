"""The hostile files: each with the media type that it claims, and the named error that it must end in ("" = none)."""

import struct
import subprocess
import zlib
from dataclasses import dataclass
from pathlib import Path

FAMILY = "SourceFileError."
PLAYLIST = FAMILY + "ContentUnsupported.Playlist"
UNSUPPORTED = FAMILY + "ContentUnsupported"
TOO_LARGE = FAMILY + "ContentUnsupported.TooLarge"
MALFORMED = FAMILY + "ContentMalformed"
NOT_MEDIA = FAMILY + "ContentMalformed.NotMedia"


@dataclass
class Hostile:
    name: str
    body: bytes
    code: str
    type: str = "mp4"
    beside: tuple = ()  # Further files of the upload: (name, body).


def ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", *map(str, arguments)], check=True, stdin=subprocess.DEVNULL)


def made(path, *arguments):
    ffmpeg(*arguments, path)
    return path.read_bytes()


def png_header(width, height):
    """A PNG that says how large it is, and little else."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 4096)) + chunk(b"IEND", b"")


def gif_bomb(side, frames):
    """A few bytes for each frame of a huge canvas."""
    head = b"GIF89a" + struct.pack("<HHBBB", side, side, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x21\xf9\x04\x08\x01\x00\x00\x00" + b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return head + frame * frames + b"\x3b"


def ebml(identity, body):
    return identity + struct.pack(">Q", len(body) | 1 << 56) + body


def matroska_of_streams(count):
    """Matroska whose header names so many tracks."""
    header = ebml(b"\x1a\x45\xdf\xa3", ebml(b"\x42\x82", b"matroska") + ebml(b"\x42\x87", b"\x04") + ebml(b"\x42\x85", b"\x02"))
    tracks = bytearray()
    for number in range(1, count + 1):
        fields = ebml(b"\xd7", struct.pack(">I", number)) + ebml(b"\x73\xc5", struct.pack(">I", number))
        fields += ebml(b"\x83", b"\x02") + ebml(b"\x86", b"A_PCM/INT/LIT")
        fields += ebml(b"\xe1", ebml(b"\xb5", struct.pack(">f", 8000)) + ebml(b"\x9f", b"\x01") + ebml(b"\x62\x64", b"\x10"))
        tracks += ebml(b"\xae", fields)
    block = ebml(b"\xa3", b"\x81\0\0\x80" + bytes(160))
    cluster = ebml(b"\x1f\x43\xb6\x75", ebml(b"\xe7", b"\0") + block)
    return header + ebml(b"\x18\x53\x80\x67", ebml(b"\x16\x54\xae\x6b", bytes(tracks)) + cluster)


def hls(line):
    return f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{line}\n#EXT-X-ENDLIST\n".encode()


def all_files(folder, canary):
    """Every file of the set; `canary` is a file that none may read."""
    folder = Path(folder)
    picture = ["-f", "lavfi", "-i", "testsrc2=s=160x120:r=5:d=1"]
    x264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
    film = made(folder / "film.mp4", *picture, *x264)
    segment = made(folder / "segment.ts", *picture, *x264)
    attached = folder / "attached.txt"
    attached.write_text("attached")
    mpd = f'<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>file://{canary}</BaseURL></MPD>'
    return [
        Hostile("playlist.mp4", hls(f"file://{canary}"), PLAYLIST),
        Hostile("playlist with a byte order mark", b"\xef\xbb\xbf" + hls(f"file://{canary}"), PLAYLIST),
        Hostile("ffconcat.mp4", f"ffconcat version 1.0\nfile '{canary}'\n".encode(), PLAYLIST),
        Hostile("DASH.mp4", mpd.encode(), PLAYLIST),
        Hostile("session.sdp as mp4", b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 9 RTP/AVP 96\n", PLAYLIST),
        Hostile("image-sequence pattern", f"{canary.parent}/%03d.png\n".encode(), NOT_MEDIA, "png"),
        Hostile("MagicYUV", made(folder / "magic.avi", *picture, "-c:v", "magicyuv"), UNSUPPORTED, "avi"),
        Hostile("32768x32768 header", png_header(32768, 32768), TOO_LARGE, "png"),
        Hostile("GIF bomb", gif_bomb(65535, 20_000), TOO_LARGE, "gif"),
        Hostile("10 h at 1 fps", made(folder / "long.mp4", "-f", "lavfi", "-i", "color=s=16x16:r=1:d=36002", *x264, "-g", "9999"), TOO_LARGE),
        Hostile("100,000 streams", matroska_of_streams(100_000), TOO_LARGE, "mkv"),
        Hostile("a film that is cut off", film[: len(film) // 2], MALFORMED),
        Hostile("random bytes", bytes(i * i * 31 % 251 for i in range(100_000)), NOT_MEDIA),
        Hostile("HLS that names a file", hls(f"file://{canary}"), PLAYLIST, "m3u8"),
        Hostile("HLS that names a URL", hls("http://127.0.0.1:9/a.ts"), PLAYLIST, "m3u8"),
        Hostile("HLS that climbs", hls(f"../../../../../../..{canary}"), PLAYLIST, "m3u8"),
        Hostile("HLS of a playlist", hls("a.ts"), PLAYLIST, "m3u8", (("a.ts", hls(f"file://{canary}")),)),
        Hostile("HLS with a key elsewhere", hls("a.ts").replace(b"#EXTINF", f'#EXT-X-KEY:METHOD=AES-128,URI="file://{canary}"\n#EXTINF'.encode()),
                PLAYLIST, "m3u8", (("a.ts", segment),)),
        Hostile("honest HLS", hls("a.ts"), "", "m3u8", (("a.ts", segment),)),
        Hostile("attachment named ../../x",
                made(folder / "attached.mkv", *picture, *x264, "-attach", attached, "-metadata:s:t", "mimetype=text/plain",
                     "-metadata:s:t", "filename=../../x"), "", "mkv"),
    ]
