"""Clips made with FFmpeg, and the upload of files as applications do it."""

import subprocess

from harness.objects import Objects


def make_clip(path, seconds=1, size="320x180"):
    """A moving picture with a tone; gives its bytes."""
    command = ["ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", f"testsrc2=size={size}:rate=25:duration={seconds}"]
    command += ["-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds}", "-c:v", "libx264", "-preset", "ultrafast"]
    command += ["-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest", path]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    with open(path, "rb") as file:
        return file.read()


def put_file(host, grant, body, part_bytes=None):
    """The object storage calls between ApplyUpload and CommitUpload."""
    objects = Objects(host, grant["TempCertificate"])
    try:
        if part_bytes:
            objects.put_in_parts(grant["MediaStoragePath"], body, part_bytes)
        else:
            objects.put(grant["MediaStoragePath"], body)
    finally:
        objects.close()


def upload(api, body, part_bytes=None, **more):
    """Gives CommitUpload's answer."""
    where = {"SubAppId": more["SubAppId"]} if "SubAppId" in more else {}
    grant = api.call("ApplyUpload", **{"MediaType": "mp4", **more})
    put_file(api.host, grant, body, part_bytes)
    return api.call("CommitUpload", VodSessionKey=grant["VodSessionKey"], **where)
