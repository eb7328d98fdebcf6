"""A python-socketio server for tests: python3 server.py [serializer]

serializer: "default" or "msgpack", as of python-socketio; "install" only installs what it needs.

Prints one line, "READY <port>", on standard output and ends when its standard input does, so that it
cannot outlive its parent.
"""
import os
import pathlib
import socket
import subprocess
import sys
import threading

HERE = pathlib.Path(__file__).parent
PACKAGES = HERE / "python_packages"


def install():
    """Installs what requirements.txt lists if that has changed since it last ran here."""
    wanted = (HERE / "requirements.txt").read_text()
    installed = PACKAGES / ".installed-requirements.txt"
    if not installed.exists() or installed.read_text() != wanted:
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            + ["--upgrade", "--target", str(PACKAGES), "-r", str(HERE / "requirements.txt")],
            check=True,
            stdout=sys.stderr,
        )
        installed.write_text(wanted)
    sys.path.insert(0, str(PACKAGES))


install()
if sys.argv[1:] == ["install"]:
    sys.exit()

import socketio  # noqa: E402
from aiohttp import web  # noqa: E402

serializer = sys.argv[1] if len(sys.argv) > 1 else "default"
io = socketio.AsyncServer(async_mode="aiohttp", serializer=serializer)
auths = {}


def serve(namespace):
    async def connect(sid, environ, auth):
        if namespace == "/admin" and (auth or {}).get("token") != "letmein":
            raise socketio.exceptions.ConnectionRefusedError(
                "not admitted", {"code": 401, "hint": "auth.token"}
            )
        auths[sid] = auth

    async def disconnect(sid, reason):
        auths.pop(sid, None)

    async def echo(sid, *args):
        await io.emit("echo", args, to=sid, namespace=namespace)

    async def call_back(sid, *args):
        return await io.call("question", args, to=sid, namespace=namespace)

    async def who(sid):
        return {"id": sid, "namespace": namespace, "auth": auths[sid]}

    async def kick(sid):
        await io.disconnect(sid, namespace=namespace)

    io.on("connect", connect, namespace=namespace)
    io.on("disconnect", disconnect, namespace=namespace)
    io.on("echo", echo, namespace=namespace)
    io.on("call-back", call_back, namespace=namespace)
    io.on("who", who, namespace=namespace)
    io.on("kick", kick, namespace=namespace)


for path in ("/", "/chat", "/admin"):
    serve(path)


def end_with_input():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_input, daemon=True).start()
listener = socket.create_server(("127.0.0.1", 0))
print(f"READY {listener.getsockname()[1]}", flush=True)
app = web.Application()
io.attach(app)
web.run_app(app, sock=listener, print=None)
