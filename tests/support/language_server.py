"""A client of the YAML language server, the one inside VS Code's YAML extension."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .node import NODE, installed

_SECONDS = 60
"""How long an answer may take before the test is given up."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """What the server finds wrong with a file: where it begins and ends, and what it says.

    Lines are counted from 1, as in our own diagnostics.
    """

    first_line: int
    last_line: int
    message: str


class LanguageServer:
    """A running server, and what it has said of each file so far.

    `settings` are those of an editor, by section, as in `{"yaml": {"validate": True}}`.
    """

    def __init__(self, process: subprocess.Popen[bytes], settings: Mapping[str, Any]) -> None:
        self._process = process
        self._settings = settings
        self._asked = 0
        self._answers: dict[int, queue.Queue[Json]] = {}
        self._marks: dict[str, queue.Queue[list[Mark]]] = {}
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def begin(self, folder: Path) -> None:
        """Tell the server in which folder the editor works; wait until it is ready."""
        self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "workspaceFolders": [{"uri": folder.as_uri(), "name": folder.name}],
                "capabilities": {
                    "workspace": {"configuration": True, "workspaceFolders": True},
                    "textDocument": {"hover": {"contentFormat": ["markdown", "plaintext"]}},
                },
            },
        )
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": self._settings})

    def open(self, path: Path, text: str) -> None:
        """Open a file with a text in it; it need not be on disk."""
        uri = path.as_uri()
        self._marks.setdefault(uri, queue.Queue())
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})

    def marks(self, path: Path) -> list[Mark]:
        """Return what is wrong with an open file, when the server has looked at it."""
        return sorted(self._marks[path.as_uri()].get(timeout=_SECONDS))

    def offers(self, path: Path, line: int, column: int) -> dict[str, str]:
        """Return what may be written at a place of an open file, and what is said of each."""
        found = self._ask("textDocument/completion", _place(path, line, column))
        items = found["items"] if isinstance(found, dict) else found or []
        return {item["label"]: _text(item.get("documentation")) for item in items}

    def explains(self, path: Path, line: int, column: int) -> str:
        """Return what the server says of a place of an open file, "" where it says nothing."""
        found = self._ask("textDocument/hover", _place(path, line, column))
        return _text(found["contents"]) if found else ""

    def end(self) -> None:
        """Ask the server to stop."""
        self._ask("shutdown", None)
        self._tell("exit", None)

    def _ask(self, method: str, params: Any) -> Any:
        self._asked += 1
        answers = self._answers[self._asked] = queue.Queue()
        self._send({"id": self._asked, "method": method, "params": params})
        answer = answers.get(timeout=_SECONDS)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer.get("result")

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Json) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        """Take in what the server says, and answer what it asks, until it ends."""
        while (message := self._read()) is not None:
            if "method" not in message:
                self._answers.pop(message["id"]).put(message)
            elif message["method"] == "textDocument/publishDiagnostics":
                params = message["params"]
                marks = self._marks.setdefault(params["uri"], queue.Queue())
                marks.put([_mark(found) for found in params["diagnostics"]])
            elif "id" in message:
                self._send({"id": message["id"], "result": self._answer(message)})

    def _read(self) -> Json | None:
        """Return the next message, None where there will be no more."""
        stream = self._process.stdout
        assert stream
        length = 0
        while (line := stream.readline().strip()) or not length:
            if not line:
                return None
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        read: Json = json.loads(stream.read(length))
        return read

    def _answer(self, question: Json) -> Any:
        """Return the settings that are asked for; any other question is agreed to by silence."""
        if question["method"] != "workspace/configuration":
            return None
        return [self._settings.get(item["section"]) for item in question["params"]["items"]]


@contextmanager
def language_server(folder: Path, settings: Mapping[str, Any]) -> Iterator[LanguageServer]:
    """Run the server for an editor that works in a folder."""
    program = installed("yaml-language-server") / "bin" / "yaml-language-server"
    with subprocess.Popen(
        [NODE, program, "--stdio"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        try:
            server = LanguageServer(process, settings)
            server.begin(folder)
            yield server
            server.end()
            process.wait(timeout=_SECONDS)
        finally:
            process.kill()


def _place(path: Path, line: int, column: int) -> Json:
    position = {"line": line - 1, "character": column - 1}
    return {"textDocument": {"uri": path.as_uri()}, "position": position}


def _mark(found: Json) -> Mark:
    start, end = found["range"]["start"], found["range"]["end"]
    return Mark(start["line"] + 1, end["line"] + 1, found["message"])


def _text(content: Any) -> str:
    return str(content["value"]) if isinstance(content, dict) else str(content or "")
