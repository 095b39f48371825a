"""A server that answers as GitHub's and GitLab's APIs do, as far as our scripts ask."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

BOT = {"login": "github-actions[bot]", "id": 1}
STRANGER = {"login": "mallory", "id": 2}
TOKEN = "a-token"  # noqa: S105 - of no server but this one


@dataclass(slots=True)
class Api:
    """What the server knows and was asked: requests by number, comments, and every call."""

    address: str = ""
    requests: dict[int, dict[str, Any]] = field(default_factory=dict)
    comments: list[dict[str, Any]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    redirect_to: str = ""

    @property
    def written(self) -> list[str]:
        """The calls that changed something."""
        return [call for call in self.calls if not call.startswith("GET ")]

    def comment(self, body: str, author: dict[str, Any] = BOT) -> None:
        """Add a comment."""
        self.comments.append(
            {"id": len(self.comments) + 100, "body": body, "user": author, "author": author}
        )

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: Any) -> Any:
        """Return what a call is answered with, None where there is no such thing."""
        if method == "GET" and path.endswith("/pulls"):
            head = query["head"][0]
            return [one for one in self.requests.values() if one["head"]["label"] == head]
        if method == "GET" and path == "/user":
            return BOT
        if found := re.fullmatch(r".*/(?:pulls|merge_requests)/(\d+)", path):
            return self.requests.get(int(found[1]))
        if re.search(r"/(?:issues|merge_requests)/\d+/(?:comments|notes)$", path):
            if method == "POST":
                self.comment(body["body"])
                return self.comments[-1]
            page, size = int(query["page"][0]), int(query["per_page"][0])
            return self.comments[(page - 1) * size : page * size]
        if found := re.search(r"/(?:comments|notes)/(\d+)$", path):
            known = next(one for one in self.comments if one["id"] == int(found[1]))
            known["body"] = body["body"]
            return known
        return None


@contextmanager
def served() -> Iterator[Api]:
    """Serve an API on this machine until the block ends."""
    api = Api()

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            api.calls.append(f"{self.command} {parts.path}")
            given = {self.headers.get("Authorization"), self.headers.get("PRIVATE-TOKEN")}
            if api.redirect_to:
                self.send_response(302)
                self.send_header("Location", api.redirect_to)
                self.end_headers()
                return
            found = None
            if given & {f"Bearer {TOKEN}", TOKEN}:
                found = api.answer(self.command, parts.path, parse_qs(parts.query), body)
            text = json.dumps(found).encode()
            self.send_response(404 if found is None else 200)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = do_PATCH = do_PUT = _do  # noqa: N815 - names that the server looks for

        def log_message(self, *_: Any) -> None:
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        api.address = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield api
        finally:
            server.shutdown()
            thread.join()
